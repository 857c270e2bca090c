# ruff: noqa: E501 - screens stand here as they are read
"""A document of the region is taken with one tap, and can be looked at before."""

from bot.flows.states.documents import ChoosingDocument
from bot.flows.states.evidence import Evidencing
from core.effects import RemoveDocument, TakeDocument
from tests.flows.answers.test_repair import returned
from tests.flows.answers.test_variable import at_evidence
from tests.flows.pemda.test_documents import keep
from tests.flows.play import play
from tests.flows.world import NUMBER, World


def with_documents(*named: str) -> World:
    world = World()
    keep(world, "Perbup 25 Tahun 2024")
    if named:
        keep(world, "SK Tim Renja 2026", variables=named)
    return world


def test_without_documents_the_screen_is_as_it_was() -> None:
    at_evidence().hides("Dokumen daerah")


def test_what_names_the_variable_is_taken_with_one_tap() -> None:
    player = at_evidence(with_documents("V01"))
    player.reads("[Dokumen daerah] [Lewati bukti]\n[Pakai SK Tim Renja 2026]\n[Ubah jawaban] [Buka daftar isi]")
    player.tap("Pakai SK Tim Renja 2026").asks_for(TakeDocument(NUMBER, 2, "V01"))
    assert player.toast == "SK Tim Renja 2026 dipakai untuk V01"
    player.reads("📎 V01: 1 berkas diterima.", "<b>V02 ·")
    (item,) = player.world.evidence
    assert (item.name, item.year) == ("SK Tim Renja 2026.pdf", 2026)


def test_the_others_stand_in_a_list_where_they_can_be_looked_at() -> None:
    player = (
        at_evidence(with_documents("V01"))
        .tap("Dokumen daerah")
        .shows(
            """
        EDITED
        <b>V01 · Dokumen daerah</b>
        Disimpan Bagian Organisasi Setda Kabupaten Kutai Timur untuk semua OPD. Yang dipakai menjadi bukti OPD Bapak/Ibu.
        1. SK Tim Renja 2026 · 2026
        2. Perbup 25 Tahun 2024 · 2024
        [Pakai 1] [Lihat 1]
        [Pakai 2] [Lihat 2]
        [Kembali ke V01]
        """
        )
    )
    player.tap("Lihat 2").asks_for().shows(
        """
        EDITED
        <b>V01 · Dokumen daerah</b>
        Perbup 25 Tahun 2024 · 2024
        [Pakai untuk V01]
        [Kembali ke daftar]
        """
    )
    assert player.screen.media == player.facts.documents[0].media
    player.tap("Kembali ke daftar").reads("MOVED", "[Pakai 2] [Lihat 2]").tap("Lihat 2")
    player.tap("Pakai untuk V01").asks_for(TakeDocument(NUMBER, 1, "V01")).reads("<b>V02 ·")


def test_one_that_is_used_already_is_not_offered_again() -> None:
    player = at_evidence(with_documents()).tap("Dokumen daerah").tap("Pakai 1").command("isi").tap("V01")
    player.tap("Periksa bukti").reads("1. Perbup 25 Tahun 2024.pdf").hides("Dokumen daerah")
    play(player.world, "Ani", ChoosingDocument(NUMBER, "V01")).command("mulai").reads(
        "Semua dokumen daerah untuk V01 sudah dipakai."
    )


def test_one_of_another_variable_or_level_is_not_offered() -> None:
    world = World()
    keep(world, "SK Tim Risiko", variables=("V08",))
    keep(world, "Panduan SIPD", levels=(5,))
    at_evidence(world).hides("Dokumen daerah")


def test_one_that_was_removed_meanwhile_is_said_to_be_gone() -> None:
    player = at_evidence(with_documents("V01"))
    player.world.apply(RemoveDocument(2), "Citra")
    player.forge("take:2").asks_for()
    assert player.toast.startswith("Dokumen itu sudah diganti atau dihapus koordinator.")
    player.forge("see:2").asks_for()
    assert player.toast.startswith("Dokumen itu sudah diganti")
    assert isinstance(player.state, ChoosingDocument)


def test_files_and_words_on_the_list_do_what_they_do_anywhere() -> None:
    player = at_evidence(with_documents()).tap("Dokumen daerah").file("Renja.pdf").reads("<b>V02 ·")
    player = at_evidence(with_documents()).tap("Dokumen daerah").text("Apakah Perbup cukup?")
    player.reads("[Tanyakan ke tim]")


def test_a_repair_takes_one_too() -> None:
    player = returned()
    keep(player.world, "Perbup 25 Tahun 2024")
    player.steady(f"open:{NUMBER}:V11").reads("[Dokumen daerah] [Buka tanda terima]").tap("Dokumen daerah")
    player.tap("Pakai 1").asks_for(TakeDocument(NUMBER, 1, "V11")).reads("1 bukti baru diterima.")


def test_back_leads_to_what_the_variable_lacks() -> None:
    player = at_evidence(with_documents()).tap("Dokumen daerah").tap("Kembali ke V01")
    assert player.state == Evidencing(NUMBER, "V01")
