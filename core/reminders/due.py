"""Which reminders are due at a moment, by the policy of `core/reminders/policy.py`. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace
from datetime import date, datetime, timedelta

from core.assessment.model import Status
from core.deadlines import last_day, working_day_from, working_day_until
from core.people.roles import Role
from core.reminders.check import DailyCheck, History, Reminder, subject_of
from core.reminders.policy import (
    NOW,
    NOW_HEAD,
    OPENING,
    POLICY,
    QUEUE,
    Duty,
    Member,
    Policy,
    ReminderCase,
    Rule,
    Shift,
    StartingPoint,
    stands,
)


def planned(rule: Rule, start: date, days_off: Set[date], working_days: int = 5) -> date:
    """The day of a rule, moved where it is a day off."""
    day = start + timedelta(days=rule.days)
    match rule.shift:
        case Shift.EARLIER:
            return working_day_until(day, days_off, working_days)
        case Shift.LATER:
            return working_day_from(day, days_off, working_days)
        case Shift.STAYS:
            return day


def before_work(due: datetime, policy: Policy = POLICY) -> bool:
    """Whether something is due before that day's reminders would be sent."""
    return due.time() <= policy.begins


def last_morning(due: datetime, days_off: Set[date], working_days: int = 5) -> date:
    """The last working day before something that is due before work begins."""
    return working_day_until(due.date() - timedelta(days=1), days_off, working_days)


def next_day(check: DailyCheck) -> date:
    """The next working day, to which reminders are put off."""
    return working_day_from(check.today + timedelta(days=1), check.days_off, check.working_days)


def opening(owing: Iterable[ReminderCase], members: Iterable[Member]) -> list[Reminder]:
    """Tells contacts that a period has opened, except those of OPD that have begun already."""
    contacts = [member for member in members if member.role is Role.CONTACT]
    return [
        Reminder(subject_of(one.assessment), one.assessment, member.person, OPENING, one.opens, Duty.FILLING)
        for one in owing
        if one.status is Status.NOT_STARTED
        for member in contacts
        if member.opd == one.opd
    ]


def asked(one: ReminderCase) -> tuple[Role, str, Duty] | None:
    """Whom "remind now" addresses: role, slug, subject. None where nobody of the OPD owes anything."""
    if one.owes(Duty.APPROVAL):
        return Role.HEAD, NOW_HEAD, Duty.APPROVAL
    about = Duty.REPAIR if one.owes(Duty.REPAIR) else Duty.FILLING
    return (Role.CONTACT, NOW, about) if one.owes(about) else None


def pressed(one: ReminderCase, members: Iterable[Member], at: datetime) -> list[Reminder]:
    """The reminders of "remind now" for an OPD, pressed at that instant."""
    found = asked(one)
    if found is None:
        return []
    role, rule, about = found
    people = dict.fromkeys(member.person for member in members if member.role is role and member.opd == one.opd)
    return [Reminder(subject_of(one.assessment), one.assessment, person, rule, at, about) for person in people]


def due(
    policy: Policy, check: DailyCheck, owing: Iterable[ReminderCase], members: Iterable[Member], history: History
) -> list[Reminder]:
    """The reminders that are due now, each once. People who owe nothing get none; on days off only those are sent that
    always are.
    """
    by_place: dict[tuple[Role, int | None], list[int]] = defaultdict(list)
    for member in members:
        by_place[member.role, member.opd].append(member.person)
    assessments = {one.assessment: one for one in owing}
    found = [
        reminder
        for one in assessments.values()
        for rule in policy.rules
        for reminder in _of_rule(policy, rule, check, one, by_place)
        if reminder.key not in history.keys
    ]
    found += _queues(policy, check, assessments.values(), history)
    found += _put_off(policy, check, assessments, history)
    return [_held(policy, check, one, history) for one in _merged(found)]


def _of_rule(
    policy: Policy,
    rule: Rule,
    check: DailyCheck,
    one: ReminderCase,
    by_place: Mapping[tuple[Role, int | None], list[int]],
) -> Iterator[Reminder]:
    if rule.shift is not Shift.STAYS and not check.working:
        return
    people = by_place.get((rule.to, one.opd), ()) or by_place.get((rule.to, None), ())
    for subject, start, until in _starts(rule, one):
        if rule.start is StartingPoint.DUE and not rule.days and before_work(until, policy):
            day = last_morning(until, check.days_off, check.working_days)  # its own morning would be too late
        else:
            day = planned(rule, start, check.days_off, check.working_days)
        if not check.holds(day) or _too_early(policy, rule, check, one, day) or _too_late(rule, check, one):
            continue
        for person in dict.fromkeys(people):
            if one.owes(rule.about, person):
                yield Reminder(subject, one.assessment, person, rule.slug, until, rule.about, rule.rank)


def _starts(rule: Rule, one: ReminderCase) -> Iterator[tuple[str, date, datetime]]:
    """For each subject of the rule: the subject, the day the rule counts from, and the instant that is due."""
    subject = subject_of(one.assessment)
    match rule.start:
        case StartingPoint.DUE:
            yield subject, one.due.date(), one.due
        case StartingPoint.RETURN:
            for item in one.returned:
                yield f"{subject}:{item.variable}", item.at.date(), item.due
        case StartingPoint.REPAIR_DUE:
            for item in one.returned:
                yield f"{subject}:{item.variable}", last_day(item.due), item.due
        case StartingPoint.ACTION_DUE:
            for action in one.actions:
                yield f"{subject}:{action.variable}", last_day(action.due), action.due
        case StartingPoint.MORNING | StartingPoint.OPENING:
            return


def _queues(policy: Policy, check: DailyCheck, cases: Iterable[ReminderCase], history: History) -> Iterator[Reminder]:
    """One reminder for each person for whom something waits; it stands for all that waits for them when it leaves. A
    morning that has passed is not made up for.
    """
    rule = policy.rule(QUEUE)
    if rule is None or not check.working:
        return
    morning = datetime.combine(check.today, policy.begins, check.now.tzinfo)
    longest: dict[int, ReminderCase] = {}
    for one in cases:
        for person, since in one.judges.items() if one.opens <= check.now else ():
            if person not in longest or since < longest[person].judges[person]:
                longest[person] = one
    for person, one in sorted(longest.items()):
        found = Reminder(f"queue:{one.pemda}", one.assessment, person, rule.slug, morning, rule.about, rule.rank)
        if found.key not in history.keys:
            yield found


def _opening(policy: Policy, one: ReminderCase) -> date:
    """The first day whose reminders are sent after the opening."""
    later = one.opens.time() > policy.begins
    return one.opens.date() + timedelta(days=int(later))


def _too_early(policy: Policy, rule: Rule, check: DailyCheck, one: ReminderCase, day: date) -> bool:
    """Whether the day is before the opening, or the same day, so that the announcement of the opening replaces the
    reminder.
    """
    if one.opens > check.now:
        return True
    if rule.start is not StartingPoint.DUE or rule.shift is Shift.STAYS:
        return False
    return day <= working_day_from(_opening(policy, one), check.days_off, check.working_days)


def _too_late(rule: Rule, check: DailyCheck, one: ReminderCase) -> bool:
    """Whether the rule belongs before the due instant, which has passed."""
    return rule.start is StartingPoint.DUE and rule.days <= 0 and check.now >= one.due


def _put_off(
    policy: Policy, check: DailyCheck, assessments: Mapping[int, ReminderCase], history: History
) -> Iterator[Reminder]:
    """Reminders put off until today that are still owed by the same instant. Void ones must not suppress new ones."""
    for item in history.put_off if check.working else ():
        one = assessments.get(item.assessment)
        if one is None or not one.owes(item.about, item.person) or not stands(item.rule, one, item.due):
            continue
        rule = policy.rule(item.rule)
        rank = rule.rank if rule else 0
        yield Reminder(item.subject, one.assessment, item.person, item.rule, item.due, item.about, rank, row=item.row)


def _merged(found: list[Reminder]) -> Iterator[Reminder]:
    """Of several reminders to one person about the same thing, only the most urgent speaks."""
    groups: dict[tuple[int, int, Duty], list[Reminder]] = defaultdict(list)
    for one in found:
        groups[one.person, one.assessment, one.about].append(one)
    for group in groups.values():
        first, *rest = sorted(group, key=lambda one: (-one.rank, one.due, one.subject))
        yield first
        yield from (replace(one, speaks=False) for one in rest)


def _held(policy: Policy, check: DailyCheck, one: Reminder, history: History) -> Reminder:
    """Nobody is reminded twice within the gap, or more often than the cap. Only the last two days are always said."""
    rule = policy.rule(one.rule)
    if not one.speaks or (rule is not None and rule.shift is Shift.STAYS):
        return one
    if history.counts.get((one.assessment, one.person, one.due), 0) >= policy.cap:
        return replace(one, speaks=False)
    if one.about is Duty.QUEUE and one.person in history.queues:
        return replace(one, speaks=False)  # that message held all that waits, of every Pemda
    told = history.told.get(one.person)
    if told is None or (check.today - told).days >= policy.gap:
        return one
    if told == check.today and one.assessment in history.about.get(one.person, ()):
        return replace(one, speaks=False)
    return replace(one, wait=True)
