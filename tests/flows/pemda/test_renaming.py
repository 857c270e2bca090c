"""Another name for a Pemda."""

import pytest

from bot.flows.states.coordinator import ChangingSettings
from bot.flows.states.settings import RenamingPemda
from core.effects import RenamePemda, TellRole
from core.people.roles import Role
from core.screen import Notice
from tests.flows.play import play
from tests.flows.world import PEMDA, World

NAME = "Kabupaten Kutai Timur"


def test_a_name_is_shown_before_it_is_taken() -> None:
    phone = play(World(), "Citra", ChangingSettings(PEMDA)).tap("Nama daerah")
    phone.stands(
        "<b>Nama daerah</b>\nSekarang: Kutai Timur.\n\nTulis nama lengkap yang benar, misalnya Kabupaten Kutai Timur.",
        "[Batalkan]",
    )
    phone.text("  Kabupaten  Kutai Timur ").asks_for().reads(
        f"Ganti nama Kutai Timur menjadi <b>{NAME}</b>?",
        "Hasil yang sudah diumumkan dan surat yang sudah dibuat tetap memakai nama lama.",
    )
    phone.tap("Ganti nama").asks_for(
        RenamePemda(PEMDA, NAME),
        TellRole(PEMDA, Role.COORDINATOR, Notice(f"Nama Kutai Timur diganti menjadi <b>{NAME}</b> oleh Citra.")),
    )
    phone.says(f"Nama daerah diganti menjadi {NAME}.")
    assert f"<b>Pengaturan · {NAME}</b>" in phone.standing.text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("ab", "Nama ditulis dalam satu baris, 3 sampai 80 huruf. Tulis ulang."),
        ("x" * 81, "Nama ditulis dalam satu baris, 3 sampai 80 huruf. Tulis ulang."),
        ("Kutai Timur", "Nama itu sudah dipakai sekarang."),
    ],
)
def test_what_is_no_new_name_is_not_taken(words: str, said: str) -> None:
    phone = play(World(), "Citra", RenamingPemda(PEMDA)).text(words).asks_for().says(said)
    assert phone.state == RenamingPemda(PEMDA)


def test_a_name_that_waits_can_be_written_anew_or_left() -> None:
    phone = play(World(), "Citra", RenamingPemda(PEMDA)).text("Kabupaten Kutai Tmur").text(NAME).asks_for()
    assert phone.state == RenamingPemda(PEMDA, NAME)
    assert phone.tap("Batalkan").asks_for().state == ChangingSettings(PEMDA)
    phone = play(World(), "Citra", RenamingPemda(PEMDA)).forge("rename").asks_for()
    assert phone.state == RenamingPemda(PEMDA)
