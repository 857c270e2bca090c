"""A Pemda's regulation or emblem: fetched, looked at, kept in the evidence store, noted, and its screen drawn again."""

import asyncio
import tempfile
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import IO, Any

from bot import evidence_files
from bot.api import Api, ApiError
from bot.evidence_files import Refused
from bot.texts import admin_settings as texts
from core.effects_pemda import Purpose
from core.screen import Notice
from storage import effects_messages, effects_pemda, inbox, outbox
from storage.database import Connection, Database
from storage.effects_base import Actor
from storage.evidence_store import CHUNK, EvidenceStore, Stored
from storage.outbox import Call

LARGEST = {Purpose.RULE: 20 * 1024 * 1024, Purpose.EMBLEM: 2 * 1024 * 1024}
"""Bytes; a regulation may be what Telegram lets a bot fetch."""

KINDS: Mapping[Purpose, frozenset[str]] = {
    Purpose.RULE: frozenset(
        {"application/pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}
    ),
    Purpose.EMBLEM: frozenset({"image/png", "image/jpeg"}),
}


class PemdaFiles:
    def __init__(self, database: Database, api: Api, store: EvidenceStore, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._api = api
        self._store = store
        self._clock = clock

    async def keep(self, call: Call) -> None:
        """The job of a row. What goes wrong is said to the sender, who can send the file again."""
        job = call.payload
        purpose = Purpose(job["purpose"])
        fault = "too_large" if job["size"] > LARGEST[purpose] else ""
        kept = None
        if not fault:
            try:
                kept = await self._copy(job["file_id"], purpose)
            except Refused:
                fault = "picture" if purpose is Purpose.EMBLEM else "kind"
            except (ApiError, OSError):
                fault = "unavailable"
        now = self._clock()
        await self._database.submit(lambda conn: _settle(conn, call, kept, fault, now))

    async def _copy(self, file_id: str, purpose: Purpose) -> Stored:
        with tempfile.SpooledTemporaryFile(LARGEST[Purpose.EMBLEM]) as copy:
            size = 0
            async for chunk in self._api.fetch(file_id):
                size += len(chunk)
                if size > LARGEST[purpose]:
                    raise Refused(evidence_files.Fault.TOO_LARGE)
                copy.write(chunk)
            return await asyncio.to_thread(_keep, self._store, copy, KINDS[purpose])


def _keep(store: EvidenceStore, copy: IO[bytes], kinds: Collection[str]) -> Stored:
    evidence_files.examine(copy, kinds)
    copy.seek(0)
    with store.begin() as writer:
        while chunk := copy.read(CHUNK):
            writer.write(chunk)
        return writer.commit()


def _settle(conn: Connection, call: Call, kept: Stored | None, fault: str, now: datetime) -> None:
    job: Mapping[str, Any] = call.payload
    if kept is None:
        notice = Notice(texts.file_not_kept(job["name"], fault))
        outbox.add(conn, [effects_messages.notice_call(call.chat_id, notice)], now, sending=False)
        return
    file = {"key": kept.key, "sha256": kept.sha256, "bytes": str(kept.bytes)}
    effects_pemda.kept(conn, job, file, Actor(job["person"], call.chat_id, now))
    inbox.put_internal(conn, call.chat_id, "changed", job["file_id"], now)
