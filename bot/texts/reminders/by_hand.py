"""The coordinator reminds by hand and reads what was said."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from bot.texts.common import WARN, clock, day, hour, named
from core.assessment.model import Status
from core.pemda.naming import shortened
from core.reminders.facts import LogDay, LogLine, Pressed, Remindable
from core.reminders.policy import Duty, ReminderCase
from core.written import first_of

CHOOSE = "Pilih OPD"
CANCEL = "Batalkan"
LOG = "Lihat catatan pengingat"
BACK = "Kembali"
ALL_DAYS = "Semua hari"
RECORD = "Pengingat"
NOBODY = "Tidak ada OPD yang perlu diingatkan."
NO_PERIOD = "Tidak ada periode yang sedang dibuka, jadi belum ada OPD yang dapat diingatkan."
NOBODY_TAKES_PART = "Belum ada OPD yang ikut dalam periode ini."
NO_LOG = "Belum ada pengingat yang dikirim."
NOTHING_CHOSEN = "Ketuk OPD yang akan diingatkan."
GONE = "OPD ini tidak lagi menunggu apa pun."
TICKED, UNTICKED = "☑", "☐"
_NAMES = 8


def remind(opds: int) -> str:
    return f"Ingatkan {opds} OPD"


def preview(lines: Sequence[Remindable], done: int, sample: str) -> str:
    """Who would be reminded. `done`: OPD that owe nothing; `sample`: how one message reads (HTML)."""
    reached = [line for line in lines if line.reached]
    people, today = _people(line.reached for line in lines), _people(line.today for line in lines)
    opds = len({line.owing.opd for line in reached})
    of = f" ({len(reached)} penilaian)" if len(reached) > opds else ""
    text = ["<b>Pratinjau pengingat</b>", f"{opds} OPD{of}, {people} orang: {_kinds(reached)}."]
    if left_out := _left_out(lines, done):
        text.append(f"Tidak dikirimi: {left_out}.")
    if today:
        text.append(f"{WARN} {today} orang sudah diingatkan hari ini.")
    return "\n".join([*text, f"<blockquote>{sample}</blockquote>"])


def nobody(lines: Sequence[Remindable], done: int) -> str:
    """Why nobody can be reminded: every OPD has done its part, or nobody of those who have not can be reached."""
    if lines:
        return (
            "Belum ada orang yang dapat diingatkan.\n"
            f"{len(lines)} OPD belum selesai ({_kinds(lines)}). Tidak dikirimi: {_left_out(lines, done)}."
        )
    return NOBODY if done else NOBODY_TAKES_PART


def _people(groups: Iterable[frozenset[int]]) -> int:
    """How many people these are, each counted once."""
    return len(frozenset[int]().union(*groups))


def _left_out(lines: Sequence[Remindable], done: int) -> str:
    unreached = _people(line.unreached for line in lines)
    of = [line for line in lines if line.unreached]
    none = [line for line in lines if not line.reached and not line.unreached]
    parts = [
        f"{done} OPD yang sudah mengirim" if done else "",
        f"{unreached} orang tidak terjangkau ({_names(of)})" if unreached else "",
        *(f"{len(of)} OPD tanpa {whom} ({_names(of)})" for whom, of in _without(none)),
    ]
    return ", ".join(part for part in parts if part)


def _without(lines: Sequence[Remindable]) -> list[tuple[str, list[Remindable]]]:
    """OPD in which nobody is there to be reminded, by whom they lack."""
    heads = [line for line in lines if line.about is Duty.APPROVAL]
    contacts = [line for line in lines if line.about is not Duty.APPROVAL]
    return [(whom, of) for whom, of in (("kontak", contacts), ("kepala", heads)) if of]


def _names(lines: Sequence[Remindable]) -> str:
    return first_of([named(line.owing.called, 30) for line in lines], _NAMES, "lagi")


def _kinds(lines: Sequence[Remindable]) -> str:
    """ "9 belum mulai, 13 sebagian, 2 memperbaiki"."""
    count = Counter(_kind(line.owing, line.about) for line in lines)
    return ", ".join(f"{count[kind]} {kind}" for kind in _KINDS if count[kind])


_KINDS = ("belum mulai", "sebagian", "tinggal dikirim", "menunggu kepala", "memperbaiki")


def _kind(one: ReminderCase, about: Duty) -> str:
    if about is Duty.REPAIR:
        return "memperbaiki"
    if about is Duty.APPROVAL or one.status is Status.AWAITING_HEAD:
        return "menunggu kepala"
    if one.status is Status.NOT_STARTED:
        return "belum mulai"
    return "sebagian" if one.lacking else "tinggal dikirim"


def choosing(chosen: int, of: int) -> str:
    return f"<b>Pilih OPD yang diingatkan</b>\n{chosen} dari {of} dipilih. Ketuk namanya, atau ketik kode atau namanya."


def tick(short: str, chosen: bool, among: Iterable[str]) -> str:
    return f"{TICKED if chosen else UNTICKED} {shortened(short, 24, among)}"


def pressed(found: Pressed | None, zone: str) -> str:
    """ "Pengingat 5 OPD: sudah sampai pada 4 dari 6 orang." and, once all is settled, the hour."""
    if found is None:
        return NOBODY
    when = f", {hour(found.at, zone)}" if found.settled and found.at else ""
    lines = [f"Pengingat {found.opds} OPD: sudah sampai pada {found.sent} dari {found.of} orang{when}."]
    if found.unreached:
        lines.append(f"{WARN} {found.unreached} orang tidak terjangkau; lihat Tangani masalah.")
    if found.moot:
        lines.append(f"{found.moot} orang tidak perlu lagi: sudah diisi sebelum pengingat berangkat.")
    return "\n".join(lines)


def days(count: int) -> str:
    return "<b>Catatan pengingat</b>\nKetuk satu hari untuk rinciannya." if count else NO_LOG


def of_day(found: LogDay) -> str:
    """A line of the log."""
    parts = [
        f"{found.sent} terkirim",
        f"{found.unreached} tidak terjangkau" if found.unreached else "",
        f"{found.waiting} menunggu" if found.waiting else "",
    ]
    return f"{day(found.day)}: {found.opds} OPD, {found.people} orang; {', '.join(p for p in parts if p)}"


def day_button(on: date) -> str:
    return f"{on.day}/{on.month}"


def lines_title(on: date, count: int) -> str:
    return f"<b>Pengingat {day(on)}</b>\n{count} pengingat"


_STATES = {
    "queued": "menunggu",
    "sent": "terkirim",
    "moot": "tidak perlu lagi",
    "put_off": "ditunda",
    "unreachable": "tidak terjangkau",
    "failed": "gagal",
}
_RULES = {
    "opening": "pembukaan",
    "now": "diminta koordinator",
    "now-head": "kepala, diminta koordinator",
    "guidance-3": "kepala, 3 hari sebelum tenggat",
    "overdue+7": "koordinator, lewat 7 hari",
    "return+2": "perbaikan, hari ke-2",
    "return+5": "perbaikan, hari ke-5",
    "repair+1": "perbaikan, lewat batas",
    "unrepaired+1": "koordinator, perbaikan lewat batas",
    "queue": "antrean verifikasi",
    "queue+4": "antrean verifikasi",
}


def rule(slug: str) -> str:
    """What a reminder was for."""
    if slug in _RULES:
        return _RULES[slug]
    whose = "kepala, " if slug.startswith("approval") else ""
    days_off = int(slug.removeprefix("approval").removeprefix("due"))
    if days_off == 0:
        return f"{whose}hari tenggat"
    return f"{whose}{abs(days_off)} hari {'sebelum' if days_off < 0 else 'sesudah'} tenggat"


def line(found: LogLine) -> str:
    what = f"{named(found.opd_short, 24)} · {named(found.name, 24)}"
    return f"{clock(found.at)} {what}: {rule(found.rule)}, {_STATES.get(found.state, found.state)}"
