"""What reminders say: what is still owed, by when, and the button to it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from bot.texts.common import BACK, WARN, day, hour, last_hour, moment, named, said, titled
from bot.texts.reminders import lines
from bot.texts.reminders.actions import actions, late_actions
from bot.texts.reminders.queue import queue
from core.assessment.model import Status
from core.assessment.subjects import KINDS
from core.instrument.parts import SubjectKind
from core.pemda.heads import head_title
from core.pemda.naming import called, shortened
from core.pemda.zones import zone_label
from core.reminders.policy import POLICY, Duty, Entry, ReminderCase, Returned
from core.screen import KEEP_NOTICE, Button, Notice, Rows, steady
from core.written import first_of, listed

LATER = "Ingatkan besok"
MORE_TIME = "Minta perpanjangan"
OPEN_SUMMARY = "Buka ringkasan"
OPEN_LETTER = "Buka surat"
OPEN_APPROVAL = "Buka persetujuan"
SEE_SUMMARY = "Lihat ringkasan"
REMIND = "Ingatkan OPD"
EXTEND = "Beri perpanjangan"
CHOOSE = "Pilih OPD"
LAST_MORNING = "Hari ini hari kerja terakhir sebelum tenggat."
STILL = "Isian masih diterima, dicatat terlambat."
TOO_LATE_TO_PUT_OFF = "Pengingat itu sudah lewat."
ASKED_FOR_TIME = "Permintaan perpanjangan sudah disampaikan kepada koordinator."
NO_MORE_TIME = "Penilaian ini tidak sedang menunggu kiriman."

ROWS = 5
"""Rows of buttons beside the one that puts off; as many OPD are spelt out, the others are named."""
NOTES = 4
CODES = 12
SHORT = 14


def message(entries: Sequence[Entry], now: datetime, later: date | None) -> Notice:
    """One message for all that one person owes. `now` is aware; `later`: the next working day, None where nothing of
    it can be put off. There is at least one entry."""
    local = now.astimezone(entries[0].owing.due.tzinfo)
    listed_ones = [entry for entry in entries if entry.about in _LISTED]
    texts, rows = _of_many(listed_ones, local)
    acts, to_acts = actions([entry.owing for entry in entries if entry.about is Duty.ACTION], now)
    others = [entry for entry in entries if entry.about not in (*_LISTED, Duty.ACTION)]
    more, ways = _of_each(others, now, ROWS - len(rows) - len(to_acts))
    put_off: Rows = ((steady(LATER, "later", f"{local:%Y%m%d}", f"{later:%Y%m%d}"),),) if later is not None else ()
    return Notice("\n\n".join([*texts, *more, *acts]), (*rows, *ways, *to_acts, *put_off))


def _of_each(entries: Sequence[Entry], now: datetime, most: int) -> tuple[list[str], Rows]:
    """What contacts and heads read, an OPD each and a period each, the first `most` with a button."""
    several = len({_period_of(entry.owing) for entry in entries}) > 1
    together = [(lines.whole(group), group) for group in lines.grouped(entries)]
    owed = [entry.owing for entry, _ in together]
    blocks, rows = [], list[tuple[Button, ...]]()
    for entry, group in together[:most]:
        local = now.astimezone(entry.owing.due.tzinfo)
        last = f"\n{LAST_MORNING}" if entry.last_morning else ""
        many, apart = len(group) > 1, _told_apart(entry.owing, owed)
        body = lines.body(group, STILL if local > entry.owing.due else "") if many else _body(entry, local)
        blocks.append(f"<b>{_heading(entry, local)}</b>\n{body}{last}")
        all_of_them = (lines.way(group, apart), *_more_time(entry.owing, local, apart))
        ways = all_of_them if many else _ways(entry, local, apart)
        rows.append(tuple(map(_staying, ways)) if several else ways)
    rest = [entry for entry, _ in together[most:]]
    if rest:
        blocks.append(f"Juga menunggu: {listed([named(entry.owing.called) for entry in rest[:CODES]])}.")
        rows[-1:] = [(steady(CHOOSE, "choose"),)] if rows else []
    return blocks, tuple(rows)


def _staying(way: Button) -> Button:
    """The button of a message about several periods, which stays for the others; the screen comes below it."""
    verb, number, *code = way.value.split(":")
    if verb not in ("open", "summary"):
        return way
    return replace(way, value=":".join((verb, number, *(code or [""]), KEEP_NOTICE)))


def _opd_of(one: ReminderCase) -> int:
    return one.opd


def _period_of(one: ReminderCase) -> str:
    return one.period


def _told_apart(one: ReminderCase, among: Sequence[ReminderCase]) -> str:
    """What the label of a button needs beside its verb, in a message about several OPD or several periods."""
    opds, periods = ({of(each) for each in among} for of in (_opd_of, _period_of))
    if len(opds) < 2 and len(periods) < 2:
        return ""

    def name(each: ReminderCase) -> str:
        if len(periods) < 2:
            return each.opd_short
        return called(each.opd_short, f"· {each.period}") if len(opds) > 1 else each.period

    return f" {shortened(name(one), SHORT if len(periods) < 2 else SHORT + 8, map(name, among))}"


def _heading(entry: Entry, now: datetime) -> str:
    """ "Dinkes · tenggat 7 hari lagi: Senin, 14 Desember 2026 pukul 16.00 WITA", "Dinkes · perbaikan 5 hari lagi"."""
    one, short = entry.owing, named(entry.owing.called, 60)
    if entry.about is not Duty.REPAIR:
        return f"{short} · tenggat {until(one.due, now)}"
    first = min((item.due for item in one.returned), default=one.due)
    return f"{short} · perbaikan {until(first, now).partition(':')[0]}"


def until(due: datetime, now: datetime) -> str:
    """ "7 hari lagi: …", "besok pukul 16.00 WITA", "hari ini …", "lewat 1 hari"; `now` in the same zone. Midnight is
    the end of the day before: "hari ini pukul 24.00 WITA".
    """
    on, at = last_hour(due, zone_label(due)) if now < due else (due.date(), hour(due, zone_label(due)))
    days = (on - now.date()).days
    if days > 1:
        return f"{days} hari lagi: {day(on)} {at}"
    if days >= 0:
        word = "besok" if days else "hari ini"
        return f"lewat {word} {at}" if now > due else f"{word} {at}"
    return f"lewat {-days} hari"


def _body(entry: Entry, now: datetime) -> str:
    one = entry.owing
    match entry.about:
        case Duty.REPAIR:
            return "\n".join(_returned(item, now) for item in one.returned[:NOTES])
        case Duty.APPROVAL:
            return f"Yth. {_head(one)}\n{titled(one.period)} menunggu persetujuan Bapak/Ibu."
        case Duty.GUIDANCE:
            return f"Yth. {_head(one)}, {_small(titled(one.period))} {_standing(one)}. {_GUIDANCE}"
        case _:
            return _filling(one, entry.opening, now > one.due)


_GUIDANCE = "Mohon arahan Bapak/Ibu kepada kontak."


def _head(one: ReminderCase) -> str:
    return named(head_title(one.opd_name, one.head_title), 120)


def _small(title: str) -> str:
    return title[0].lower() + title[1:]


def _standing(one: ReminderCase) -> str:
    if one.status is Status.NOT_STARTED:
        return "belum dimulai"
    if not one.lacking:
        return "sudah lengkap, tetapi belum dikirim"
    return f"baru {one.of - len(one.lacking)} dari {one.of} (belum {codes(one, why=False)})"


def _filling(one: ReminderCase, opening: bool, late: bool) -> str:
    still = f" {STILL}" if late else ""
    title = titled(one.period)
    if opening:
        return f"{title} dibuka. Ada {one.of} variabel, boleh diisi bertahap."
    if one.status is Status.AWAITING_HEAD:
        return f"Tinggal foto surat pengantar bertanda tangan.{still}"
    if one.status is Status.NOT_STARTED:
        return f"{title} belum dimulai." + (still or " Mulailah dengan satu variabel hari ini.")
    if not one.lacking:
        return f"Semua {one.of} variabel lengkap, tinggal dikirim.{still}"
    so_far = "" if late else f"Sudah {one.of - len(one.lacking)} dari {one.of}. "
    return f"{so_far}Tinggal: {codes(one)}.{still}"


def codes(one: ReminderCase, *, why: bool = True) -> str:
    """ "V04 (bukti), V08, V10": what lacks something, and what where it is one thing of an answer begun."""
    return first_of([f"{code}{_why(lacking) if why else ''}" for code, lacking in one.lacking.items()], CODES, "lagi")


def _why(lacking: tuple[str, ...]) -> str:
    match lacking:
        case ("evidence",):
            return " (bukti)"
        case ("explanation",):
            return " (penjelasan)"
        case _:
            return ""


def _returned(item: Returned, now: datetime) -> str:
    due = moment(item.due, zone_label(item.due))
    words = f"{BACK} {item.variable} menunggu perbaikan"
    when = f"{words}; batasnya {due}, sudah lewat." if now > item.due else f"{words} sampai {due}."
    return f"{when} Catatan: {said(item.note, 160)}" if item.note else when


def _ways(entry: Entry, now: datetime, of: str) -> tuple[Button, ...]:
    """The buttons to what is owed, at most two; `of` names the OPD where there are several."""
    one = entry.owing
    match entry.about:
        case Duty.REPAIR:
            repairs = [steady(f"Perbaiki {r.variable}{of}", "open", one.assessment, r.variable) for r in one.returned]
            return tuple(repairs[: 1 if of else 2])
        case Duty.APPROVAL:
            return (steady(f"{OPEN_APPROVAL}{of}", "approve", one.assessment),)
        case Duty.GUIDANCE:
            return (steady(f"{SEE_SUMMARY}{of}", "summary", one.assessment),)
        case _:
            return (_onward(one, of), *_more_time(one, now, of))


def _more_time(one: ReminderCase, now: datetime, of: str) -> tuple[Button, ...]:
    return (steady(MORE_TIME, "more_time", one.assessment),) if now > one.due and not of else ()


def _onward(one: ReminderCase, of: str) -> Button:
    if one.status is Status.AWAITING_HEAD:
        return steady(f"{OPEN_LETTER}{of}", "summary", one.assessment)
    code = next(iter(one.lacking), None)
    if code is None:
        return steady(f"{OPEN_SUMMARY}{of}", "summary", one.assessment)
    begun = "Lanjutkan" if one.status is not Status.NOT_STARTED else "Mulai" if of else "Mulai mengisi"
    return steady(f"{begun} {code}{of}", "open", one.assessment, code)


_LISTED = (Duty.OVERDUE, Duty.UNREPAIRED, Duty.QUEUE, Duty.ACTION_LATE)


def _of_many(entries: Sequence[Entry], now: datetime) -> tuple[list[str], Rows]:
    """What verifiers and coordinators read: one line for all OPD of a kind."""
    lines, rows = [], list[tuple[Button, ...]]()
    late = [entry.owing for entry in entries if entry.about is Duty.OVERDUE]
    waiting = [entry for entry in entries if entry.about is Duty.QUEUE]
    if late:
        days = {(now.date() - one.due.date()).days for one in late}
        for_days = f"{days.pop()} hari" if len(days) == 1 else "7 hari atau lebih"
        lines.append(f"{WARN} {_opds(late)} OPD lewat tenggat {for_days}: {_names(late)}.")
        rows += [(steady(REMIND, "remind", late[0].pemda),), (steady(EXTEND, "extend", late[0].pemda),)]
    if unrepaired := [entry.owing for entry in entries if entry.about is Duty.UNREPAIRED]:
        lines.append(
            f"{WARN} Batas perbaikan {_opds(unrepaired)} OPD sudah lewat: {_names(unrepaired)}. Perbaikan masih "
            "diterima sampai periode ditutup."
        )
        rows += [(steady(REMIND, "remind", unrepaired[0].pemda),)] if not late else []
    if acting := [entry.owing for entry in entries if entry.about is Duty.ACTION_LATE]:
        said_of, way = late_actions(acting, now)
        lines.append(said_of)
        rows += way
    if waiting:
        words, ways = queue(waiting)
        lines.append(words)
        rows += ways
    return lines, tuple(rows)


def _opds(cases: Sequence[ReminderCase]) -> int:
    return len({one.opd for one in cases})


def _names(opds: Sequence[ReminderCase]) -> str:
    names = [named(one.called) for one in opds]
    more = f" dan {len(names) - CODES} lagi" if len(names) > CODES else ""
    return ", ".join(names[:CODES]) + more


def put_off(to: date, zone: str) -> str:
    """The toast of [Ingatkan besok]."""
    return f"Pengingat dipindahkan ke {day(to)} pukul {POLICY.begins:%H.%M} {zone}"


def asked_for_all(opd: str, kind: SubjectKind, due: datetime, zone: str) -> str:
    """The same for all that is not sent, where each line of the OPD's register is assessed by itself."""
    unsent = f"semua {KINDS[kind]} yang belum dikirim"
    return f"{named(opd)} meminta perpanjangan untuk {unsent}. Tenggatnya {moment(due, zone)}."


def asked_for_time(opd: str, due: datetime, done: int, of: int, zone: str) -> str:
    """To the coordinators."""
    return (
        f"{named(opd)} meminta perpanjangan. Tenggatnya {moment(due, zone)}; sudah {done} dari {of} variabel lengkap."
    )
