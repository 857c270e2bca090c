"""Evidence is copied when it is sent: stored, refused with a notice, tried again, on both databases."""

import hashlib
import io

import pikepdf
import pytest
from sqlalchemy import update

from bot.evidence.fair_order import EACH
from core.assessment.model import LETTER, EvidenceKind, EvidenceState
from core.effects import AskHead, AttachFile, ChangePemda, Submit
from simulator import Simulator
from storage.engine.schema import ANSWER, ASSESSMENT, EVIDENCE, INBOX, OUTBOX
from storage.messaging import conversations, outbox
from storage.messaging.contents import Message
from storage.messaging.outbox import Call, Kind, Priority
from tests.bot.copying import ANI, LIMIT, Copying
from tests.bot.papers import pdf
from tests.storage.region import answered, filled


async def test_bytes_are_kept_under_their_own_hash(copying: Copying) -> None:
    content = pdf()
    copying.send("Renja_2026.pdf", content)
    (file,) = await copying.settled()
    sha256 = hashlib.sha256(content).hexdigest()
    kept = {key: file[key] for key in ("state", "mime", "bytes", "sha256", "next_at")}
    assert kept == {
        "state": "stored",
        "mime": "application/pdf",
        "bytes": len(content),
        "sha256": sha256,
        "next_at": None,
    }
    assert (copying.folder / file["storage_key"]).read_bytes() == content
    assert copying.rung == ["inbox"]
    assert copying.notices() == []


async def test_the_same_bytes_again_are_counted_once_and_told(copying: Copying) -> None:
    copying.send("SK_Tim.pdf", pdf())
    await copying.settled()
    copying.send("SK_Tim_lagi.pdf", pdf())
    await copying.settled()
    text = "📎 Berkas ini sudah ada pada V01 (SK_Tim.pdf), jadi tidak digandakan."
    assert copying.notices() == [(ANI, {"text": text, "rows": [], "rev": 0})]


async def test_a_letter_that_cannot_be_kept_is_asked_for_again(copying: Copying) -> None:
    region, content = copying.region, b"MZ\x90\x00" + b"\x00" * 500
    file = copying.ani.document("surat.pdf", content).file
    letter = AttachFile(
        region.dinkes, LETTER, EvidenceKind.DOCUMENT, "surat.pdf", "application/pdf", 504, file.file_id, file.unique_id
    )
    region.do("Citra", ChangePemda(1, "approval", "letter"))
    region.do("Ani", *filled(region.dinkes), AskHead(region.dinkes))
    copied = update(EVIDENCE).values(state=EvidenceState.STORED.value, next_at=None)
    region.database.write(lambda conn: conn.execute(copied))
    region.do("Ani", letter, Submit(region.dinkes))
    await copying.settled()
    text = (
        "⚠️ surat.pdf tidak dapat disimpan karena isinya program, bukan dokumen. "
        "Kirim PDF, foto, Word, Excel, atau PowerPoint.\n"
        "Kirim ulang foto surat yang sudah ditandatangani ke sini."
    )
    assert copying.notices() == [(ANI, {"text": text, "rows": [], "rev": 0})]


async def test_a_program_with_a_documents_name_is_refused_and_told(copying: Copying) -> None:
    copying.send("laporan.pdf", b"MZ\x90\x00" + b"\x00" * 500)
    (file,) = await copying.settled()
    assert (file["state"], file["refusal"]) == (EvidenceState.REFUSED, "program")
    text = (
        "⚠️ laporan.pdf pada V01 tidak dapat disimpan karena isinya program, bukan dokumen. "
        "Kirim PDF, foto, Word, Excel, atau PowerPoint."
    )
    rows = [[["Ganti bukti V01", f"replace:{copying.region.dinkes}:V01", "steady"]]]
    assert copying.notices() == [(ANI, {"text": text, "rows": rows, "rev": 0})]
    assert copying.rung == ["inbox", "outbox"]
    assert not [path for path in copying.folder.rglob("*") if path.is_file()]


async def test_the_line_of_record_no_longer_says_that_there_is_evidence(copying: Copying) -> None:
    lines = {
        41: "✅ V01 Perencanaan: tingkat III, penjelasan, bukti",
        42: "✅ V02 Monitoring: tingkat III, penjelasan, bukti",
    }
    said = [
        Call(ANI, Kind.EDIT, Message(text), Priority.RECORD, target_message=number) for number, text in lines.items()
    ]
    copying.region.database.write(lambda conn: outbox.add(conn, said, copying.clock(), sending=False))
    copying.send("laporan.pdf", b"MZ" + b"\x00" * 500)
    copying.send("lain.pdf", b"MZ" + b"\x00" * 600, variable="V02")
    copying.send("Monev.pdf", pdf(), variable="V02")
    await copying.settled()
    put_right = [row for row in copying.region.rows(OUTBOX) if row["kind"] == "edit"][len(said) :]
    assert [(row["target_message"], row["payload"]["text"]) for row in put_right] == [
        (41, "🟡 V01 Perencanaan: tingkat III, penjelasan, kurang bukti")
    ]


@pytest.mark.parametrize(
    ("content", "size", "slug", "words"),
    [
        (b"", None, "empty", "karena kosong (0 byte). Periksa berkasnya, lalu kirim ulang."),
        (pdf(b"x" * LIMIT), 100, "too_large", "karena melebihi batas ukuran. Bagi menjadi beberapa berkas, atau"),
        (pdf(), LIMIT + 1, "too_large", "karena melebihi batas ukuran. Bagi menjadi beberapa berkas, atau"),
        (b"\xff\xd8\xff\xe0kosong", None, "broken", "karena rusak dan tidak dapat dibuka. Buka dahulu"),
        (b"Rar!\x1a\x07", None, "archive", "karena isinya arsip. Kirim isinya satu per satu"),
    ],
)
async def test_each_fault_has_its_sentence(
    copying: Copying, content: bytes, size: int | None, slug: str, words: str
) -> None:
    copying.send("berkas.pdf", content, size=size)
    (file,) = await copying.settled()
    assert (file["state"], file["refusal"]) == ("refused", slug)
    ((_, notice),) = copying.notices()
    assert words in notice["text"]


async def test_a_pdf_under_a_password_is_kept_with_a_hint(copying: Copying) -> None:
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as whole:
        whole.save(made, encryption=pikepdf.Encryption(owner="rahasia", user=""))
    copying.send("Renja.pdf", made.getvalue())
    (file,) = await copying.settled()
    assert file["state"] == "stored"
    text = (
        "📎 Renja.pdf pada V01 tersimpan, tetapi dilindungi kata sandi. "
        "Bila tidak dapat dibuka tanpa kata sandi, kirim ulang tanpa kata sandi."
    )
    rows = [[["Ganti bukti V01", f"replace:{copying.region.dinkes}:V01", "steady"]]]
    assert copying.notices() == [(ANI, {"text": text, "rows": rows, "rev": 0})]
    assert copying.rung == ["inbox", "outbox"]


async def test_a_file_above_telegrams_limit_is_too_large(copying: Copying, sim: Simulator) -> None:
    stored = copying.ani.document("video.pdf", size=25 * 1024 * 1024).file
    attach = AttachFile(
        copying.region.dinkes, "V01", EvidenceKind.DOCUMENT, "video.pdf", "", 0, stored.file_id, stored.unique_id
    )
    copying.region.do("Ani", *answered(copying.region.dinkes, "V01", 1)[:2], attach)
    (file,) = await copying.settled()
    assert file["refusal"] == "too_large"


@pytest.mark.parametrize("fault", ["download_fail", "download_cut"])
async def test_a_failed_copy_is_tried_again(copying: Copying, sim: Simulator, fault: str) -> None:
    sim.world.faults.add(fault, "file", count=2)
    copying.send("SK_Tim.pdf", pdf(b"x" * 50_000))
    for attempts in (1, 2):
        (file,) = await copying.settled()
        assert (file["state"], file["attempts"]) == ("received", attempts)
        copying.clock.advance(minutes=1)
    (file,) = await copying.settled()
    assert file["state"] == "stored"
    assert copying.notices() == []


async def test_after_a_day_the_sender_is_asked_again(copying: Copying, sim: Simulator) -> None:
    sim.world.faults.add("download_fail", "file")
    copying.send("SK_Tim.pdf", pdf(), variable="V03")
    for _ in range(9):
        await copying.settled()
        copying.clock.advance(hours=15)
    (file,) = copying.region.rows(EVIDENCE)
    assert (file["state"], file["refusal"]) == ("refused", "lost")
    ((_, notice),) = copying.notices()
    assert notice["text"] == "⚠️ Maaf, SK_Tim.pdf pada V03 gagal disalin. Mohon kirim ulang berkas itu saja."
    assert notice["rows"][0][0][0] == "Ganti bukti V03"


async def test_a_file_of_another_bot_is_lost_at_once(copying: Copying) -> None:
    copying.region.do(
        "Ani",
        *answered(copying.region.dinkes, "V01", 1)[:2],
        AttachFile(copying.region.dinkes, "V01", EvidenceKind.PHOTO, "", "image/jpeg", 5, "TOKEN-LAMA", "u"),
    )
    (file,) = await copying.settled()
    assert file["refusal"] == "lost"
    ((_, notice),) = copying.notices()
    assert notice["text"] == "⚠️ Maaf, Foto pada V01 gagal disalin. Mohon kirim ulang berkas itu saja."


async def test_after_submission_the_variable_comes_back_by_itself(copying: Copying, sim: Simulator) -> None:
    """Every other file is fine; the one of V04 turns out to be a program."""
    dinkes = copying.region.dinkes
    copying.region.do("Ani", *filled(dinkes, dict.fromkeys(["V04"], 3)), Submit(dinkes))
    copying.region.database.write(
        lambda conn: conn.execute(
            EVIDENCE.update().values(next_at=None).where(EVIDENCE.c.unique_id != f"unique-{dinkes}-V04")
        )
    )
    bad = copying.ani.document("sop.pdf", b"MZ" + b"\x00" * 99).file
    copying.region.database.write(
        lambda conn: conn.execute(
            EVIDENCE.update().values(file_id=bad.file_id, name="sop.pdf").where(EVIDENCE.c.next_at.is_not(None))
        )
    )
    await copying.settled()
    assert copying.rows(ASSESSMENT.c.status, id=dinkes) == ["returned"]
    assert copying.rows(ANSWER.c.reopened_note, assessment_id=dinkes, variable="V04") == [
        "sop.pdf tidak dapat disimpan karena isinya program, bukan dokumen."
    ]
    (account, notice) = copying.notices()[-1]
    assert account == ANI
    assert notice["text"] == (
        "⚠️ sop.pdf pada V04 tidak dapat disimpan karena isinya program, bukan dokumen. "
        "Kirim PDF, foto, Word, Excel, atau PowerPoint.\n"
        "V04 dibuka kembali untuk diperbaiki sampai Senin, 30 November 2026 pukul 16.00 WITA. "
        "Variabel lain tetap terkunci."
    )


async def test_one_office_takes_few_places_at_once(copying: Copying, sim: Simulator) -> None:
    sim.world.faults.add("download_slow", "file", seconds=0.05)
    for number in range(6):
        copying.send(f"berkas {number}.pdf", pdf(b"%d" % number))
    await copying.fetcher.look()
    assert len(copying.fetcher._busy) == EACH
    files = await copying.settled()
    assert [file["state"] for file in files] == ["stored"] * 6


async def test_who_watches_is_told_through_the_inbox(copying: Copying) -> None:
    def watch(conn) -> None:  # type: ignore[no-untyped-def]
        state = {"is": "Watching", "assessment": copying.region.dinkes}
        seen = conversations.Conversation(ANI, state=state, assessment_id=copying.region.dinkes)
        conversations.save(conn, seen)

    copying.region.database.write(watch)
    copying.send("Renja.pdf", pdf())
    await copying.settled()
    assert copying.rows(INBOX.c.lane) == [f"p{ANI}"]
