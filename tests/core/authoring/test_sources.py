"""An instrument's file is told by its content, and a new one begins as a draft."""

from core.authoring.sources import as_workbook, begun, read_source
from core.instrument.parse import packaged_text, parse
from tests.core.authoring.book import EXAMPLE, Book, written


def test_a_workbook_and_a_text_are_told_by_their_content() -> None:
    text, book = read_source(EXAMPLE.encode(), "a.xlsx"), read_source(written(EXAMPLE), "b.yaml")
    assert text.faults == book.faults == ()
    assert text.instrument is not None
    assert book.instrument is not None
    assert text.instrument.content_hash == book.instrument.content_hash
    assert text.summary == book.summary != ""
    broken = Book()
    broken.say("Judul", None)
    assert read_source(broken.data(), "c").faults == ("Lembar Instrumen, baris 3, Judul: belum ada; isi sel ini",)
    assert read_source(b"%PDF-1.7 \xff", "d.xlsx").faults[0].startswith("FILE_ENCODING")


def test_a_new_one_is_a_sound_draft_under_its_own_name() -> None:
    made = parse(begun("layanan-kami", "Evaluasi Layanan Kami"), "")
    assert (made.id, made.title, made.version, made.status) == ("layanan-kami", "Evaluasi Layanan Kami", 1, "draft")
    assert made.short_title == "Evaluasi Layanan Kami"
    ours = parse(begun("kematangan-kami", "", packaged_text("kematangan-2018")), "")
    assert (len(ours.variables), ours.status) == (11, "draft")
    assert ours.short_title == parse(packaged_text("kematangan-2018"), "").short_title


def test_what_is_lost_in_a_workbook_is_told() -> None:
    assert as_workbook(EXAMPLE)[1]
    assert not as_workbook(EXAMPLE.replace("    short: Jam layanan\n", '    short: Jam layanan\n    aspect: ""\n'))[1]
