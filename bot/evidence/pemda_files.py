"""A Pemda's regulation or emblem: fetched, examined, stored; then the screen is drawn again."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime

from bot.evidence import invited
from bot.evidence.examine import EMBLEM_PIXELS, Examiner, NotExamined, Overwhelmed
from bot.evidence.kinds.faults import Examined, FileFault, FileRefused
from bot.log import log
from bot.telegram.api import Api
from bot.telegram.errors import ApiError
from bot.texts.pemda import documents, settings as texts
from core.effects.pemda import FilePurpose
from core.screen import Notice
from storage.database import Connection, Database
from storage.evidence.store import EvidenceStore, Stored
from storage.evidence.store_faults import fault_of
from storage.messaging import inbox, outbox
from storage.messaging.contents import PemdaFile
from storage.orders import notices
from storage.orders.rights import Actor
from storage.pemda import effects as pemda_effects

LARGEST = {
    FilePurpose.RULE: 20 * 1024 * 1024,
    FilePurpose.EMBLEM: 2 * 1024 * 1024,
    FilePurpose.DOCUMENT: 20 * 1024 * 1024,
}
"""Bytes; a regulation may be what Telegram lets a bot fetch."""

_OFFICE = "application/vnd.openxmlformats-officedocument"
_RULE = frozenset({"application/pdf", f"{_OFFICE}.wordprocessingml.document"})
_EMBLEM = frozenset({"image/png", "image/jpeg"})
_TABLES = frozenset({f"{_OFFICE}.spreadsheetml.sheet", f"{_OFFICE}.presentationml.presentation"})
KINDS: Mapping[FilePurpose, frozenset[str]] = {
    FilePurpose.RULE: _RULE,
    FilePurpose.EMBLEM: _EMBLEM,
    FilePurpose.DOCUMENT: _RULE | _EMBLEM | _TABLES,
}


class PemdaFiles:
    def __init__(
        self, database: Database, api: Api, store: EvidenceStore, examiner: Examiner, clock: Callable[[], datetime]
    ) -> None:
        self._examiner = examiner
        self._database = database
        self._api = api
        self._store = store
        self._clock = clock

    async def keep(self, job: PemdaFile, chat: int) -> None:
        """The job of a row. What goes wrong is said to the sender, who can send the file again."""
        purpose = FilePurpose(job.purpose)
        fault = "too_large" if job.size > LARGEST[purpose] else ""
        kept = None
        if not fault:
            try:
                kept = await self._copy(job.file_id, purpose)
            except invited.InvitationFound:
                fault = "invitation"
            except (FileRefused, Overwhelmed):
                fault = "picture" if purpose is FilePurpose.EMBLEM else "kind"
            except (ApiError, TimeoutError, NotExamined):
                fault = "unavailable"
            except OSError as error:
                log.error("the evidence store takes nothing", fault=fault_of(error))
                fault = "store"
        now = self._clock()
        await self._database.submit(lambda conn: _settle(conn, job, chat, kept, fault, now))

    async def _copy(self, file_id: str, purpose: FilePurpose) -> tuple[Stored, Examined]:
        """The copy and what was found in it."""
        size, most = 0, EMBLEM_PIXELS if purpose is FilePurpose.EMBLEM else None
        with await asyncio.to_thread(self._store.begin) as writer:
            async for chunk in self._api.fetch(file_id):
                size += len(chunk)
                if size > LARGEST[purpose]:
                    raise FileRefused(FileFault.TOO_LARGE)
                writer.write(chunk)
            writer.flush()
            found = await self._examiner.examine(writer.path, KINDS[purpose], most)
            await invited.look(self._database, found.texts)
            return await asyncio.to_thread(writer.commit), found


def _settle(
    conn: Connection, job: PemdaFile, chat: int, copied: tuple[Stored, Examined] | None, fault: str, now: datetime
) -> None:
    if copied is None:
        _tell(conn, job, chat, fault, now)
        return
    kept, found = copied
    file = {
        "mime": found.mime,
        "doubt": found.doubt.value if found.doubt else "",
        "key": kept.key,
        "sha256": kept.sha256,
        "bytes": str(kept.bytes),
    }
    refused = pemda_effects.kept(conn, job, file, Actor(job.person, chat, now))
    if refused:
        _tell(conn, job, chat, refused, now)
    inbox.put_internal(conn, chat, "changed", job.file_id, now)


def _tell(conn: Connection, job: PemdaFile, chat: int, fault: str, now: datetime) -> None:
    document = FilePurpose(job.purpose) is FilePurpose.DOCUMENT
    words = documents.not_kept(job.name, fault) if document else texts.file_not_kept(job.name, fault)
    outbox.add(conn, [notices.notice_call(chat, Notice(words))], now, sending=False)
