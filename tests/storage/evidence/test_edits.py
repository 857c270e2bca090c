"""Edited captions, replaced files and edited links are heard; an edit that means nothing harms nothing."""

import pytest

from core.effects import RemoveEvidence, SaveExplanation, Submit
from storage.engine.schema import ANSWER, EVIDENCE, EVIDENCE_USE
from tests.storage.evidence.test_where_files_go import with_two_offices
from tests.storage.phone import Phone, captioned, file_of, ids
from tests.storage.region import Region, filled

WORDS = "Tim dibentuk tahun 2062."
RIGHT = "Tim dibentuk tahun 2026."


def at_explanation(region: Region) -> Phone:
    return Phone(region, "Ani").command("isi").tap("V01").tap("III")


def sent(region: Region, caption: str = WORDS) -> tuple[Phone, int]:
    """A file with its caption at the explanation of V01, and its message."""
    phone = at_explanation(region)
    number = phone.last + 1
    return phone.file("SK_Tim.pdf", "uF1", caption=caption), number


def used(region: Region) -> list[tuple[str, str]]:
    names = {row["id"]: row["name"] for row in region.rows(EVIDENCE)}
    return sorted((names[use["evidence_id"]], use["variable"]) for use in region.rows(EVIDENCE_USE))


def said(region: Region, code: str = "V01") -> str:
    return str(region.row(ANSWER, variable=code)["explanation"])


def note(region: Region, name: str) -> str:
    return str(region.row(EVIDENCE, name=name)["note"])


def test_an_edited_caption_changes_the_explanation_it_became(region: Region) -> None:
    phone, number = sent(region)
    assert said(region) == WORDS
    phone.edit(number, document=file_of("SK_Tim.pdf", "uF1"), caption=RIGHT)
    assert said(region) == RIGHT
    assert note(region, "SK_Tim.pdf") == RIGHT
    assert "Penjelasan V01 diperbarui sesuai suntingan." in phone.screen.text


def test_a_replaced_file_takes_the_place_of_the_old_one(region: Region) -> None:
    phone, number = sent(region)
    phone.edit(number, document=file_of("SK_Tim_final.pdf", "uF2"), caption=WORDS)
    assert used(region) == [("SK_Tim_final.pdf", "V01")]
    old, new = region.rows(EVIDENCE)
    assert (old["removed_at"], new["removed_at"]) == (region.now, None)
    assert region.acts(region.dinkes)[-2:] == ["evidence_attached", "evidence_removed"]
    assert "SK_Tim.pdf diganti SK_Tim_final.pdf pada V01." in phone.screen.text
    before = region.rows(EVIDENCE)
    phone.edit(number, document=file_of("SK_Tim_final.pdf", "uF2"), caption=WORDS)  # told twice
    assert region.rows(EVIDENCE) == before
    phone.edit(number, document=file_of("SK_Tim.pdf", "uF1"), caption=WORDS)  # and back again
    assert used(region) == [("SK_Tim.pdf", "V01")]


def test_a_file_of_several_variables_is_replaced_in_all(region: Region) -> None:
    phone, number = sent(region)
    phone.command("isi").tap("V02").tap("III").text("Monev triwulanan tahun ini.")
    phone.tap("Pilih bukti lain").tap("1")
    phone.edit(number, document=file_of("SK_baru.pdf", "uF2"))
    assert used(region) == [("SK_baru.pdf", "V01"), ("SK_baru.pdf", "V02")]
    assert said(region) == WORDS


def test_another_photo_and_a_photo_in_place_of_a_document(region: Region) -> None:
    phone, number = sent(region)
    phone.edit(number, photo=[{**ids("up1", 900), "width": 9, "height": 6}], **captioned(RIGHT))
    assert used(region) == [("Foto", "V01")] or used(region) == [(RIGHT, "V01")]
    assert said(region) == RIGHT


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ({"document": file_of("catatan.txt", "uF2", "text/plain")}, "catatan.txt belum tersimpan"),
        ({"document": file_of("besar.pdf", "uF2", size=30_000_000)}, "besar.pdf"),
        (
            {"video": {**ids("v", 9), "width": 9, "height": 9, "duration": 1}},
            "Penggantinya tidak dapat dijadikan bukti",
        ),
    ],
)
def test_a_replacement_that_cannot_be_kept_is_told_and_changes_nothing(region: Region, what, words) -> None:
    phone, number = sent(region)
    phone.edit(number, caption=WORDS, **what)
    assert used(region) == [("SK_Tim.pdf", "V01")]
    assert words in phone.screen.text
    assert "SK_Tim.pdf pada V01 tetap dipakai." in phone.screen.text


def test_a_replacement_after_sending_is_told_apart(region: Region) -> None:
    phone, number = sent(region)
    region.do("Ani", *filled(region.dinkes), SaveExplanation(region.dinkes, "V01", WORDS, ((number, WORDS),)))
    region.do("Ani", Submit(region.dinkes))
    before = used(region)
    phone.command("isi").edit(number, document=file_of("SK_final.pdf", "uF2"), caption=WORDS)
    assert used(region) == before
    assert "SK_final.pdf tidak disimpan: V01 sudah terkunci. SK_Tim.pdf tetap dipakai." in phone.screen.text
    phone.edit(number, document=file_of("SK_Tim.pdf", "uF1"), caption=RIGHT)
    assert said(region) == WORDS
    assert "Suntingan tidak mengubah penjelasan V01, karena sudah terkunci." in phone.screen.text


def test_an_edited_link_is_another_link(region: Region) -> None:
    phone = at_explanation(region).text(RIGHT)
    number = phone.last + 1
    phone.text("s.id/salah").edit(
        number, text="Renja: s.id/benar", entities=[{"type": "url", "offset": 7, "length": 10}]
    )
    assert used(region) == [("https://s.id/benar", "V01")]
    assert "Tautan pada V01 diganti sesuai suntingan." in phone.screen.text
    phone.edit(number, text="Renja")
    assert used(region) == []
    assert "Tautan dihapus dari V01 sesuai suntingan." in phone.screen.text


def test_links_of_an_edited_explanation_and_caption_follow(region: Region) -> None:
    words = "Renja dibahas pada forum Februari, notulen s.id/a"
    phone = at_explanation(region)
    number = phone.last + 1
    phone.text(words).edit(number, text=words[:-1] + "b", entities=[{"type": "url", "offset": 43, "length": 6}])
    assert used(region) == [("https://s.id/b", "V01")]
    assert said(region) == words[:-1] + "b"
    number = phone.last + 1
    phone.photo("p1", caption="Notulen").edit(
        number, photo=[{**ids("p1", 900), "width": 9, "height": 6}], **captioned("Notulen s.id/c")
    )
    assert ("https://s.id/c", "V01") in used(region)


def test_a_caption_added_later_is_the_explanation_where_there_is_none(region: Region) -> None:
    phone, number = sent(region, caption="")
    phone.edit(number, document=file_of("SK_Tim.pdf", "uF1"), caption=RIGHT)
    assert (said(region), note(region, "SK_Tim.pdf")) == (RIGHT, RIGHT)


def test_a_caption_taken_away_leaves_the_explanation(region: Region) -> None:
    phone, number = sent(region)
    phone.edit(number, document=file_of("SK_Tim.pdf", "uF1"))
    assert (said(region), note(region, "SK_Tim.pdf")) == (WORDS, "")
    assert "penjelasan V01 tetap tersimpan" in phone.screen.text


def test_edits_that_mean_nothing_harm_nothing(region: Region) -> None:
    phone, number = sent(region)
    region.do("Ani", RemoveEvidence(region.dinkes, region.rows(EVIDENCE)[0]["id"], "V01"))
    before = (region.rows(EVIDENCE), region.rows(EVIDENCE_USE), region.rows(ANSWER))
    phone.edit(number, document=file_of("SK_lagi.pdf", "uF2"), caption=WORDS)  # it was removed
    phone.edit(9000, document=file_of("X.pdf", "x"), caption="Lain.")  # it never came
    phone.edit(9001, text="/mulai").edit(9002, location={"latitude": 0.5, "longitude": 117.5})
    dewi = Phone(region, "Dewi").command("isi")
    seen = dewi.chat
    dewi.edit(number, document=file_of("milik_Dewi.pdf", "d"), caption="Bukan saya.")  # her own message of that number
    assert dewi.chat == seen or "tidak mengubah" in dewi.screen.text
    assert (region.rows(EVIDENCE), region.rows(EVIDENCE_USE), region.rows(ANSWER)) == before


def test_an_edit_is_heard_wherever_the_conversation_stands(region: Region) -> None:
    region = with_two_offices(region)
    phone = Phone(region, "Ani").press(f"-:open:{region.dinkes}:V01", 1).tap("III")
    number = phone.last + 1
    phone.file("SK_Tim.pdf", "uF1", caption=WORDS).press(f"-:open:{region.dishub}:V05", 1)
    phone.edit(number, document=file_of("SK_final.pdf", "uF2"), caption=RIGHT)
    assert used(region) == [("SK_final.pdf", "V01")]
    assert said(region) == RIGHT
    assert "Dishub" in phone.screen.text
    phone.command("bantuan").edit(number, document=file_of("SK_final.pdf", "uF2"), caption=WORDS)
    assert said(region) == WORDS


def test_a_waiting_text_is_edited_where_it_waits(region: Region) -> None:
    phone = Phone(region, "Ani").command("isi").tap("V01")
    number = phone.last + 1
    phone.text("Rapat diadakan bulan Jnui oleh seluruh bidang.").edit(number, text="Rapat diadakan bulan Juni.")
    phone.tap("Jadikan tulisan ini penjelasan V01")
    assert said(region) == "Rapat diadakan bulan Juni."
