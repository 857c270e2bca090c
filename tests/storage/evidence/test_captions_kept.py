"""A caption is kept as its evidence's note, of an album every one on its own file, and shown to whoever looks at it."""

import csv
from io import StringIO

from bot.evidence.kinds.faults import Doubt
from bot.texts.evidence import faults
from core.effects import Submit
from core.exports import evidence as index
from core.review.facts import Dossier, ReviewWish
from core.wish import Wish
from storage.engine.schema import ANSWER, EVIDENCE
from storage.evidence import copying
from storage.operations import export, my_data
from tests.storage.phone import Phone
from tests.storage.region import Region, filled

WORDS = "Renja 2026 memakai tabel keluaran dan hasil."


def notes(region: Region) -> list[tuple[str, str]]:
    return [(row["name"], row["note"]) for row in region.rows(EVIDENCE)]


def at_evidence(region: Region) -> Phone:
    return Phone(region, "Ani").command("isi").tap("V01").tap("III").text(WORDS)


def dossier(region: Region) -> Dossier:
    wish = Wish(review=ReviewWish(assessment=region.dinkes))
    found = region.knows("Budi", wish).review
    assert found is not None
    assert found.dossier is not None
    return found.dossier


def test_the_caption_of_a_document_is_kept_beside_an_explanation(region: Region) -> None:
    phone = at_evidence(region).file("SK.pdf", caption="SK <tim> & lampiran")
    assert notes(region) == [("SK.pdf", "SK <tim> & lampiran")]
    assert region.row(ANSWER)["explanation"] == WORDS
    phone.tap("Periksa bukti V01")
    assert (
        "1. SK.pdf · 23 Nov 09.00 · tahun belum dinyatakan · diterima\n    “SK &lt;tim&gt; &amp; lampiran”"
        in phone.screen.text
    )


def test_of_an_album_every_caption_stays_on_its_own_file(region: Region) -> None:
    phone = Phone(region, "Ani").command("isi").tap("V01").tap("III")
    phone.file("a.pdf", caption="Undangan rapat Renja", album="7").file("b.pdf", caption="Daftar hadir", album="7")
    phone.file("c.pdf", caption="Notulen", album="7")
    assert notes(region) == [("a.pdf", "Undangan rapat Renja"), ("b.pdf", "Daftar hadir"), ("c.pdf", "Notulen")]
    assert region.row(ANSWER)["explanation"] == "Undangan rapat Renja"


def test_words_a_file_is_sent_again_with_are_added(region: Region) -> None:
    phone = at_evidence(region).file("SK.pdf", "u", caption="Halaman satu").file("SK.pdf", "u", caption="Halaman dua")
    assert notes(region) == [("SK.pdf", "Halaman satu\nHalaman dua")]
    phone.file("SK.pdf", "u", caption="Halaman dua")
    assert notes(region) == [("SK.pdf", "Halaman satu\nHalaman dua")]


def test_the_verifier_reads_what_is_doubtful_about_a_file(region: Region) -> None:
    at_evidence(region).file("SK.pdf")
    number = region.row(EVIDENCE)["id"]
    key, sha256 = f"aa/aa/{'a' * 64}", "a" * 64
    region.database.write(
        lambda conn: copying.stored(conn, number, key, sha256, 9, "application/pdf", region.now, doubt="active")
    )
    region.do("Ani", *filled(region.dinkes), Submit(region.dinkes))
    budi = Phone(region, "Budi").press(f"-:review:{region.dinkes}:V01", 1)
    assert "⚠️ menjalankan perintah saat dibuka" in budi.screen.text


def test_every_doubt_has_its_words() -> None:
    for doubt in Doubt:
        assert faults.hint(doubt)
        assert faults.doubtful(doubt, "SK.pdf", ("V01",), "bagian").startswith("📎 SK.pdf pada V01 tersimpan, tetapi ")


def test_words_beside_a_link_are_its_note(region: Region) -> None:
    at_evidence(region).text("Renja 2026: s.id/renja")
    assert notes(region) == [("https://s.id/renja", "Renja 2026:")]


def test_the_verifier_the_index_and_the_person_read_it(region: Region) -> None:
    phone = at_evidence(region).file("SK.pdf", caption="Lembar ketiga yang ditandatangani")
    region.do("Ani", *filled(region.dinkes), Submit(region.dinkes))
    card = dossier(region).card("V01")
    assert card is not None
    assert "Lembar ketiga yang ditandatangani" in [one.note for one in card.exhibits]
    budi = Phone(region, "Budi").press(f"-:review:{region.dinkes}:V01", 1)
    assert "Keterangan: “Lembar ketiga yang ditandatangani”" in budi.screen.text
    assert phone.seen
    head, opds = region.database.read(lambda conn: whole(conn, region))
    rows = list(csv.DictReader(StringIO("".join(index.index_csv(index.items(head, opds))).removeprefix("\ufeff"))))
    assert "“Lembar ketiga yang ditandatangani”" in [part for row in rows for part in row["note"].split("; ")]
    mine = region.database.read(lambda conn: my_data.collect(conn, region.person["Ani"]))
    assert "Lembar ketiga yang ditandatangani" in [one["note"] for one in mine["evidence"]]


def whole(conn, region: Region):  # type: ignore[no-untyped-def]
    head = export.head(conn, region.period[1], region.now)
    return head, list(export.opds(conn, region.period[1], head))
