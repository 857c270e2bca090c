"""[Ingatkan OPD] as the coordinator meets it, and the buttons of a reminder."""

from datetime import UTC, date

from sqlalchemy import update

from bot.flows.states.people import Inviting
from bot.flows.states.reminders import ReadingLog, Reminded
from core.assessment.model import Status
from core.effects import AskForTime, PutOff, RemindNow
from core.people.roles import Role
from storage.engine.schema import REMINDER
from storage.reminders.owed import State
from tests.flows.expectations import labels
from tests.flows.ground import CODES
from tests.flows.play import Play, play
from tests.flows.situations import standing_at, taking_part, unreachable, without_period
from tests.flows.world import MORNING, NUMBER, OFFICE, PEMDA, World, at

OPENED = f"remind:{PEMDA}"


def region() -> World:
    """Dinkes has two contacts and 7 of 11 variables; RSUD has not begun; nobody at Diskan can be reached; Setda has
    sent. No other OPD takes part."""
    world = taking_part(World(), "DINKES", "RSUD", "DISKAN", "SETDA").fill(*CODES[:7])
    world.status = Status.DRAFT
    standing_at(world, "RSUD", Status.NOT_STARTED)
    standing_at(world, "DISKAN", Status.DRAFT)
    return unreachable(world, "Kontak Diskan")


def preview(world: World | None = None) -> Play:
    return play(world or region(), "Citra").steady(OPENED)


def became(world: World, state: State, *people: str) -> None:
    """So the reminders of these people ended."""
    numbers = [world.number(name) for name in people]
    told = {"told_at": world.now} if state is State.SENT else {}
    world.conn.execute(update(REMINDER).where(REMINDER.c.person_id.in_(numbers)).values(state=state.value, **told))


def test_the_preview_counts_people_once_and_names_who_is_out_of_reach() -> None:
    preview().stands(
        "<b>Pratinjau pengingat</b>\n"
        "2 OPD, 3 orang: 1 belum mulai, 1 sebagian.\n"
        "Tidak dikirimi: 1 OPD yang sudah mengirim, 1 orang tidak terjangkau (Diskan).\n"
        "<blockquote><b>Dinkes · tenggat 7 hari lagi: Senin, 14 Desember 2026 pukul 16.00 WITA</b>\n"
        "Sudah 7 dari 11. Tinggal: V08, V09, V10, V11.</blockquote>",
        "[Ingatkan 2 OPD]",
        "[Pilih OPD] [Batalkan]",
        "[Lihat catatan pengingat]",
    )


def test_all_are_reminded_with_one_tap() -> None:
    phone = preview().tap("Ingatkan 2 OPD")
    world = phone.world
    phone.asks_for(RemindNow(PEMDA, (OFFICE, world.opd("RSUD"))))
    assert phone.state == Reminded(PEMDA, MORNING.astimezone(UTC).isoformat())
    phone.stands("Pengingat 2 OPD: sudah sampai pada 0 dari 3 orang.", "[Lihat catatan pengingat]", "[Buka menu]")
    became(world, State.SENT, "Ani")
    assert phone.screen.text == "Pengingat 2 OPD: sudah sampai pada 1 dari 3 orang."
    assert "⚠️ 3 orang sudah diingatkan hari ini.\n" in preview(world).standing.text


def test_the_end_says_when_and_what_did_not_arrive() -> None:
    phone = preview().tap("Ingatkan 2 OPD")
    became(phone.world, State.SENT, "Ani")
    became(phone.world, State.UNREACHABLE, "Dewi")
    became(phone.world, State.MOOT, "Kontak RSUD Kudungga")
    assert phone.screen.text == (
        "Pengingat 2 OPD: sudah sampai pada 1 dari 3 orang, pukul 09.00 WITA.\n"
        "⚠️ 1 orang tidak terjangkau; lihat Tangani masalah.\n"
        "1 orang tidak perlu lagi: sudah diisi sebelum pengingat berangkat."
    )


def test_some_are_ticked_by_tap_and_by_typing() -> None:
    phone = preview().tap("Pilih OPD").tap("☐ Dinkes").text("rsud")
    assert "2 dari 2 dipilih" in phone.standing.text
    phone.tap("☑ Dinkes").tap("Ingatkan 1 OPD")
    phone.asks_for(RemindNow(PEMDA, (phone.world.opd("RSUD"),)))


def test_nothing_ticked_reminds_nobody() -> None:
    phone = preview().tap("Pilih OPD")
    assert labels(phone.standing.rows) == ["[☐ Dinkes] [☐ RSUD Kudungga]", "[Batalkan]"]


def test_nobody_to_remind() -> None:
    preview(taking_part(World(), "SETDA", "BAPPEDA")).stands(
        "Tidak ada OPD yang perlu diingatkan.", "[Lihat catatan pengingat]", "[Buka menu]"
    )


def test_nobody_can_be_reminded_because_nobody_has_joined() -> None:
    world = taking_part(World(), "SETDA", "DISHUB")
    standing_at(world, "DISHUB", Status.NOT_STARTED)
    world.without(Role.CONTACT)
    phone = preview(world).stands(
        "Belum ada orang yang dapat diingatkan.\n"
        "1 OPD belum selesai (1 belum mulai). Tidak dikirimi: 1 OPD yang sudah mengirim, 1 OPD tanpa kontak (Dishub).",
        "[Undang kontak OPD]",
        "[Lihat catatan pengingat]",
        "[Buka menu]",
    )
    assert phone.tap("Undang kontak OPD").state == Inviting(PEMDA)


def test_nobody_can_be_reminded_while_no_period_is_open() -> None:
    preview(without_period(World())).stands(
        "Tidak ada periode yang sedang dibuka, jadi belum ada OPD yang dapat diingatkan.",
        "[Buka periode]",
        "[Lihat catatan pengingat]",
        "[Buka menu]",
    )


def test_the_log_by_day_and_by_person() -> None:
    world = region()
    preview(world).tap("Ingatkan 2 OPD")
    became(world, State.SENT, "Ani", "Dewi")
    became(world, State.UNREACHABLE, "Kontak RSUD Kudungga")
    world.pass_time(days=3)
    preview(world).tap("Pilih OPD").tap("☐ Dinkes").tap("Ingatkan 1 OPD")
    phone = preview(world).tap("Lihat catatan pengingat")
    assert phone.standing.text.splitlines()[2:] == [
        "Kamis, 10 Desember 2026: 1 OPD, 2 orang; 0 terkirim, 2 menunggu",
        "Senin, 7 Desember 2026: 2 OPD, 3 orang; 2 terkirim, 1 tidak terjangkau",
    ]
    phone.tap("7/12")
    assert phone.state == ReadingLog(PEMDA, "log:2026-12-07")
    assert phone.standing.text.splitlines()[2:] == [
        "09.00 Dinkes · Ani: diminta koordinator, terkirim",
        "09.00 Dinkes · Dewi: diminta koordinator, terkirim",
        "09.00 RSUD Kudungga · Kontak RSUD Kudungga: diminta koordinator, tidak terjangkau",
    ]
    phone.tap("Semua hari")
    assert phone.state == ReadingLog(PEMDA)


def test_who_does_not_coordinate_reminds_nobody() -> None:
    play(World(), "Ani").steady(OPENED).toasts("Hanya untuk koordinator pemerintah daerah ini.")


def test_put_off_until_the_day_the_button_names() -> None:
    phone = play(World(), "Ani").steady("later:20261207:20261208")
    phone.asks_for(PutOff(date(2026, 12, 7), date(2026, 12, 8)))
    phone.toasts("Pengingat dipindahkan ke Selasa, 8 Desember 2026 pukul 08.30 WITA")


def test_a_button_of_days_ago_puts_nothing_off() -> None:
    later = World(now=at("2026-12-09 09.00"))
    play(later, "Ani").steady("later:20261207:20261208").asks_for().toasts("Pengingat itu sudah lewat.")
    for name, item in (("Ani", "later:x"), ("Zul", "later:1:2")):
        play(World(), name).steady(item).asks_for().toasts("Pengingat itu sudah lewat.")


def test_more_time_is_asked_of_the_coordinators() -> None:
    world = World()
    world.status = Status.DRAFT
    (order,) = play(world, "Ani").steady(f"more_time:{NUMBER}").orders
    assert isinstance(order, AskForTime)
    assert order.assessment == NUMBER
    assert order.notice.text == (
        "Dinkes meminta perpanjangan. Tenggatnya Senin, 14 Desember 2026 pukul 16.00 WITA; "
        "sudah 0 dari 11 variabel lengkap."
    )
    assert [button.value for row in order.notice.rows for button in row] == [f"extend:{PEMDA}:{OFFICE}"]


def test_who_has_sent_needs_no_more_time() -> None:
    world = World()
    world.status = Status.SUBMITTED
    phone = play(world, "Ani").steady(f"more_time:{NUMBER}")
    phone.asks_for().toasts("Penilaian ini tidak sedang menunggu kiriman.")
