"""Whom a moved date concerns, what each of them is told, and how many can be told at all."""

from datetime import datetime

from bot.texts import common
from bot.texts.periods import period as texts
from core.assessment.model import SENT, Status
from core.effects import Effect, Extend, TellOpds
from core.facts import AdminFacts, Facts, OpdLine, PeriodLine
from core.people.roles import Role
from core.screen import Notice, steady

Moved = tuple[tuple[OpdLine, datetime], ...]
"""OPD with their new date."""


def owing(admin: AdminFacts) -> tuple[OpdLine, ...]:
    """OPD that take part and have not submitted anything."""
    return tuple(line for line in admin.opds if line.status is not None and line.status not in SENT)


def extended(opd: OpdLine, due: datetime | None) -> tuple[Effect, ...]:
    """More time for an OPD: for all of its subjects that are not sent, where each is assessed by itself."""
    numbers = opd.owes or (() if opd.assessment is None else (opd.assessment,))
    return tuple(Extend(number, due) for number in numbers)


def reached(facts: Facts, *opds: OpdLine, heads: bool = False) -> int:
    """How many people get a notice to the contacts of these OPD: each once, without those who blocked the bot and the
    coordinator who presses.
    """
    people = {one for line in opds for one in (line.reach | line.heads if heads else line.reach)}
    return len(people - {facts.person.id if facts.person else 0})


def reached_by_role(facts: Facts, *opds: OpdLine) -> tuple[int, int]:
    """How many contacts of these OPD get a notice, and how many people beside them as heads."""
    contacts = reached(facts, *opds)
    return contacts, reached(facts, *opds, heads=True) - contacts


def tellable(facts: Facts, *opds: OpdLine, heads: bool = False) -> int:
    """In how many of these OPD somebody is told."""
    return sum(reached(facts, line, heads=heads) > 0 for line in opds)


def moved_dues(admin: AdminFacts, period: PeriodLine, due: datetime, end: datetime) -> Moved:
    """OPD that have still to submit and whose date changes with the period's. A later date of their own stays, if
    verification allows.
    """
    found = []
    for line in owing(admin):
        before = line.due or period.due
        after = min(before, end) if line.extended and before > due else due
        if after != before:
            found.append((line, after))
    return tuple(found)


def kept_dues(admin: AdminFacts, due: datetime) -> tuple[OpdLine, ...]:
    """OPD that keep a later date of their own."""
    return tuple(line for line in owing(admin) if line.extended and line.due is not None and line.due > due)


def cut_repairs(admin: AdminFacts, end: datetime) -> Moved:
    """OPD whose time for a repair ends earlier, because verification does."""
    return tuple((line, end) for line in admin.opds if line.repair_due is not None and line.repair_due > end)


def tell_dues(admin: AdminFacts, facts: Facts, period: PeriodLine, moved: Moved) -> tuple[Effect, ...]:
    """Tells each OPD its own date, and a head who is asked for approval."""
    contacts, heads = [], []
    for line, due in moved:
        words = texts.due_moved(period.name, line.short, common.moment(due, facts.zone_label))
        back = steady(texts.CONTINUE, "receipt" if admin.within else "resume", line.assessment)
        contacts.append((line.id, Notice(words, ((back,),))))
        if line.status is Status.AWAITING_HEAD and line.assessment is not None:
            heads.append((line.id, Notice(words, ((steady(texts.OPEN_APPROVAL, "approve", line.assessment),),))))
    told = ((Role.CONTACT, contacts), (Role.HEAD, heads))
    return tuple(TellOpds(admin.pemda_id, (role,), tuple(notices)) for role, notices in told if notices)


def tell_repairs(admin: AdminFacts, facts: Facts, moved: Moved) -> tuple[Effect, ...]:
    notices = []
    for line, due in moved:
        words = texts.repair_moved(line.short, common.moment(due, facts.zone_label))
        notices.append((line.id, Notice(words, ((steady(texts.SEE, "receipt", line.assessment),),))))
    return (TellOpds(admin.pemda_id, (Role.CONTACT,), tuple(notices)),) if notices else ()
