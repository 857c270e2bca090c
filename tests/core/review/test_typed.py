"""What a verifier's typed words decide."""

import pytest

from core.review.typed import Act, Decision, decision


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("setuju", Decision(Act.ACCEPT)),
        ("Sesuai.", Decision(Act.ACCEPT)),
        ("ok pak", Decision(Act.ACCEPT)),
        ("Saya terima", Decision(Act.ACCEPT)),
        ("bukti sudah sesuai", Decision(Act.ACCEPT)),
        ("Disetujui tingkat III", Decision(Act.ACCEPT, 3)),
        ("turunkan ke II", Decision(Act.LOWER, 2)),
        ("Diturunkan dari IV menjadi tingkat 2", Decision(Act.LOWER, 2)),
        ("turun jadi dua", Decision(Act.LOWER, 2)),
        ("turunkan ke II: Bukti tidak terbaca", Decision(Act.LOWER, 2, "Bukti tidak terbaca")),
        ("Turunkan ke II karena SOP belum ada.", Decision(Act.LOWER, 2, "SOP belum ada.")),
        ("mohon naikkan ke V, bukti lengkap", Decision(Act.RAISE, 5, "bukti lengkap")),
        ("II", Decision(Act.LEVEL, 2)),
        ("tingkat 4", Decision(Act.LEVEL, 4)),
        ("II, bukti kurang", Decision(Act.LEVEL, 2, "bukti kurang")),
        ("3 karena notulen tidak ada", Decision(Act.LEVEL, 3, "notulen tidak ada")),
        ("II. Renja belum ada tabel kinerja", Decision(Act.LEVEL, 2, "Renja belum ada tabel kinerja")),
        ("2. Renja belum ada tabel kinerja", Decision(Act.LEVEL, 2, "Renja belum ada tabel kinerja")),
        ("II - Renja belum ada", Decision(Act.LEVEL, 2, "Renja belum ada")),
        ("II Renja belum ada tabel", Decision(Act.LEVEL, 2, "Renja belum ada tabel")),
        ("kembalikan", Decision(Act.RETURN)),
        ("Kembalikan ke OPD", Decision(Act.RETURN)),
        ("kembalikan: bukti belum lengkap", Decision(Act.RETURN, reason="bukti belum lengkap")),
        ("Mohon dikembalikan, karena foto buram", Decision(Act.RETURN, reason="foto buram")),
        ("kembalikan bukti belum lengkap", Decision(Act.RETURN, reason="bukti belum lengkap")),
    ],
)
def test_what_is_plain_is_understood(words: str, meant: Decision) -> None:
    assert decision(words) == meant


@pytest.mark.parametrize(
    "words",
    [
        *("", "   ", "Bagus", "tidak sesuai", "belum setuju", "kurang sesuai", "setuju tapi turunkan ke II"),
        *("turunkan", "okelah kita", "1. Renja belum ada\n2. SK belum ditandatangani", "V04 belum ada buktinya"),
        *("jangan kembalikan", "apakah sesuai?", "turunkan ke II?", "kembali", "bukti V04 tidak ada", "3 bukti buram"),
        *("dikembalikannya", "turunkan ke Ibu", "naik pangkat", "naik tingkat", "terima kasih", "II III"),
    ],
)
def test_what_is_not_plain_is_no_decision(words: str) -> None:
    assert decision(words) is None


def test_a_direction_must_be_true() -> None:
    assert Decision(Act.LOWER, 2).agrees(3)
    assert not Decision(Act.LOWER, 4).agrees(3)
    assert not Decision(Act.LOWER, 3).agrees(3)
    assert Decision(Act.RAISE, 4).agrees(3)
    assert not Decision(Act.RAISE, 2).agrees(3)
    assert Decision(Act.LEVEL, 2).agrees(3)
    assert Decision(Act.ACCEPT, 3).agrees(3)
    assert not Decision(Act.ACCEPT, 2).agrees(3)
    assert Decision(Act.ACCEPT).agrees(3)
    assert Decision(Act.RETURN).agrees(3)
