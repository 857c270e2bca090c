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
    phone.text("2025; Kualitas Sedang; 63,1").reads("Kualitas Sedang, 63,1").hides("62,57\n")
    phone.tap("Kembali").reads("Ombudsman 2025: Kualitas Sedang, 63,1.")
    phone.tap("Surat Ombudsman").tap("2025 · Dinkes").reads("Hapus catatan 2025, Dinkes: Kualitas Tinggi, 80?")
    number = phone.state.removing  # type: ignore[attr-defined]
    phone.tap("Hapus").asks_for(RemoveOpinion(PEMDA, number)).hides("Kualitas Tinggi")


def test_only_a_coordinator_has_the_way_there() -> None:
    phone = play(kept(FIRST), "Ani").command("register").hides("[Surat Ombudsman]")
    phone.text("2025; Kualitas Sedang; 62,57").hides("Ombudsman")
