"""Documents that the bot makes when they are sent: the numbers are read in one transaction, the child draws the file.

An outbox row names the job and its arguments, never the content, so tokens exist only in the finished sheet
(docs/decisions/tokens-when-drawn.md).
"""

import asyncio
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.evidence.examine import Examiner, NotExamined, Overwhelmed
from bot.evidence.kinds.faults import FileRefused
from bot.evidence.pemda_files import PemdaFiles
from bot.log import describe, log
from bot.rendering.draw import Drawer, DrawingFailed
from bot.rendering.letters import cover_letter
from bot.rendering.pictures import Picture, Pictures
from bot.rendering.sheets import sheet
from bot.telegram.api import Api, ApiError, TelegramRefused, Unknown, Upload
from bot.texts import documents as texts
from bot.texts.people import invitations as admin_invite
from core.assessment.model import Approval, Status
from core.exports import plain as export_plain
from core.exports.endings import named_by_kind
from core.papers import invitations as paper, letter as letters
from core.pemda.opd_list.reading import MAX_BYTES
from core.pemda.parts import Part
from core.people.roles import OPD_ROLES, Role
from core.screen import Rows, steady
from core.written import long_day
from storage.answers.letters import LetterFacts, load as letter_of
from storage.database import Connection, Database
from storage.evidence.copying import source_of
from storage.evidence.store import EvidenceStore, genuine
from storage.messaging import contents, inbox
from storage.messaging.contents import (
    Content,
    CoverLetter,
    File,
    GroupRecap,
    InvitationSheet,
    MyData,
    OpdFile,
    OpdTemplate,
    PemdaFile,
    WithFile,
    to_be_made,
)
from storage.messaging.outbox import Call
from storage.operations import export, my_data
from storage.pemda import facts as pemda_facts, regions
from storage.people import invitations

UNAVAILABLE = "unavailable"
"""The problem of a list that could not be fetched or read."""

OPD_FILE_READ = "opd_file_read"
"""Kind of the event that brings the content of an OPD list into its sender's lane."""


FETCHED = (OpdFile, PemdaFile)
"""Jobs that must first fetch a file from Telegram. They must not keep the others waiting."""


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
            case InvitationSheet() as sheet:
                return await self._invitations(sheet)
            case MyData(person):
                return await self._my_data(person)
            case OpdTemplate():
                return await self._opd_template()
            case CoverLetter() as letter:
                return await self._letter(letter)
            case GroupRecap() as recap:
                return await self._group_recap(recap)
            case OpdFile() as file:
                await self._tell_list(file, chat, await self._read_list(file))
            case PemdaFile() as file:
                await self._pemda_files.keep(file, chat)
            case None:
                raise NotMade("nothing is to be made for this row")
        return None

    async def ready(self, call: Call) -> None:
        """Returns when nothing is on its way that would make this job needless."""
        if isinstance(call.content, contents.Picture):
            await self._pictures.ready(call.content)

    def is_ready(self, call: Call) -> bool:
        return not isinstance(call.content, contents.Picture) or self._pictures.is_ready(call.content)

    async def give_up(self, call: Call) -> bool:
        """A job is not tried again. True where its sender hears of it here: a list that cannot be read is an answer."""
        if not isinstance(call.content, OpdFile):
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

    async def _invitations(self, wanted: InvitationSheet) -> Made:
        now = self._clock()
        sheet, code = await self._database.submit(lambda conn: _issue(conn, wanted, now))
        content = await self._drawer.draw(wanted.NAME, paper.to_plain(sheet))
        name = texts.invitations_name(code, sheet.year)
        caption = admin_invite.sheet_caption(len(sheet.sheets), sheet.until)
        revoke = steady(admin_invite.REVOKE, "revoke", wanted.pemda)
        return Made(Upload("document", name, content), caption, ((revoke,),))

    async def _opd_template(self) -> Made:
        content = await self._drawer.draw(OpdTemplate.NAME, {})
        return Made(Upload("document", texts.TEMPLATE_NAME, content), texts.TEMPLATE)

    async def _letter(self, wanted: CoverLetter) -> Made | None:
        """The cover letter with the present numbers; None when it is not awaited any more."""
        now, number, format = self._clock(), wanted.assessment, wanted.format
        try:
            writer = await self._database.submit(lambda conn: letter_of(conn, number, now))
        except LookupError:
            raise NotMade("this assessment is no longer known") from None
        if not _waits_for_letter(writer):
            return None
        letter = await asyncio.to_thread(cover_letter, writer, self._store)
        content = await self._drawer.draw(wanted.NAME, {"letter": letters.to_plain(letter), "format": format})
        name = letters.file_name(letter.code, letter.year, format)
        return Made(Upload("document", name, content), texts.LETTERS[format])

    async def _my_data(self, person: int) -> Made:
        try:
            found = await self._database.submit(lambda conn: my_data.collect(conn, person))
        except KeyError:
            raise NotMade("this person is no longer known") from None
        content = await asyncio.to_thread(_zipped, found)
        return Made(Upload("document", texts.MY_DATA_NAME, content), texts.MY_DATA)

    async def _group_recap(self, wanted: GroupRecap) -> Made:
        """A period's workbook as it may be shown to a group."""
        period, now = wanted.period, self._clock()
        found = await self._database.submit(lambda conn: export.load(conn, period, now))
        plain = export_plain.to_plain(export_plain.for_group(found))
        content = await self._drawer.draw(wanted.NAME, {"export": plain, "dated": long_day(found.head.at)})
        return Made(Upload("document", texts.recap_name(found.head.year), content), wanted.caption)

    async def _tell_list(self, file: OpdFile, chat: int, read: Mapping[str, Any]) -> None:
        """Reads an office's list. The content goes into the sender's lane, and nothing is sent from here."""
        now, content = self._clock(), {"pemda": file.pemda, "name": file.name, **read}
        await self._database.submit(
            lambda conn: inbox.put_internal(conn, chat, OPD_FILE_READ, file.file_id, now, content)
        )

    async def _read_list(self, file: OpdFile) -> dict[str, Any]:
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
            return await self._examiner.read_opd_list(bytes(data), file.name)
        except (FileRefused, Overwhelmed):
            return {"problem": "unreadable"}
        except NotExamined as error:
            raise NotMade(str(error)) from None


def _issue(conn: Connection, order: InvitationSheet, now: datetime) -> tuple[paper.Invitations, str]:
    """Makes the tokens and the values of their sheets, with the code of the OPD where they are for a single one."""
    pemda = next(one for one in regions.listed(conn) if one.id == order.pemda)
    role, until = Role(order.role), datetime.fromisoformat(order.until)
    issued = invitations.issue(conn, pemda.id, role, order.opds, order.uses, until, order.field, order.issued_by, now)
    alone = order.opds[0] if role in OPD_ROLES and len(order.opds) == 1 else None
    listed = pemda_facts.load(conn, pemda.id, now, parts=frozenset({Part.OPDS})).opds if alone is not None else ()
    code = next((line.code for line in listed if line.id == alone), "")
    return sheet(conn, pemda, role, order.uses, until, issued, now), code


def _waits_for_letter(writer: LetterFacts) -> bool:
    a = writer.assessment
    return a.status is Status.AWAITING_HEAD and a.approval is Approval.LETTER


def _zipped(found: Mapping[str, Any]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(texts.MY_DATA_TEXT, texts.my_data(found))
        archive.writestr(texts.MY_DATA_JSON, json.dumps(found, ensure_ascii=False, indent=2))
    return made.getvalue()
