"""Documents that the bot makes when they are sent: the numbers are read in one transaction, the child draws the file.

An outbox row names the job and its arguments, never the content, so tokens exist only in the finished sheet
(docs/decisions/tokens-when-drawn.md).
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, get_args

from bot.evidence.examine import Examiner, NotExamined, Overwhelmed
from bot.evidence.kinds.faults import FileRefused
from bot.evidence.pemda_files import PemdaFiles
from bot.log import describe, log
from bot.rendering.draw import Drawer, DrawingFailed
from bot.rendering.papers import PAPERS, Paper
from bot.rendering.pictures import Picture, Pictures
from bot.telegram.api import Api, Upload
from bot.telegram.errors import ApiError, TelegramRefused, Unknown
from bot.texts import documents as texts
from core.assessment.rounds import made_of
from core.exports.endings import named_by_kind
from core.screen import Rows
from core.tables.file import MAX_BYTES
from storage.database import Database
from storage.evidence.copying import source_of
from storage.evidence.store import EvidenceStore, genuine
from storage.messaging import contents, inbox
from storage.messaging.contents import (
    Content,
    File,
    Job,
    OpdFile,
    OwnListFile,
    PemdaFile,
    RegisterFile,
    WithFile,
    WorkloadFile,
    to_be_made,
)
from storage.messaging.outbox import Call

UNAVAILABLE = "unavailable"
"""The problem of a list that could not be fetched or read."""

OPD_FILE_READ, OWN_LIST_READ, WORKLOAD_READ = "opd_file_read", "own_list_read", "workload_read"
REGISTER_READ = "register_read"
"""Kinds of the events that bring the content of a list into its sender's lane."""

ListFile = OpdFile | OwnListFile | WorkloadFile | RegisterFile
LISTS = get_args(ListFile)
"""Jobs that read a list that somebody sent."""

FETCHED = (*LISTS, PemdaFile)
"""Jobs that must first fetch a file from Telegram. They must not keep the others waiting."""


def title(job: Job | contents.Picture) -> str:
    """What was to be made, for administrators."""
    match job:
        case OpdFile():
            return texts.OPD_LIST
        case WorkloadFile():
            return texts.WORKLOAD_FILE
        case OwnListFile():
            return texts.OWN_LIST_FILE
        case RegisterFile():
            return texts.REGISTER_FILE
        case PemdaFile():
            return texts.PEMDA_FILE
    return PAPERS[type(job)].title


class NotMade(Exception):
    """The document could not be made this time. The message says why, without anybody's words."""


@dataclass(frozen=True, slots=True)
class Made:
    """A finished document with its caption (HTML) and buttons."""

    file: Upload
    caption: str
    rows: Rows = ()

    def onto(self, _: Content) -> Content:
        """What the call carries that it was made for."""
        return File("", self.caption, self.rows)


class Documents:
    def __init__(
        self,
        database: Database,
        drawer: Drawer,
        examiner: Examiner,
        api: Api,
        store: EvidenceStore,
        clock: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._drawer = drawer
        self._examiner = examiner
        self._api = api
        self._store = store
        self._clock = clock
        self._pictures = Pictures(database, drawer)
        self._pemda_files = PemdaFiles(database, api, store, examiner, clock)

    async def make(self, call: Call) -> Made | Picture | None:
        """The document a row asks for; None when the job is done and nothing is to be sent. Raises NotMade."""
        try:
            return await self._make(call.content, call.chat_id)
        except DrawingFailed as error:
            raise NotMade(str(error)) from None

    async def _make(self, content: Content, chat: int) -> Made | Picture | None:
        match to_be_made(content):
            case contents.Picture() as picture:
                return await self._pictures.make(picture)
            case (OpdFile() | OwnListFile() | WorkloadFile() | RegisterFile()) as file:
                await self._tell_list(file, chat, await self._read_list(file))
            case PemdaFile() as file:
                await self._pemda_files.keep(file, chat)
            case None:
                raise NotMade("nothing is to be made for this row")
            case job:
                return await self._paper(PAPERS[type(job)], job)
        return None

    async def made(self, file_id: str) -> bytes | None:
        """The table that is evidence under this number; None where nothing of it is known any more. Raises NotMade."""
        named = made_of(file_id)
        if named is None:
            return None
        try:
            job = contents.MonitoringTable(*named, "pdf")
            found = await self._paper(PAPERS[type(job)], job)
        except DrawingFailed as error:
            raise NotMade(str(error)) from None
        return found.file.content if found is not None else None

    async def ready(self, call: Call) -> None:
        """Returns when nothing is on its way that would make this job needless."""
        if isinstance(call.content, contents.Picture):
            await self._pictures.ready(call.content)

    def is_ready(self, call: Call) -> bool:
        return not isinstance(call.content, contents.Picture) or self._pictures.is_ready(call.content)

    async def give_up(self, call: Call) -> bool:
        """A job is not tried again. True where its sender hears of it here: a list that cannot be read is an answer."""
        if not isinstance(call.content, LISTS):
            return False
        await self._tell_list(call.content, call.chat_id, {"problem": UNAVAILABLE})
        return True

    def settled(self, digest: str, file_id: str) -> None:
        """To be called when a row with this picture was tried; `file_id` is Telegram's for the photo that it uploaded,
        if it did.
        """
        self._pictures.settled(digest, file_id)

    async def copy_of(self, content: WithFile) -> Upload | None:
        """The bytes of a file_id that this bot cannot use any more, copied or drawn; None when we have none."""
        if isinstance(content, contents.Picture):
            try:
                return await self._pictures.draw(content)
            except DrawingFailed:
                return None
        source = await self._database.submit(lambda conn: source_of(conn, content.file_id, content.evidence))
        if source is None:
            return None
        try:
            found = await asyncio.to_thread(lambda: b"".join(genuine(self._store, source.key)))
        except OSError as error:  # gone, changed, or the store is away: nothing is handed out
            log.error("a file cannot be handed out", key=source.key, error=describe(error))
            return None
        return Upload("document", named_by_kind(source.name, source.mime), found)

    async def _paper(self, paper: Paper[Any, Any], job: Job) -> Made | None:
        """A paper with the data of this moment; None when it is not awaited any more."""
        now = self._clock()
        try:
            data = await self._database.submit(lambda conn: paper.load(conn, job, now))
        except LookupError:
            raise NotMade("what it is about is no longer known") from None
        if not paper.wanted(data):
            return None
        values = await asyncio.to_thread(paper.values, data, self._store)
        content = await self._drawer.draw(paper.render, values)
        return Made(Upload("document", paper.file_name(data), content), paper.caption(data), paper.rows(data))

    async def _tell_list(self, file: ListFile, chat: int, read: Mapping[str, Any]) -> None:
        """Reads an office's list. The content goes into the sender's lane, and nothing is sent from here."""
        now, content = self._clock(), {"pemda": file.pemda, "name": file.name, **read}
        kind = OPD_FILE_READ
        if isinstance(file, WorkloadFile):
            kind, content = WORKLOAD_READ, {**content, "opd": file.opd}
        if isinstance(file, OwnListFile):
            kind, content = OWN_LIST_READ, {**content, "asked": file.instrument}
        if isinstance(file, RegisterFile):
            kind, content = REGISTER_READ, {**content, "opd": file.opd, "asked": file.instrument}
        await self._database.submit(lambda conn: inbox.put_internal(conn, chat, kind, file.file_id, now, content))

    async def _read_list(self, file: ListFile) -> dict[str, Any]:
        if file.size > MAX_BYTES:
            return {"problem": "too_large"}
        data = bytearray()
        try:
            async for chunk in self._api.fetch(file.file_id):
                data += chunk
                if len(data) > MAX_BYTES:
                    return {"problem": "too_large"}
        except TelegramRefused as error:
            if isinstance(error, Unknown):
                raise NotMade(str(error)) from None
            return {"problem": "too_large" if "too big" in error.description else UNAVAILABLE}
        except ApiError as error:
            raise NotMade(str(error)) from None
        try:
            if isinstance(file, WorkloadFile):
                return await self._examiner.read_positions(bytes(data), file.name)
            if isinstance(file, OwnListFile):
                return await self._examiner.read_own_list(bytes(data), file.name)
            if isinstance(file, RegisterFile):
                return await self._examiner.read_register(bytes(data), file.name)
            return await self._examiner.read_opd_list(bytes(data), file.name)
        except (FileRefused, Overwhelmed):
            return {"problem": "unreadable"}
        except NotExamined as error:
            raise NotMade(str(error)) from None
