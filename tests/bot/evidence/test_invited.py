"""A file that shows an invitation is no evidence: it is kept nowhere, and its sender has brought the invitation."""

import io
import json
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest
import pytest_asyncio
from PIL import Image

from bot.evidence.pemda_files import PemdaFiles
from bot.flows.events import Begin
from bot.handlers import internal
from bot.telegram.api import Api
from core.people.invitation import SEVERAL, token_hash
from core.people.roles import Role
from simulator import Simulator
from storage.database import Database
from storage.engine.schema import INBOX, OUTBOX, REGION_DOCUMENT
from storage.messaging.contents import PemdaFile
from storage.people import invitations
from tests.bot.copying import ANI, Copying
from tests.conftest import Clock
from tests.qr_codes import page, photographed, qr

BOT = "https://t.me/pandu_matang_bot?start="


@pytest_asyncio.fixture
async def copying(database: Database, api: Api, sim: Simulator, clock: Clock, tmp_path: Path) -> AsyncIterator[Copying]:
    made = Copying(database, api, sim, clock, tmp_path / "evidence")
    made.limit = 2_000_000
    made.renew()
    yield made
    await made.close()


def issued(copying: Copying) -> str:
    """The token of a new invitation of a contact."""
    opds, until = [copying.region.opd[1, "DISHUB"]], copying.clock().replace(year=2027)
    return copying.region.database.write(
        lambda conn: invitations.issue(conn, 1, Role.CONTACT, opds, 1, until, None, None, copying.clock())[0].token
    )


def brought(copying: Copying) -> list[object]:
    """What was put into Ani's lane, as the turn understands it."""
    rows = [row for row in copying.region.rows(INBOX) if row["lane"] == f"p{ANI}"]
    return [internal.read(json.loads(row["body"])[internal.KEY]) for row in rows]


def kept(copying: Copying) -> list[Path]:
    return [path for path in copying.folder.rglob("*") if path.is_file()]


async def test_a_photo_of_an_invitation_is_kept_nowhere_and_brings_it(copying: Copying) -> None:
    token = issued(copying)
    copying.send("IMG_0001.jpg", photographed(qr(BOT + token)))
    (file,) = await copying.settled()
    assert (file["state"], file["refusal"], file["storage_key"]) == ("refused", "invitation", None)
    assert kept(copying) == []
    ((account, notice),) = copying.notices()
    assert (account, notice["text"]) == (
        ANI,
        "⚠️ IMG_0001.jpg pada V01 tidak dapat disimpan karena memuat kode undangan. "
        "Kirim berkas tanpa kode undangan itu.",
    )
    assert Begin("mulai", invitation=token_hash(token)) in brought(copying)
    assert token not in json.dumps([row["body"] for row in copying.region.rows(INBOX)])


async def test_one_that_cannot_be_used_any_more_is_recognised_as_well(copying: Copying) -> None:
    token = issued(copying)
    revoke = partial(invitations.revoke, pemda=1, opd=None, revoked_by=None, now=copying.clock())
    copying.region.database.write(revoke)
    copying.send("IMG_0001.jpg", photographed(qr(BOT + token)))
    (file,) = await copying.settled()
    assert file["refusal"] == "invitation"


async def test_of_several_nobody_knows_which_is_meant(copying: Copying) -> None:
    first, second = map(qr, (BOT + issued(copying) for _ in range(2)))
    both = Image.new("L", (first.width * 2, first.height), 255)
    both.paste(first, (0, 0))
    both.paste(second, (first.width, 0))
    copying.send("IMG_0001.jpg", photographed(both))
    await copying.settled()
    assert Begin("mulai", invitation=SEVERAL) in brought(copying)


@pytest.mark.parametrize(
    "text",
    [
        "https://tte.kominfo.go.id/verifyPDF/4f1c7e2a90",
        "Dokumen ini ditandatangani secara elektronik menggunakan sertifikat BSrE",
        BOT + "AbCdEf0123456789_-GhIj",
        "https://t.me/pandu_matang_bot",
    ],
)
async def test_other_codes_are_what_documents_have(copying: Copying, text: str) -> None:
    issued(copying)
    copying.send("IMG_0001.jpg", photographed(qr(text)))
    (file,) = await copying.settled()
    assert (file["state"], file["doubt"]) == ("stored", "")
    assert copying.notices() == []


async def test_a_document_of_the_region_may_not_show_one_either(copying: Copying) -> None:
    """Every OPD would read it."""
    token = issued(copying)
    made = io.BytesIO()
    page(qr(BOT + token)).convert("RGB").save(made, "PDF")
    file = copying.sim.person(66, "Citra").document("Undangan.pdf", made.getvalue()).file
    files = PemdaFiles(copying.region.database, copying.api, copying.store, copying.examiner, copying.clock)
    job = PemdaFile(1, "document", file.file_id, "Undangan.pdf", len(made.getvalue()), 6, "Undangan")
    await files.keep(job, 66)
    assert copying.region.rows(REGION_DOCUMENT) == []
    assert kept(copying) == []
    (row,) = copying.region.rows(OUTBOX)
    assert "memuat kode undangan" in row["payload"]["text"]
