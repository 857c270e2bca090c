"""The Ombudsman's letter of a year, noted by the coordinator."""

from decimal import Decimal

from core.effects import KeepOpinion, RemoveOpinion
from tests.flows.play import play
from tests.flows.registers.test_own import FIRST, kept
from tests.flows.world import OFFICE, PEMDA


def test_a_letter_is_typed_shown_replaced_and_taken_back() -> None:
    world = kept(FIRST)
    phone = play(world, "Citra").command("register").tap("Daftar layanan").tap("Surat Ombudsman")
    phone.reads("Belum ada yang dicatat.")
    phone.text("2025; Kualitas Sedang; 162").asks_for().reads("nilainya harus 0 sampai 100")
    phone.text("2025; Kualitas Sedang; 62,57\n2025; DINKES; Kualitas Tinggi; 80")
    phone.asks_for(
        KeepOpinion(PEMDA, 2025, "Kualitas Sedang", Decimal("62.57")),
        KeepOpinion(PEMDA, 2025, "Kualitas Tinggi", Decimal(80), OFFICE),
    )
    phone.reads("2025 · Kutai Timur: Kualitas Sedang, 62,57\n2025 · Dinkes: Kualitas Tinggi, 80", "Dua surat tercatat.")
    phone.text("2025; Kualitas Sedang; 63,1").asks_for().reads("2025 · Kutai Timur: 62,57 menjadi 63,1")
    phone.tap("Ganti").asks_for(KeepOpinion(PEMDA, 2025, "Kualitas Sedang", Decimal("63.1")))
    phone.reads("Kualitas Sedang, 63,1").hides("62,57\n")
    phone.tap("Kembali").reads("Ombudsman 2025: Kualitas Sedang, 63,1.")
    phone.tap("Surat Ombudsman").tap("2025 · Dinkes").reads("Hapus catatan 2025, Dinkes: Kualitas Tinggi, 80?")
    number = phone.state.removing  # type: ignore[attr-defined]
    phone.tap("Hapus").asks_for(RemoveOpinion(PEMDA, number)).hides("Kualitas Tinggi")


def test_another_letter_of_a_year_replaces_only_what_is_shown_and_confirmed() -> None:
    phone = play(kept(FIRST), "Citra").command("register").tap("Daftar layanan").tap("Surat Ombudsman")
    phone.text("2025; DINKES; Kualitas Tinggi; 80").text("2025; DINKES; Kualitas Rendah; 40\n2024; Kualitas Tinggi; 81")
    phone.asks_for(KeepOpinion(PEMDA, 2024, "Kualitas Tinggi", Decimal(81)))  # the new one alone
    phone.reads("2025 · Dinkes: Kualitas Tinggi, 80 menjadi Kualitas Rendah, 40", "Satu surat tercatat.")
    phone.tap("Tidak jadi").asks_for().reads("2025 · Dinkes: Kualitas Tinggi, 80").hides("Kualitas Rendah, 40")
    phone.text("2025; DINKES; Kualitas Tinggi; 80").reads("Satu surat tercatat.").hides("[Ganti]")  # nothing changes
    phone.text("2023; Kualitas Tinggi; 84,10\n2023; Kualitas Tertinggi; 90").asks_for()
    phone.reads("sudah ada pada baris di atasnya")


def test_only_a_coordinator_has_the_way_there() -> None:
    phone = play(kept(FIRST), "Ani").command("register").hides("[Surat Ombudsman]")
    phone.text("2025; Kualitas Sedang; 62,57").hides("Ombudsman")
