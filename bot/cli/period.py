"""`pandu period`: opens and closes a round of assessment."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated

import typer

from bot.cli.base import CommandError, PemdaName, group, instant, note, now, opened, region, say
from bot.holidays.days import days_off
from bot.settings import load_settings
from bot.texts.operations import cli as texts, help as explained
from bot.texts.periods import closing, period as notices
from core.assessment.model import PeriodStatus
from core.deadlines import is_working_day, verification_due
from core.effects import ClosePeriod, OpenPeriod, TellOpds, TellRole
from core.foreign import readable
from core.instrument.parse import DEFAULT_ID
from core.pemda.parts import NOTHING, Part
from core.pemda.periods import PeriodKind
from core.people.roles import Role
from core.reminders.due import before_work, last_morning
from core.screen import Notice, steady
from storage import effects
from storage.assessment import instruments
from storage.database import Connection
from storage.pemda import facts as pemda_facts
from storage.pemda.regions import PemdaSummary, opd_codes
from storage.periods.due import overdue
from storage.results import period as results

PeriodName = Annotated[str, typer.Argument(metavar="NAMA", help=explained.PERIOD_NAME)]

period = group(explained.PERIOD_GROUP)


@period.command("open", help=explained.PERIOD_OPEN)
def open_period(
    name: PeriodName,
    due: Annotated[str, typer.Option("--due", metavar="TANGGAL", help=explained.DUE)],
    opens: Annotated[str | None, typer.Option("--opens", metavar="TANGGAL", help=explained.OPENS)] = None,
    verify_due: Annotated[
        str | None, typer.Option("--verify-due", metavar="TANGGAL", help=explained.VERIFY_DUE)
    ] = None,
    instrument: Annotated[
        str, typer.Option("--instrument", show_default=False, help=explained.INSTRUMENT)
    ] = DEFAULT_ID,
    kind: Annotated[PeriodKind, typer.Option("--kind", show_default=False, help=explained.KIND)] = PeriodKind.YEARLY,
    only: Annotated[list[str] | None, typer.Option("--opd", metavar="KODE", help=explained.ONLY)] = None,
    pemda: PemdaName = None,
) -> None:
    name = " ".join(readable(name).split())
    if not name:
        raise typer.BadParameter(texts.EMPTY_NAME)
    for words in (due, opens, verify_due):
        if words:
            instant(words, UTC)  # wrong usage is said before anything is opened
    at = now()
    with opened(load_settings()) as database:
        known = [one.id for one in database.read(instruments.shelf)]
        if instrument not in known:
            raise CommandError(texts.unknown_instrument(instrument, known))
        one = database.read(lambda conn: region(conn, pemda))
        order = replace(_order(one, name, (due, opens, verify_due), instrument, at), kind=kind)
        order = replace(order, opds=database.read(lambda conn: _opds(conn, one.id, only or [])))
        contacts = database.write(lambda conn: _store(conn, one, order, at))
    if warning := _odd(one, order.due, at):
        note(warning)
    say(texts.period_opened(name, len(order.opds) or one.opds, order.due, order.verification_due))
    say(texts.contacts_told(contacts) if order.opens <= at else texts.opens_later(order.opens))
    if not one.opds:
        note(texts.NO_OPD_YET)


@period.command("close", help=explained.PERIOD_CLOSE)
def close_period(name: PeriodName, pemda: PemdaName = None) -> None:
    at = now()

    def store(conn: Connection) -> bool:
        known = pemda_facts.load(conn, region(conn, pemda).id, at, parts=NOTHING).periods
        found = next((one for one in known if one.own_name == " ".join(name.split())), None)
        if found is None:
            raise CommandError(texts.unknown_period(name, [one.own_name for one in known]))
        running = found.status == PeriodStatus.OPEN
        told = closing.closed(results.load(conn, found.id, at)) if running or overdue(conn, at, found.id) else ()
        for order in (ClosePeriod(found.id), *told):
            effects.apply(conn, order, effects.Actor(None, None, at))
        return running

    with opened(load_settings()) as database:
        closed = database.write(store)
    say(texts.period_closed(name) if closed else texts.already_closed(name))


def _opds(conn: Connection, pemda: int, codes: list[str]) -> tuple[int, ...]:
    known = opd_codes(conn, pemda)
    for code in codes:
        if code.upper() not in known:
            raise CommandError(texts.unknown_opd(code))
    return tuple(dict.fromkeys(known[code.upper()] for code in codes))


def _order(
    one: PemdaSummary, name: str, words: tuple[str, str | None, str | None], instrument: str, at: datetime
) -> OpenPeriod:
    """The order for the period, with defaults for dates that were not given."""
    due = instant(words[0], one.zone)
    opens = instant(words[1], one.zone, time(0)) if words[1] else min(at.astimezone(one.zone), due - timedelta(days=1))
    usual = verification_due(max(due, at.astimezone(one.zone)), _days_off(one, due, at), one.working_days)
    verified = instant(words[2], one.zone) if words[2] else usual.replace(hour=due.hour, minute=due.minute)
    if opens >= due:
        raise typer.BadParameter(texts.DUE_BEFORE_OPENING)
    if verified <= due:
        raise typer.BadParameter(texts.VERIFY_BEFORE_DUE)
    return OpenPeriod(one.id, name, instrument, opens, due, verified)


def _odd(one: PemdaSummary, due: datetime, at: datetime) -> str:
    """A warning about an unusual due date that is accepted all the same; "" for a usual one."""
    if due <= at:
        return texts.DUE_PASSED
    off = _days_off(one, due, at)
    if before_work(due):
        return notices.before_work(due, last_morning(due, off, one.working_days))
    return "" if is_working_day(due.date(), off, one.working_days) else texts.due_on_day_off(due)


def _days_off(one: PemdaSummary, due: datetime, at: datetime) -> frozenset[date]:
    return days_off((due.year, due.year + 1, at.year, at.year + 1), one.own_holidays, one.worked_days)


def _store(conn: Connection, one: PemdaSummary, order: OpenPeriod, at: datetime) -> int:
    """Opens the period and, if it has begun, tells the contacts. Returns how many OPD have a contact."""
    facts = pemda_facts.load(conn, one.id, at, parts=frozenset({Part.OPDS}))
    if any(known.own_name == order.name for known in facts.periods):
        raise CommandError(texts.period_taken(order.name))
    actor = effects.Actor(None, None, at)
    try:
        effects.apply(conn, order, actor)
    except effects.Refused:
        # name, dates and instrument are checked above: what is left is a period of this instrument at the same time
        other = facts.in_the_way(order.instrument, order.opens, order.verification_due, order.opds)
        raise CommandError(texts.another_open(other.own_name if other else ", ".join(one.open_periods))) from None
    taking_part = [line for line in facts.opds if not order.opds or line.id in order.opds]
    if order.opens <= at:
        way = steady(notices.START, "choose" if facts.running else "start")
        notice = Notice(notices.opening(order.name, texts.at(order.due)), ((way,),))
        told = (
            TellOpds(one.id, (Role.CONTACT,), tuple((opd, notice) for opd in order.opds))
            if order.opds
            else TellRole(one.id, Role.CONTACT, notice)
        )
        effects.apply(conn, told, actor)
    return sum(bool(line.reach) for line in taking_part)
