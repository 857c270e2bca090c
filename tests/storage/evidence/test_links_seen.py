"""Links are where Telegram says that they are: behind words, without a scheme, in captions."""

import json

import pytest

from storage.engine.schema import ANSWER, EVIDENCE, EVIDENCE_USE
from tests.storage.phone import Phone
from tests.storage.region import Region

WORDS = "Renja 2026 memakai tabel keluaran dan hasil."


def evidence(region: Region) -> list[tuple[str, str, str]]:
    """(kind, name, variable) of all that is used."""
    uses = {(use["evidence_id"], use["variable"]) for use in region.rows(EVIDENCE_USE)}
    named = {row["id"]: (row["kind"], row["name"]) for row in region.rows(EVIDENCE)}
    return [(*named[number], variable) for number, variable in sorted(uses)]


def at_explanation(region: Region) -> Phone:
    return Phone(region, "Ani").command("isi").tap("V01").tap("III")


def at_evidence(region: Region) -> Phone:
    return at_explanation(region).text(WORDS)


HIDDEN = {"type": "text_link", "offset": 0, "length": 10, "url": "https://drive.google.com/file/d/abc/view"}


@pytest.mark.parametrize(
    ("words", "entities", "address"),
    [
        ("Renja 2026 (Drive)", [HIDDEN], "https://drive.google.com/file/d/abc/view"),
        ("bit.ly/RenjaDinkes2026", [], "https://bit.ly/RenjaDinkes2026"),
        ("drive.google.com/drive/folders/1AbC", [], "https://drive.google.com/drive/folders/1AbC"),
        ("s.id/renja26", [], "https://s.id/renja26"),
        ("📎📎 Renja: s.id/renja26", [], "https://s.id/renja26"),
        ("dinkes.kutaitimurkab.go.id", [], "https://dinkes.kutaitimurkab.go.id"),
    ],
)
@pytest.mark.parametrize("at", [at_explanation, at_evidence])
def test_a_link_is_evidence_however_it_is_written(region: Region, at, words, entities, address) -> None:
    phone = at(region).text(words, *entities)
    assert evidence(region) == [("link", address, "V01")]
    assert "Simpan tulisan ini" not in phone.screen.text
    (answer,) = region.rows(ANSWER)
    assert answer["explanation"] in ("", WORDS)


def test_a_link_in_a_caption_stands_beside_its_photo(region: Region) -> None:
    at_evidence(region).photo(caption="Dokumen lengkap: https://drive.google.com/drive/folders/1Ab")
    assert evidence(region) == [
        ("photo", "Foto", "V01"),
        ("link", "https://drive.google.com/drive/folders/1Ab", "V01"),
    ]


def test_an_explanation_with_a_link_keeps_both(region: Region) -> None:
    words = "Renja dibahas pada forum 12 Februari 2026, notulennya di s.id/notulen26."
    phone = at_explanation(region).text(words)
    assert evidence(region) == [("link", "https://s.id/notulen26", "V01")]
    assert region.row(ANSWER)["explanation"] == words
    assert "V02" in phone.screen.text


def test_a_caption_that_is_only_a_link_is_no_explanation(region: Region) -> None:
    at_explanation(region).file("SK.pdf", caption="s.id/sk26")
    assert evidence(region) == [("document", "SK.pdf", "V01"), ("link", "https://s.id/sk26", "V01")]
    assert region.row(ANSWER)["explanation"] == ""


def test_a_text_with_a_link_kept_as_explanation_brings_the_link(region: Region) -> None:
    words = "Lihat laporan evaluasi triwulan pertama tahun ini di bit.ly/evaluasi1"
    phone = Phone(region, "Ani").command("isi").tap("V01").text(words)
    assert evidence(region) == []
    phone.tap("Jadikan tulisan ini penjelasan V01")
    assert evidence(region) == [("link", "https://bit.ly/evaluasi1", "V01")]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "tg://resolve?domain=x", "file:///etc/passwd", "mailto:a@b.id"]
)
@pytest.mark.parametrize("at", [at_explanation, at_evidence])
def test_an_address_that_is_no_page_is_no_evidence(region: Region, at, address) -> None:
    before = at(region)
    said = [row["explanation"] for row in region.rows(ANSWER)]
    before.text("Renja 2026", {**HIDDEN, "url": address})
    assert evidence(region) == []
    assert "tidak dapat dijadikan bukti" in before.screen.text
    assert [row["explanation"] for row in region.rows(ANSWER)] == said


def test_offsets_beyond_the_text_harm_nothing(region: Region) -> None:
    odd = [
        {"type": "url", "offset": 90, "length": 7},
        {"type": "text_link", "offset": 3, "length": 900, "url": "s.id/a"},
    ]
    phone = at_evidence(region)
    phone.message(text="🙂 Renja", entities=[*odd, {"type": "email", "offset": 0, "length": 2}])
    assert evidence(region) == [("link", "https://s.id/a", "V01")]
    assert json.dumps(phone.conversation.state)
