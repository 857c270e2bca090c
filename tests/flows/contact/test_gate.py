"""Evidence on a screen that takes none goes to what is open; nothing that is open is called locked."""

from collections.abc import Callable

import pytest

from bot.flows.events import Changed, OtherKind
from bot.flows.states.contact import Conflicting, Explaining, Receipting, Resending, Returning, Sorting
from core.assessment.model import Approval, Status
from core.effects import AttachFile, SaveExplanation, SubmitRepair
from tests.flows.answers.test_repair import NOTE
from tests.flows.answers.test_variable import at_evidence
from tests.flows.play import Play, play
from tests.flows.world import CODES, NUMBER, World, at


def sent() -> Play:
    world = World(now=at("2026-12-10 14.00")).fill(*CODES)
    return play(world).command("ringkasan").text("Siti\nKepala\n-").tap("Kirim ke tim penilai")


def returned(player: Play, *codes: str) -> Play:
    player.world.now = at("2026-12-23 09.05")
    for code in codes:
        player.world.give_back(code, NOTE)
    return player


SCREENS = {
    "receipt": lambda player: player,
    "looking back": lambda player: player.tap("Lihat kiriman"),
    "one variable": lambda player: player.tap("Lihat kiriman").tap("V05"),
    "one file": lambda player: player.tap("Lihat kiriman").tap("V05").tap("1"),
    "withdrawing": lambda player: player.tap("Tarik kembali"),
    "result": lambda player: player.command("hasil"),
}


@pytest.mark.parametrize("name", SCREENS)
def test_an_album_on_an_old_screen_goes_to_the_one_variable_that_was_returned(name: str) -> None:
    player = returned(SCREENS[name](sent()), "V01").file(album="a").file(album="a")
    assert player.state == Resending(NUMBER, "V01")
    player.reads("2 bukti baru diterima.", "📎 2 berkas diterima untuk V01. Bila bukan untuk V01, hapus buktinya")
    player.reads("[Kirim perbaikan]").hides("terkunci")
    assert len(player.world.evidence_of("V01")) == 3


@pytest.mark.parametrize("name", SCREENS)
def test_with_several_returned_the_person_chooses(name: str) -> None:
    player = returned(SCREENS[name](sent()), "V01", "V04").file("SK.pdf").asks_for()
    player.shows_last("⚠️ SK.pdf belum disimpan. Buka dahulu variabel yang diperbaiki (V01 dan V04), lalu kirim lagi.")
    assert player.state == Receipting(NUMBER)
    player.tap("Perbaiki V04").file("SK.pdf").reads("1 bukti baru diterima.")
    assert len(player.world.evidence_of("V04")) == 2


def test_an_album_that_nobody_can_place_is_told_together() -> None:
    player = returned(sent(), "V01", "V04").file(album="a").file(album="a")
    player.reads("2 dari 2 berkas tidak tersimpan: Foto (variabelnya belum dipilih)").hides("terkunci")


@pytest.mark.parametrize("name", ["receipt", "looking back", "one variable"])
def test_a_link_goes_there_too(name: str) -> None:
    player = returned(SCREENS[name](sent()), "V01").text("https://drive.example.go.id/renja.pdf")
    player.reads("1 tautan diterima untuk V01.", "[Kirim perbaikan]")
    assert len(player.world.evidence_of("V01")) == 2


def test_a_link_among_words_goes_there_and_the_words_are_asked_about() -> None:
    words = "Renja final ada di https://drive.example.go.id/renja.pdf untuk diperiksa tim"
    player = returned(sent(), "V01").text(words)
    assert isinstance(player.state, Sorting)
    player.reads("1 tautan diterima untuk V01.").tap("Abaikan tulisan").reads("[Kirim perbaikan]")


def test_a_link_with_several_returned_is_not_stored() -> None:
    player = returned(sent(), "V01", "V04").text("https://drive.example.go.id/renja.pdf").asks_for()
    player.reads("⚠️ Tautan belum disimpan. Buka dahulu variabel yang diperbaiki (V01 dan V04)", "[Perbaiki V01]")


def test_a_question_that_waits_keeps_its_words() -> None:
    player = returned(sent(), "V01").tap("Tanyakan ke tim").text("Renja final").file("Renja.pdf")
    assert len(player.world.evidence_of("V01")) == 2
    player.reads("Renja final", "Renja.pdf diterima untuk V01.")


def test_what_is_locked_is_still_refused_by_its_name() -> None:
    """The screen of another variable, which a colleague sent meanwhile."""
    world = World(now=at("2026-12-10 14.00")).fill(*CODES)
    player = play(world).command("isi").tap("V05")
    world.status = Status.SUBMITTED
    returned(player, "V01").file(album="a").file(album="a")
    player.reads("2 dari 2 berkas tidak tersimpan").asks_for()
    assert len(world.evidence_of("V01")) == 1


@pytest.mark.parametrize("command", ["bantuan", "profil", "privasi"])
def test_a_file_on_a_screen_beside_the_questionnaire_goes_to_the_last_place_of_work(command: str) -> None:
    phone = at_evidence().command(command).file("SK.pdf")
    (order,) = phone.step.effects
    assert isinstance(order, AttachFile)
    assert order.variable == "V01"
    phone.reads("📎 V01: 1 berkas diterima.")
    browsing = play(World().fill(*CODES)).command("isi").command(command).file("SK.pdf")
    browsing.reads("📎 SK.pdf diterima untuk V01. Bila bukan untuk V01, buka V01 lalu pindahkan buktinya.")
    locked = sent().command(command).file("SK.pdf").asks_for()
    assert locked.step.refused
    locked.reads("SK.pdf")


# words that wait while somebody else moves the assessment


WAITING = "Sisa SK disusul minggu depan"
UNSENT = f"⚠️ Tulisan ini belum disimpan atau dikirim:\n<blockquote>{WAITING}</blockquote>"


def sorting() -> Play:
    player = returned(sent(), "V03").command("mulai").tap("Perbaiki V03").text(WAITING).reads("[Abaikan tulisan]")
    player.world.apply(SaveExplanation(NUMBER, "V03", "SK ditetapkan Maret 2026."), "Dewi")
    player.world.apply(SubmitRepair(NUMBER, "V03"), "Dewi")
    return player


def conflicting() -> Play:
    world = World(now=at("2026-12-10 14.00")).fill(*CODES, name="Dewi")
    player = play(world, state=Explaining(NUMBER, "V03")).text(WAITING)
    assert isinstance(player.state, Conflicting)
    world.status = Status.SUBMITTED
    return player


def returning() -> Play:
    world = World(approval=Approval.IN_BOT).fill(*CODES)
    world.status = Status.AWAITING_HEAD
    player = play(world, "Eko", Returning(NUMBER)).text(WAITING).reads("[Kembalikan ke kontak]")
    world.status = Status.DRAFT
    return player


@pytest.mark.parametrize("begin", [sorting, conflicting, returning])
def test_words_that_wait_stay_to_be_read_when_somebody_else_moved_it(begin: Callable[[], Play]) -> None:
    begin().receives(Changed()).reads(UNSENT)
    begin().forge("drop:1").reads(UNSENT)
    begin().file("SK.pdf").reads(UNSENT)
    begin().other(OtherKind.STICKER).reads(UNSENT)
