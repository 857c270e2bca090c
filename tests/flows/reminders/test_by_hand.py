"""[Ingatkan OPD] as the coordinator meets it, and the buttons of a reminder."""

from dataclasses import replace
from datetime import UTC, date

from bot.flows.base import Tap
from bot.flows.states.reminders import ReadingLog, Reminded
from core.assessment.model import Status
from core.effects import AskForTime, PutOff, RemindNow
from core.reminders.facts import Pressed, Reminding
from tests.flows.play_people import Play
from tests.flows.world_people import DINKES, NOW, PEMDA, RSUD, ani, assessment, at, citra, reminding, stranger

OPENED = f"remind:{PEMDA}"


def preview(**more: object) -> Play:
    return Play(citra({"reminding": reminding(**more)})).does(Tap(OPENED))


def test_the_preview_counts_people_once_and_names_who_is_out_of_reach() -> None:
    preview().shows(
        "<b>Pratinjau pengingat</b>\n"
        "2 OPD, 3 orang: 1 belum mulai, 1 sebagian.\n"
        "Tidak dikirimi: 31 OPD yang sudah mengirim, 1 orang tidak terjangkau (Diskan).\n"
        "⚠️ 1 orang sudah diingatkan hari ini.\n"
        "<blockquote><b>Dinkes · tenggat 7 hari lagi: Senin, 14 Desember 2026 pukul 16.00 WITA</b>\n"
        "Sudah 7 dari 11. Tinggal: V04 (bukti), V08, V10, V11.</blockquote>",
        "[Ingatkan 2 OPD]",
        "[Pilih OPD] [Batalkan]",
        "[Lihat catatan pengingat]",
    )


def test_all_are_reminded_with_one_tap() -> None:
    play = preview().tap("Ingatkan 2 OPD")
    play.ordered(RemindNow(PEMDA, (DINKES, RSUD)))
    assert play.state == Reminded(PEMDA, NOW.astimezone(UTC).isoformat())
    play.shows("Pengingat: 31 dari 33 terkirim.", "[Lihat catatan pengingat]", "[Buka menu]")


def test_the_end_says_when_and_what_did_not_arrive() -> None:
    play = preview(pressed=Pressed(30, 33, 2, 1, NOW)).tap("Ingatkan 2 OPD")
    assert play.screen.text == (
        "Pengingat: 30 dari 33 terkirim, pukul 09.00 WITA.\n"
        "⚠️ 2 orang tidak terjangkau; lihat Tangani masalah.\n"
        "1 tidak perlu lagi: sudah diisi sebelum pengingat berangkat."
    )


def test_some_are_ticked_by_tap_and_by_typing() -> None:
    play = preview().tap("Pilih OPD").tap("☐ Dinkes").types("rsud")
    assert "2 dari 2 dipilih" in play.screen.text
    play.tap("☑ Dinkes").tap("Ingatkan 1 OPD")
    play.ordered(RemindNow(PEMDA, (RSUD,)))


def test_nothing_ticked_reminds_nobody() -> None:
    play = preview().tap("Pilih OPD")
    assert [button.label for row in play.screen.rows for button in row] == ["☐ Dinkes", "☐ RSUD", "Batalkan"]


def test_nobody_to_remind() -> None:
    Play(citra({"reminding": Reminding(done=55)})).does(Tap(OPENED)).shows(
        "Tidak ada OPD yang perlu diingatkan.", "[Lihat catatan pengingat]", "[Buka menu]"
    )


def test_the_log_by_day_and_by_person() -> None:
    play = preview().tap("Lihat catatan pengingat")
    assert play.screen.text.splitlines()[2:] == [
        "Senin, 7 Desember 2026: 24 OPD, 33 orang; 31 terkirim, 2 tidak terjangkau",
        "Jumat, 4 Desember 2026: 1 OPD, 2 orang; 2 terkirim",
    ]
    play.tap("7/12")
    assert play.state == ReadingLog(PEMDA, "log:2026-12-07")
    assert play.screen.text.splitlines()[2:] == [
        "09.00 Dinkes · Ani: 7 hari sebelum tenggat, terkirim",
        "09.00 Diskan · Eko: diminta koordinator, tidak terjangkau",
    ]
    play.tap("Semua hari")
    assert play.state == ReadingLog(PEMDA)


def test_who_does_not_coordinate_reminds_nobody() -> None:
    Play(ani()).does(Tap(OPENED)).toasts("Hanya untuk koordinator pemerintah daerah ini.")


def test_put_off_until_the_day_the_button_names() -> None:
    play = Play(ani()).does(Tap("later:20261207:20261208"))
    play.ordered(PutOff(date(2026, 12, 7), date(2026, 12, 8)))
    play.toasts("Pengingat dipindahkan ke Selasa, 8 Desember 2026 pukul 08.30 WITA")


def test_a_button_of_days_ago_puts_nothing_off() -> None:
    for facts, item in ((ani(now=at(9)), "later:20261207:20261208"), (ani(), "later:x"), (stranger(), "later:1:2")):
        play = Play(facts).does(Tap(item))
        play.ordered().toasts("Pengingat itu sudah lewat.")


def test_more_time_is_asked_of_the_coordinators() -> None:
    play = Play(ani(assessment=assessment(status=Status.DRAFT))).does(Tap("more_time:7"))
    assert play.step is not None
    (order,) = play.step.effects
    assert isinstance(order, AskForTime)
    assert order.assessment == 7
    assert order.notice.text == (
        "Dinkes meminta perpanjangan. Tenggatnya Senin, 14 Desember 2026 pukul 16.00 WITA; "
        "sudah 0 dari 11 variabel lengkap."
    )
    assert [button.value for row in order.notice.rows for button in row] == [f"extend:{PEMDA}:{DINKES}"]


def test_who_has_sent_needs_no_more_time() -> None:
    play = Play(ani(assessment=replace(assessment(), status=Status.SUBMITTED))).does(Tap("more_time:7"))
    play.ordered().toasts("Penilaian ini tidak sedang menunggu kiriman.")
