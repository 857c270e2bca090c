"""The list of an OPD's corrective actions: what is open, and that one is done."""

import pytest

from core.effects import FinishAction, SendMonitoring
from storage.engine.schema import CORRECTIVE_ACTION
from tests.flows.answers.test_action import begun
from tests.flows.play import Play, play
from tests.flows.world import NUMBER, OFFICE, at


def two_open() -> Play:
    player = begun().tap("E2").tap("Tidak").text("Revisi SOP; Ani; 28-12-2026")
    return player.tap("Tidak").text("Latih pelaksana; Budi; 10-12-2026").tap("Buka daftar isi")


def done_note(player: Play) -> list[tuple[bool, str]]:
    rows = player.world.conn.execute(CORRECTIVE_ACTION.select().order_by(CORRECTIVE_ACTION.c.id))
    return [(row.done_at is not None, row.done_note) for row in rows]


def test_the_first_due_stands_first_and_one_tap_finishes_it():
    player = two_open().tap("Tindakan perbaikan")
    player.shows(
        """
        EDITED
        <b>Dinkes · Tindakan perbaikan</b>
        2 belum selesai.
        1. Prosedur 01: Latih pelaksana (Budi) · 🟡 10 Desember 2026
        2. Prosedur 01: Revisi SOP (Ani) · 🟡 28 Desember 2026
        Pilih nomornya untuk menandai selesai.
        [1] [2]
        [Tabel monitoring]
        [Kembali]
        """
    )
    player.tap("1").reads("Tindakan: Latih pelaksana", "Tenggat: Kamis, 10 Desember 2026").tap("Selesai")
    player.asks_for(FinishAction(2)).reads("1 belum selesai.", "Latih pelaksana (Budi) · ✅ selesai")
    player.tap("2").tap("Belum selesai").asks_for(FinishAction(2, done=False))
    assert done_note(player) == [(False, ""), (False, "")]


def test_a_word_says_how_it_was_done_once_a_press_confirms_it():
    player = two_open().tap("Tindakan perbaikan").tap("2").text("Sudah direvisi", message=50).asks_for()
    player.reads("<blockquote>Sudah direvisi</blockquote>\nCatat selesai dengan keterangan ini?", "[Selesai]")
    player.text("Sudah direvisi, https://contoh.go.id/sop", message=50, edited=True).asks_for().hides("belum selesai.")
    player.tap("Selesai").reads("1 belum selesai.").text("Belum", message=50, edited=True)
    player.reads("Suntingan tidak mengubah catatan yang sudah dikirim.")
    assert done_note(player) == [(True, "Sudah direvisi, https://contoh.go.id/sop"), (False, "")]


@pytest.mark.parametrize(
    "words", ["Formulir belum selesai dicetak", "Mohon ditunda sampai Maret", "Tidak jadi dicetak"]
)
def test_words_that_it_is_not_done_never_finish_it(words: str):
    player = two_open().tap("Tindakan perbaikan").tap("2").text(words).asks_for()
    player.reads("Tulisan itu terbaca belum selesai.").tap("Batalkan").asks_for().reads(
        "Tenggat: Senin, 28 Desember 2026"
    )
    assert done_note(player) == [(False, ""), (False, "")]


def test_a_question_does_not_finish_it():
    player = two_open().tap("Tindakan perbaikan").tap("2").text("apakah boleh ditunda sampai Maret").asks_for()
    player.reads("Itu terbaca sebagai pertanyaan, jadi tindakan ini tetap belum selesai.", "[Tanyakan ke tim]")
    assert done_note(player) == [(False, ""), (False, "")]


def test_late_ones_are_told_and_the_table_is_sent():
    player = two_open()
    player.world.now = at("2026-12-11 09.00")
    player.tap("Tindakan perbaikan").reads("2 belum selesai, 1 lewat tenggat.", "⚠️ lewat 10 Desember 2026")
    player.tap("Tabel monitoring").asks_for(SendMonitoring(NUMBER))


def test_nobody_else_sees_them():
    player = two_open()
    for who in ("Budi", "Eko"):
        shown = play(player.world, who).steady(f"actions:{OFFICE}")
        shown.reads("Tindakan perbaikan") if who == "Eko" else shown.hides("Latih pelaksana")


def test_a_coordinator_sees_what_is_overdue():
    player = two_open()
    player.world.now = at("2026-12-11 09.00")
    citra = play(player.world, "Citra").steady("late_actions:1")
    citra.reads("1 tindakan, 1 OPD.", "Dinkes · Prosedur 01: Latih pelaksana (Budi) · ⚠️ lewat 10 Desember 2026")
    citra.hides("Revisi SOP")
    play(player.world, "Ani").steady("late_actions:1").hides("Latih pelaksana")
