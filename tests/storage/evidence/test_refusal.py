"""A refusal is told with those it came with, and leaves a line of record that the next message does not overwrite."""

import pytest

from storage.engine.schema import EVIDENCE
from tests.storage.phone import Phone
from tests.storage.region import Region, filled

WORDS = "Renja 2026 memakai tabel keluaran dan hasil."
TEXT, ZIP = "text/plain", "application/zip"


def at_evidence(region: Region) -> Phone:
    return Phone(region, "Ani").command("isi").tap("V01").tap("III").text(WORDS)


def records(phone: Phone) -> list[str]:
    """What stands in the chat besides the live screen."""
    return [shown.text for number, shown in phone.seen.items() if number != phone.live]


def test_three_files_in_one_send_two_of_them_refused(region: Region) -> None:
    phone = at_evidence(region)
    phone.file("catatan.txt", "a", mime=TEXT, album="7").file("arsip.zip", "b", mime=ZIP, album="7")
    phone.file("SK.pdf", "c", album="7")
    line = (
        "⚠️ 2 dari 3 berkas tidak tersimpan: catatan.txt (jenis tidak diterima), arsip.zip (jenis tidak diterima). "
        "Kirim PDF, foto, Word, Excel, atau PowerPoint."
    )
    assert phone.screen.text.splitlines()[-1].startswith(line)
    assert "V02" in phone.screen.text
    assert max(phone.costs) <= 2
    phone.tap("II").text("Monev triwulanan dengan batas deviasi.")
    said = "\n".join(records(phone))
    assert "⚠️ catatan.txt tidak tersimpan: jenis tidak diterima" in said
    assert "⚠️ arsip.zip tidak tersimpan: jenis tidak diterima" in said


def test_refused_in_any_order(region: Region) -> None:
    phone = at_evidence(region).file("SK.pdf", "c", album="7").file("catatan.txt", "a", mime=TEXT, album="7")
    assert phone.screen.text.splitlines()[-1].startswith(
        "⚠️ 1 dari 2 berkas tidak tersimpan: catatan.txt (jenis tidak diterima)."
    )
    phone.file("b.pdf", "d", album="7").file("besar.pdf", "e", size=25_000_000, album="7")
    assert phone.screen.text.splitlines()[-1].startswith(
        "⚠️ 2 dari 4 berkas tidak tersimpan: catatan.txt (jenis tidak diterima), besar.pdf (melebihi 20 MB)."
    )
    phone.file("kosong.pdf", "f", size=0, album="7").file("SK.pdf", "c", album="7")
    assert "4 dari 6 berkas tidak tersimpan" in phone.screen.text
    assert "kosong.pdf (kosong), dan 1 lainnya." in phone.screen.text
    assert [row["unique_id"] for row in region.rows(EVIDENCE)] == ["c", "d"]
    assert max(phone.costs) <= 2


REFUSED = {
    "jenis": {"name": "catatan.txt", "mime": TEXT},
    "ukuran": {"name": "besar.pdf", "size": 25_000_000},
    "kosong": {"name": "kosong.pdf", "size": 0},
    "sudah ada": {"name": "SK.pdf", "unique": "same"},
}


@pytest.mark.parametrize("kind", REFUSED)
@pytest.mark.parametrize("after", ["file", "tap", "text"])
def test_a_single_refusal_stays_in_the_chat(region: Region, kind: str, after: str) -> None:
    phone = at_evidence(region).file("SK.pdf", "same").command("isi").tap("V01").file(**REFUSED[kind])
    assert "dari" not in phone.screen.text.partition("\n")[0]  # alone, it is told in its own sentence
    {
        "file": lambda: phone.file("lain.pdf", "other"),
        "tap": lambda: phone.tap("Buka daftar isi"),
        "text": lambda: phone.text("Rapat juga diadakan bulan Juni, dihadiri seluruh bidang."),
    }[after]()
    assert any(f"{REFUSED[kind]['name']} tidak " in line for line in records(phone))
    assert max(phone.costs) <= 2


def test_files_sent_before_an_answer_are_told_together(region: Region) -> None:
    phone = at_evidence(region)
    screen = phone.last
    phone.file("catatan.txt", "a", mime=TEXT)
    late = {"from": phone._me, "chat": phone._chat, "date": 1, "message_id": screen + 1}
    document = {"file_id": "x", "file_unique_id": "x", "file_name": "a.zip", "mime_type": ZIP, "file_size": 9}
    phone.update({"update_id": 1, "message": {**late, "document": document}})
    assert phone.screen.text.splitlines()[-1].startswith("⚠️ 2 dari 2 berkas tidak tersimpan: catatan.txt")
    phone.file("catatan2.txt", "b", mime=TEXT)  # sent when the answer was there
    assert phone.screen.text.splitlines()[-1].startswith("⚠️ catatan2.txt belum tersimpan")


def test_what_comes_when_all_is_locked_leaves_its_line(region: Region) -> None:
    region.do("Ani", *filled(region.dinkes))
    phone = Phone(region, "Ani").command("ringkasan").tap("Kirim ke tim penilai")
    phone.file("susulan.pdf", "a", album="7").photo("b", album="7")
    assert "2 dari 2 berkas tidak tersimpan: susulan.pdf (sudah terkunci), Foto (sudah terkunci)" in phone.screen.text
    phone.command("isi")
    assert any("susulan.pdf tidak tersimpan: sudah terkunci" in line for line in records(phone))
