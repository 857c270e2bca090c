"""Documents made when they are sent: invitation sheets, one's own data, the template, and lists that come in."""

import base64
import hashlib
import io
import json
import zipfile
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import select, update

from bot.evidence.examine import Examiner, Overwhelmed
from bot.flows.events import OwnListRead, RegisterRead
from bot.handlers.internal import read as read_event
from bot.rendering.documents import Documents, NotMade
from bot.rendering.draw import Drawer
from bot.rendering.letters import cover_letter
from bot.telegram.api import Api
from core.assessment.model import EvidenceKind
from core.assessment.subjects import Subject
from core.effects import Ask, AskHead, AttachFile, ChangeOwnList, ChangePemda, KeepRegister, SaveWorkload, Withdraw
from core.effects.pemda import SetHead
from core.papers.letter import words
from core.people.roles import Role
from core.productivity.model import Position
from core.screen import steady
from simulator import Simulator
from storage.answers import letters
from storage.database import Database
from storage.engine import settings as kept
from storage.engine.schema import EVIDENCE, INBOX, INVITATION, OUTBOX, PEMDA, REGION_DOCUMENT
from storage.evidence import copying
from storage.evidence.folder import FolderStore
from storage.evidence.store import key_of
from storage.messaging.contents import File, WorkloadRecap
from storage.messaging.outbox import Call, Kind, Priority
from storage.messaging.packing import unpack
from storage.productivity import papers as workload
from tests import made_pdf
from tests.bot.evidence.corpus import pictures
from tests.conftest import Clock
from tests.storage.region import DUE, Region, answered, build, filled, opened

CITRA = 66


@dataclass
class Office:
    region: Region
    documents: Documents
    store: FolderStore


@pytest_asyncio.fixture
async def office(sqlite_only: Database, api: Api, clock: Clock, tmp_path: Path) -> AsyncIterator[Office]:
    drawer, examiner, store = Drawer(), Examiner(), FolderStore(tmp_path / "evidence")
    sqlite_only.write(lambda conn: kept.put(conn, "bot_username", "pandu_bot"))
    build(sqlite_only)
    yield Office(opened(sqlite_only, clock.now), Documents(sqlite_only, drawer, examiner, api, store, clock), store)
    await drawer.close()
    await examiner.close()


def job(kind: str, **arguments: object) -> Call:
    return Call(CITRA, Kind.DOCUMENT, unpack({"job": kind, **arguments}), Priority.NOTICE)


async def test_the_sheet_holds_tokens_that_nobody_has_stored(office: Office) -> None:
    region = office.region
    order = {"pemda": 1, "role": "contact", "opds": [region.opd[1, "DINKES"], region.opd[1, "DISHUB"]], "uses": 1}
    made = await office.documents.make(job("invitations", **order, until=DUE.isoformat(), field=None, issued_by=1))
    assert made.file.name == "Undangan_Kontak_2026.pdf"
    assert made.file.content.startswith(b"%PDF-")
    assert made.rows == ((steady("Cabut undangan", "revoke", 1), steady("Buka menu", "admin", 1)),)
    assert made.caption == ("2 lembar dengan QR, sekali pakai, berlaku sampai Senin, 14 Desember 2026.")
    issued = region.rows(INVITATION)
    assert [(row["role"], row["opd_id"]) for row in issued] == [(Role.CONTACT, 1), (Role.CONTACT, 2)]


async def test_a_single_sheet_is_named_after_its_opd(office: Office) -> None:
    order = {
        "pemda": 1,
        "role": "contact",
        "opds": [office.region.opd[1, "DINKES"]],
        "uses": 1,
        "until": DUE.isoformat(),
    }
    made = await office.documents.make(job("invitations", **order, field=None, issued_by=1))
    assert made.file.name == "Undangan_Kontak_DINKES_2026.pdf"


async def test_the_template_is_an_empty_list(office: Office) -> None:
    made = await office.documents.make(job("opd_template"))
    assert (made.file.name, made.file.content[:2]) == ("Daftar_OPD.xlsx", b"PK")


async def test_a_table_of_positions_goes_out_and_comes_back_into_its_senders_lane(
    office: Office, sim: Simulator
) -> None:
    """Filled in as it was made, and read by the examining child."""
    region = office.region
    opd, positions = (
        region.opd[1, "DINKES"],
        (Position("Analis", Decimal("2500.5"), 1, 1), Position("Arsiparis", Decimal(9))),
    )
    region.do("Ani", SaveWorkload(opd, 2026, positions))
    made = await office.documents.make(job("workload_template", opd=opd, year=2026))
    assert made.file.name == "Tabel_Jabatan_DINKES_2026.xlsx"
    file = sim.person(CITRA, "Citra").document("jabatan.xlsx", made.file.content).file
    sent = {"pemda": 1, "opd": opd, "file_id": file.file_id, "name": "jabatan.xlsx", "size": 9}
    assert await office.documents.make(job("workload_file", **sent)) is None
    event = _brought(office, "workload_read")
    assert (event["opd"], event["faults"]) == (opd, [])
    assert event["rows"] == [["Analis", "2500.5", 1, 1], ["Arsiparis", "9", 0, 0]]


@pytest.mark.parametrize("format", ["xlsx", "pdf"])
async def test_formulir_d_and_the_recapitulation_are_made_of_the_tables(office: Office, format: str) -> None:
    region = office.region
    opd = region.opd[1, "DINKES"]
    with pytest.raises(NotMade):
        await office.documents.make(job("workload_form", opd=opd, year=2026, format=format))
    region.do("Ani", SaveWorkload(opd, 2026, (Position("Analis", Decimal(2500), 2),)))
    form = await office.documents.make(job("workload_form", opd=opd, year=2026, format=format))
    assert form.file.name == f"Formulir_D_DINKES_2026.{format}"
    assert form.caption.startswith("Formulir D Dinas Kesehatan tahun 2026, ")
    recap = await office.documents.make(job("workload_recap", pemda=1, year=2026, format=format))
    assert recap.caption.startswith("Rekapitulasi produktivitas 2026, 1 OPD dari 2, ")
    assert {made.file.content[:2] for made in (form, recap)} == {{"xlsx": b"PK", "pdf": b"%P"}[format]}
    known = region.database.read(lambda conn: workload.recap(conn, WorkloadRecap(1, 2026, "pdf"), region.now))
    assert (known.of, known.absent, known.office.signer.title) == (
        2,
        ("Dinas Perhubungan",),
        "Kepala Bagian Organisasi",
    )


@pytest.mark.parametrize("format", ["docx", "pdf"])
async def test_the_cover_letter_has_the_numbers_of_the_declaration(office: Office, format: str) -> None:
    region = office.region
    region.do("Citra", ChangePemda(1, "approval", "letter"), ChangePemda(1, "seat", "Sangatta"))
    region.do("Ani", *filled(region.dinkes), AskHead(region.dinkes))
    made = await office.documents.make(job("letter", assessment=region.dinkes, format=format))
    assert made.file.name == f"Surat_Pengantar_DINKES_2026.{format}"
    assert made.file.content[:4] == {"docx": b"PK\x03\x04", "pdf": b"%PDF"}[format]
    writer = region.database.read(lambda conn: letters.load(conn, region.dinkes, region.now))
    letter = cover_letter(writer, office.store)
    assert (letter.variables, letter.evidence, letter.value) == (11, 11, "33 dari 55")
    assert (letter.paper, letter.place, letter.signer.title) == ("F4", "Sangatta", "Kepala Dinas Kesehatan")
    assert letter.letterhead.unit == "DINAS KESEHATAN"


async def test_the_letter_follows_the_settings_and_the_head(office: Office) -> None:
    region = office.region
    settings = {
        "approval": "letter",
        "paper": "A4",
        "rule_title": "Peraturan Bupati Kutai Timur Nomor 25 Tahun 2024",
        "number_pattern": "000.8.3/………/{kode}/{tahun}",
    }
    head = SetHead(region.opd[1, "DINKES"], "dr. Eko", "Kepala Dinas Kesehatan", "Pembina (IV/a)", "1" * 18, "Plt.")
    region.do("Citra", *(ChangePemda(1, key, value) for key, value in settings.items()), head)
    writer = region.database.read(lambda conn: letters.load(conn, region.dinkes, region.now))
    letter = cover_letter(writer, office.store)
    assert letter.paper == "A4"
    assert letter.rule == settings["rule_title"]
    assert words(letter).reference[0] == ("Nomor", "000.8.3/………/DINKES/2026")
    assert words(letter).signature == (
        *("Plt. Kepala Dinas Kesehatan,", "dr. Eko", "Pembina (IV/a)", "NIP 11111111 111111 1 111"),
    )


async def test_a_letter_nobody_waits_for_any_more_is_not_made(office: Office) -> None:
    region = office.region
    region.do("Citra", ChangePemda(1, "approval", "letter"))
    region.do("Ani", *filled(region.dinkes), AskHead(region.dinkes), Withdraw(region.dinkes))
    assert await office.documents.make(job("letter", assessment=region.dinkes, format="pdf")) is None
    with pytest.raises(NotMade):
        await office.documents.make(job("letter", assessment=999, format="pdf"))


async def test_the_emblem_comes_out_of_the_store(office: Office) -> None:
    region = office.region
    with office.store.begin() as writer:
        writer.write(b"a picture")
        kept = writer.commit()
    region.database.write(lambda conn: conn.execute(update(PEMDA).values(letterhead={"emblem": kept.key})))
    found = region.database.read(lambda conn: letters.load(conn, region.dinkes, region.now))
    assert base64.b64decode(cover_letter(found, office.store).letterhead.emblem) == b"a picture"
    lost = replace(found, letterhead={"emblem": key_of("0" * 64)})
    assert cover_letter(lost, office.store).letterhead.emblem == ""


async def test_my_data_is_all_of_mine_and_nothing_of_others(office: Office) -> None:
    region = office.region
    region.do("Ani", *answered(region.dinkes, "V01"), Ask(region.dinkes, "V02", "Notulen 2025 masih berlaku?"))
    region.do("Dewi", *answered(region.dinkes, "V03"))
    made = await office.documents.make(job("my_data", person=region.person["Ani"]))
    with zipfile.ZipFile(io.BytesIO(made.file.content)) as archive:
        found = json.loads(archive.read("Data_Saya.json"))
        text = archive.read("Data_Saya.txt").decode()
    assert found["person"]["name"] == "Ani"
    assert [(row["variable"], row["level"], row["opd"]) for row in found["answers"]] == [
        ("V01", "III", "Dinas Kesehatan")
    ]
    assert [row["kind"] for row in found["evidence"]] == ["photo"]
    assert found["questions"][0]["asked_at"] == "2026-11-23T09:00:00+08:00"
    assert "PERTANYAAN KEPADA TIM\n\nOPD: Dinas Kesehatan\nperiode: 2026\nvariabel: V02" in text
    assert "V03" not in text
    assert "Dewi" not in text
    page = (await office.documents.make(job("my_data_page", person=region.person["Ani"]))).file
    assert page.name == "Data_Saya.html"
    assert "<h2>Pertanyaan kepada tim</h2>" in page.content.decode()
    assert "Dewi" not in page.content.decode()


async def test_data_of_nobody_cannot_be_made(office: Office) -> None:
    with pytest.raises(NotMade):
        await office.documents.make(job("my_data", person=999))


async def test_an_opd_list_comes_back_into_its_senders_lane(office: Office, sim: Simulator) -> None:
    citra = sim.person(CITRA, "Citra")
    content = b"kode,nama,singkatan,jenis\nDLH,Dinas Lingkungan Hidup,DLH,Dinas\n"
    file = citra.document("opd.csv", content).file
    order = {"pemda": 1, "file_id": file.file_id, "name": "opd.csv", "size": len(content)}
    assert await office.documents.make(job("opd_list", **order)) is None
    assert _brought(office)["rows"] == [["DLH", "Dinas Lingkungan Hidup", "DLH", "Dinas"]]


@pytest.mark.parametrize(
    ("file_id", "size", "problem"), [("TIADA", 100, "unavailable"), ("TIADA", 3 * 1024 * 1024, "too_large")]
)
async def test_a_list_that_cannot_be_fetched_is_told(office: Office, file_id: str, size: int, problem: str) -> None:
    await office.documents.make(job("opd_list", pemda=1, file_id=file_id, name="opd.csv", size=size))
    assert _brought(office)["problem"] == problem


async def test_the_bytes_of_a_void_file_id_come_from_our_copy(office: Office) -> None:
    region = office.region
    attach = AttachFile(region.dinkes, "V01", EvidenceKind.DOCUMENT, "SK.pdf", "", 3, "LAMA", "u1")
    region.do("Ani", *answered(region.dinkes, "V01", 1)[:2], attach)
    with office.store.begin() as writer:
        writer.write(b"isi")
        safe = writer.commit()
    number = region.rows(EVIDENCE)[0]["id"]
    mime = "application/pdf"
    region.database.write(
        lambda conn: copying.stored(conn, number, safe.key, safe.sha256, safe.bytes, mime, region.now)
    )
    copy = await office.documents.copy_of(File("LAMA"))
    assert (copy.name, copy.content) == ("SK.pdf", b"isi")
    assert await office.documents.copy_of(File("TAK-DIKENAL")) is None


@pytest.mark.parametrize("left", [b"lain", b"", None])
async def test_bytes_that_were_changed_are_not_handed_out(office: Office, left: bytes | None) -> None:
    region = office.region
    attach = AttachFile(region.dinkes, "V01", EvidenceKind.DOCUMENT, "SK.pdf", "", 3, "LAMA", "u1")
    region.do("Ani", *answered(region.dinkes, "V01", 1)[:2], attach)
    with office.store.begin() as writer:
        writer.write(b"isi")
        safe = writer.commit()
    number = region.rows(EVIDENCE)[0]["id"]
    region.database.write(lambda conn: copying.stored(conn, number, *safe, "application/pdf", region.now))
    path = office.store._path(safe.key)
    path.unlink() if left is None else path.write_bytes(left)
    assert await office.documents.copy_of(File("LAMA")) is None


async def test_a_copy_is_handed_out_under_the_ending_of_its_kind(office: Office) -> None:
    region = office.region
    attach = AttachFile(region.dinkes, "V01", EvidenceKind.DOCUMENT, "SK.exe", "", 3, "LAMA", "u1")
    region.do("Ani", *answered(region.dinkes, "V01", 1)[:2], attach)
    with office.store.begin() as writer:
        writer.write(b"isi")
        safe = writer.commit()
    number = region.rows(EVIDENCE)[0]["id"]
    region.database.write(lambda conn: copying.stored(conn, number, *safe, "application/pdf", region.now))
    assert (await office.documents.copy_of(File("LAMA"))).name == "SK.pdf"


async def test_a_list_that_is_too_much_for_the_child_is_told(office: Office, sim: Simulator) -> None:
    """Whatever a list does to the child: it is the list's outcome, and the next one is read."""
    citra = sim.person(CITRA, "Citra")

    async def overwhelmed(data: bytes, name: str) -> dict:
        raise Overwhelmed("memory", certain=True)

    office.documents._examiner.read_opd_list = overwhelmed  # type: ignore[method-assign]
    file = citra.document("opd.csv", b"kode,nama\n").file
    await office.documents.make(job("opd_list", pemda=1, file_id=file.file_id, name="opd.csv", size=10))
    assert _brought(office)["problem"] == "unreadable"


@pytest.mark.parametrize(
    ("purpose", "content", "why"),
    [
        ("emblem", pictures.bomb(20_000, 20_000), "Lambang harus berupa gambar PNG atau JPEG"),
        ("emblem", pictures.bomb(6_000, 6_000), "Lambang harus berupa gambar PNG atau JPEG"),
        ("rule", b"MZ" + bytes(300), "Jenis berkas itu tidak diterima."),
        ("rule", b"%PDF-1.7 terpotong", "Jenis berkas itu tidak diterima."),
        ("document", b"MZ" + bytes(300), "tidak disimpan sebagai dokumen daerah: jenisnya tidak diterima"),
    ],
)
async def test_a_pemdas_own_file_is_looked_at_by_the_child_too(
    office: Office, sim: Simulator, purpose: str, content: bytes, why: str
) -> None:
    file = sim.person(CITRA, "Citra").document("berkas", content).file
    order = {"purpose": purpose, "file_id": file.file_id, "name": "berkas", "size": len(content), "person": 1}
    assert await office.documents.make(job("pemda_file", pemda=1, **order)) is None
    rows = office.region.rows(OUTBOX)
    assert why in rows[-1]["payload"]["text"]
    assert office.documents._examiner.pid is not None


async def test_the_list_of_evidence_is_sent_and_comes_back_filled_in(office: Office, sim: Simulator) -> None:
    office.region.do("Citra", ChangeOwnList(1, "kematangan-2018", (("V04", 3, ("SK tim evaluasi",)),)))
    made = await office.documents.make(job("own_list_sheet", pemda=1, instrument="kematangan-2018"))
    assert made.file.name == "Daftar_Bukti.xlsx"
    file = sim.person(CITRA, "Citra").document("Daftar_Bukti.xlsx", made.file.content).file
    order = {"pemda": 1, "instrument": "kematangan-2018", "file_id": file.file_id, "name": "isi.xlsx", "size": 900}
    assert await office.documents.make(job("own_list", **order)) is None
    (body,) = office.region.database.read(lambda conn: conn.execute(select(INBOX.c.body)).scalars().all())
    event = read_event(json.loads(body)["pandu"])
    assert isinstance(event, OwnListRead)
    assert (event.instrument, event.made_for, event.faults) == ("kematangan-2018", "kematangan-2018", ())
    assert [row[3] for row in event.rows if row[3]] == [(("Bukti daerah 1", "SK tim evaluasi"),)]


async def test_a_register_is_sent_and_comes_back_filled_in(office: Office, sim: Simulator) -> None:
    opd = office.region.opd[1, "DINKES"]
    line = Subject("service", "L1", "Rawat jalan", {"SKM": "2026-06-01"})
    office.region.do("Ani", KeepRegister(opd, "service", (line,)))
    made = await office.documents.make(job("register_sheet", opd=opd, instrument="standar-pelayanan"))
    assert made.file.name == "Daftar_layanan_DINKES.xlsx"
    file = sim.person(CITRA, "Citra").document("isi.xlsx", made.file.content).file
    order = {"pemda": 1, "opd": opd, "instrument": "standar-pelayanan", "file_id": file.file_id}
    assert await office.documents.make(job("register_file", **order, name="isi.xlsx", size=900)) is None
    (body,) = office.region.database.read(lambda conn: conn.execute(select(INBOX.c.body)).scalars().all())
    event = read_event(json.loads(body)["pandu"])
    assert isinstance(event, RegisterRead)
    assert (event.opd, event.instrument, event.mark) == (opd, "standar-pelayanan", "standar-pelayanan DINKES")
    assert [cell[1] for cell in event.rows[0][1] if cell[1]] == ["L1", "Rawat jalan", "1 Juni 2026"]


async def test_a_document_of_the_region_is_offered_once_it_was_examined(office: Office, sim: Simulator) -> None:
    content = made_pdf.pdf(b"Perbup")
    file = sim.person(CITRA, "Citra").document("Perbup_2024.pdf", content).file
    order = {"purpose": "document", "file_id": file.file_id, "name": "Perbup_2024.pdf", "size": len(content)}
    person = office.region.person["Citra"]
    made = job("pemda_file", pemda=1, **order, person=person, title="Perbup 25", replaces=0)
    assert await office.documents.make(made) is None
    (row,) = office.region.rows(REGION_DOCUMENT)
    assert (row["title"], row["mime"], row["year"]) == ("Perbup 25", "application/pdf", 2024)
    assert row["sha256"] == hashlib.sha256(content).hexdigest()
    assert await office.documents.make(made) is None
    assert "berkas yang sama sudah ada dalam daftar" in office.region.rows(OUTBOX)[-1]["payload"]["text"]
    assert (await office.documents.copy_of(File(file.file_id))).content == content


def _brought(office: Office, kind: str = "opd_file_read") -> dict:
    (body,) = office.region.database.read(lambda conn: conn.execute(select(INBOX.c.body)).scalars().all())
    event = json.loads(body)["pandu"]
    assert (event["kind"], event["telegram_id"], event["pemda"]) == (kind, CITRA, 1)
    return event
