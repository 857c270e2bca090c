"""The year of documents: chosen, or typed; also below the summary."""

import pytest

from core.assessment.counts import undated
from core.effects import DeclareYear
from tests.flows.answers.test_variable import at_evidence
from tests.flows.play import play
from tests.flows.world import CODES, NUMBER, World


def test_the_year_of_documents_may_be_typed():
    player = at_evidence().file().tap("Periksa bukti V01").tap("Nyatakan tahun")
    player.text("3").asks_for().reads("Tulis tahun dokumen dengan empat angka, misalnya 2019.\n1 bukti")
    player.text("dokumennya dua tahun lalu").asks_for().reads("Tulis tahun dokumen dengan empat angka")
    for beyond in ("1944", "2028"):
        player.text(beyond).asks_for().reads("Tahun dokumen antara 1945 dan 2027. Tulis tahunnya sekali lagi.\n1 bukti")
    player.text("dokumen tahun 2014 ya").asks_for(DeclareYear(NUMBER, (1,), 2014)).reads("2014 · diterima")


def test_the_year_may_be_typed_below_the_summary():
    world = World().fill(*CODES)
    player = play(world).command("isi").tap("V01").tap("Periksa bukti").file().command("ringkasan")
    player.reads("⚠️ 1 foto (V01) belum dinyatakan tahunnya. Bila bukan 2026, tulis tahunnya.")
    player.text("1900").asks_for().shows_last("Tahun dokumen antara 1945 dan 2027. Tulis tahunnya sekali lagi.")
    player.text("2024").asks_for(DeclareYear(NUMBER, (12,), 2024)).hides("belum dinyatakan")


def test_the_span_of_a_plan_stands_for_its_year():
    player = at_evidence().file("Renstra 2021-2026.pdf").tap("Periksa bukti V01")
    player.reads("1. Renstra 2021-2026.pdf").reads("2021–2026 · diterima").hides("belum dinyatakan")
    assert not undated(player.world.facts("Ani").assessment)
    player.tap("Nyatakan tahun").tap("2025").reads("2025 · diterima")


@pytest.mark.parametrize(
    ("captions", "said"),
    [
        (("", ""), "2 bukti yang belum dinyatakan tahunnya: 2 foto."),
        (("", "Foto berita"), "2 bukti yang belum dinyatakan tahunnya: Foto berita dan 1 foto lain."),
        (("Rapat", "", ""), "3 bukti yang belum dinyatakan tahunnya: Foto Rapat dan 2 foto lain."),
        (("Rapat", "Foto berita"), "2 bukti yang belum dinyatakan tahunnya: Foto Rapat dan Foto berita."),
    ],
)
def test_no_photo_is_counted_twice(captions: tuple[str, ...], said: str):
    player = at_evidence()
    for caption in captions:
        player.file(caption=caption)
    player.tap("Periksa bukti V01").hides("Foto Foto").tap("Nyatakan tahun").reads(said)


def test_documents_stand_before_the_photos_that_are_counted():
    player = at_evidence().file("Renja.pdf").file().file().tap("Periksa bukti V01").tap("Nyatakan tahun")
    player.reads("3 bukti yang belum dinyatakan tahunnya: Renja.pdf dan 2 foto.")
