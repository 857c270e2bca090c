"""The policy of reminders: days, merging, holding back; laws over any world (hypothesis)."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings, strategies as st

from core.assessment.model import Approval, Status
from core.people.roles import Role
from core.reminders.check import DailyCheck, History, PutOff, Reminder
from core.reminders.due import due, next_day, opening, planned, pressed
from core.reminders.policy import NOW, POLICY, Duty, Member, ReminderCase, Returned, Shift, about_of

WITA = ZoneInfo("Asia/Makassar")
DUE = datetime(2026, 12, 14, 16, 0, tzinfo=WITA)  # a Monday
OPENS = datetime(2026, 11, 2, 0, 0, tzinfo=WITA)
OFF = frozenset({date(2026, 12, 25), date(2026, 12, 24)})
ANI, DODI, HASAN, CITRA, BUDI = 1, 2, 3, 4, 5
MEMBERS = (
    Member(ANI, Role.CONTACT, 10),
    Member(DODI, Role.CONTACT, 10),
    Member(HASAN, Role.HEAD, 10),
    Member(CITRA, Role.COORDINATOR),
    Member(BUDI, Role.VERIFIER),
)


def owing(**more: object) -> ReminderCase:
    base = ReminderCase(1, 1, 10, "Dinas Kesehatan", "Dinkes", "", "2026", Status.DRAFT, Approval.NONE, OPENS, DUE, 11)
    return replace(base, **more)  # type: ignore[arg-type]


def at(day: int, month: int = 12, hour: int = 8, minute: int = 30) -> datetime:
    return datetime(2026 if month > 6 else 2027, month, day, hour, minute, tzinfo=WITA)


def check(now: datetime, through: date | None = None) -> DailyCheck:
    return DailyCheck(now, OFF, 5, through)


def said(found: list[Reminder], person: int = ANI) -> list[str]:
    return [one.rule for one in found if one.person == person and one.speaks and not one.wait]


def rules(now: datetime, one: ReminderCase, person: int = ANI, through: date | None = None) -> list[str]:
    return said(due(POLICY, check(now, through), [one], MEMBERS, History()), person)


@pytest.mark.parametrize(
    ("now", "rule"),
    [
        (at(13, 11), ["due-30"]),  # Saturday 14: the working day before
        (at(14, 11), []),
        (at(30, 11), ["due-14"]),
        (at(11), ["due-3"]),
        (at(12), []),
        (at(13), ["due-1"]),  # a Sunday
        (at(14), ["due+0"]),
        (at(15), ["due+1"]),
        (at(17), ["due+3"]),
        (at(21), ["due+7"]),
    ],
)
def test_the_ladder_of_a_contact(now: datetime, rule: list[str]) -> None:
    assert rules(now, owing()) == rule


@pytest.mark.parametrize(("working_days", "day"), [(5, date(2026, 12, 18)), (6, date(2026, 12, 19))])
def test_six_working_days_move_less(working_days: int, day: date) -> None:
    rule = POLICY.rule("due-30")
    assert rule is not None
    start = date(2027, 1, 19)  # 30 days later than Sunday 20 December
    assert planned(rule, start, OFF, working_days) == day


@pytest.mark.parametrize(
    ("status", "more", "person", "rule"),
    [
        (Status.SUBMITTED, {}, ANI, []),
        (Status.IN_REVIEW, {}, ANI, []),
        (Status.VERIFIED, {}, ANI, []),
        (Status.AWAITING_HEAD, {"approval": Approval.LETTER}, ANI, ["due-3"]),
        (Status.AWAITING_HEAD, {"approval": Approval.IN_BOT}, ANI, []),
        (Status.AWAITING_HEAD, {"approval": Approval.IN_BOT}, HASAN, ["approval-3"]),
        (Status.DRAFT, {}, HASAN, ["guidance-3"]),
        (Status.NOT_STARTED, {}, CITRA, []),
    ],
)
def test_whose_turn_it_is(status: Status, more: dict[str, object], person: int, rule: list[str]) -> None:
    assert rules(at(11), owing(status=status, **more), person) == rule


def test_the_coordinator_hears_of_who_is_a_week_late() -> None:
    assert rules(at(21), owing(), CITRA) == ["overdue+7"]
    assert rules(at(21), owing(status=Status.SUBMITTED), CITRA) == []


def test_returned_variables_each_from_their_own_return() -> None:
    until = at(5, 1, 16, 0)
    one = owing(
        status=Status.RETURNED,
        returned=(Returned("V04", "", at(21), until), Returned("V11", "", at(22), until)),
    )
    assert rules(at(23), one) == ["return+2"]
    assert rules(at(28), one) == ["return+5"]  # Saturday 26 and Sunday 27 moved: both on Monday, one speaks
    assert rules(at(28), replace(one, returned=())) == []
    assert [rules(at(day, 1), one) for day in (5, 6, 7)] == [[], ["repair+1"], []]
    assert rules(at(6, 1), one, CITRA) == ["unrepaired+1"]


def test_a_verifier_hears_of_the_queue_each_working_morning_once() -> None:
    one = owing(status=Status.SUBMITTED, judges={BUDI: at(7)})
    assert [rules(at(day), one, BUDI) for day in (10, 11, 12, 13, 14)] == [["queue"], ["queue"], [], [], ["queue"]]
    assert rules(at(11), replace(one, judges={}), BUDI) == []
    both = [replace(one, assessment=2, judges={BUDI: at(8)}), one]
    found = due(POLICY, check(at(10), date(2026, 12, 1)), both, MEMBERS, History())
    assert [(reminder.assessment, reminder.due) for reminder in found if reminder.person == BUDI] == [(1, at(10))]


def test_a_verifier_in_two_pemda_hears_of_both_queues_in_one_message() -> None:
    one = owing(status=Status.SUBMITTED, judges={BUDI: at(7)})
    told = History(told={BUDI: date(2026, 12, 10)}, queues=frozenset({BUDI}))
    (found,) = due(POLICY, check(at(10)), [one], MEMBERS, told)
    assert not found.speaks


@pytest.mark.parametrize("hour", [0, 7, 8])
def test_what_is_due_before_work_begins_is_reminded_of_on_the_last_working_morning(hour: int) -> None:
    monday = owing(due=at(14, hour=hour, minute=0))
    assert [rules(at(day), monday) for day in (11, 12, 13, 14)] == [["due+0"], [], ["due-1"], []]
    tuesday = owing(due=at(15, hour=hour, minute=0))
    assert [rules(at(day), tuesday) for day in (11, 14, 15)] == [["due-3"], ["due+0"], []]
    assert rules(at(28), owing(due=at(28, hour=hour))) == []
    assert rules(at(23), owing(due=at(28, hour=hour))) == ["due+0"]  # 24 and 25 December are days off


def test_a_due_hour_after_work_has_begun_keeps_its_own_morning() -> None:
    assert [rules(at(day), owing(due=at(14, hour=8, minute=31))) for day in (11, 14)] == [["due-3"], ["due+0"]]


def test_what_falls_before_the_opening_is_not_made_up_for() -> None:
    late_opening = owing(opens=at(4, hour=10, minute=0))
    assert rules(at(7), late_opening, through=date(2026, 10, 1)) == []  # D-7 is the day the opening is told
    assert rules(at(11), late_opening, through=date(2026, 10, 1)) == ["due-3"]


def test_the_opening_is_told_to_those_who_have_not_begun() -> None:
    assert [one.person for one in opening([owing(status=Status.NOT_STARTED)], MEMBERS)] == [ANI, DODI]
    assert opening([owing()], MEMBERS) == []


def test_three_days_of_downtime_are_one_message_and_the_most_urgent_speaks() -> None:
    found = due(POLICY, check(at(18), date(2026, 12, 14)), [owing()], MEMBERS, History())
    mine = {one.rule: one.speaks for one in found if one.person == ANI}
    assert mine == {"due+1": False, "due+3": True}


def test_on_a_day_off_only_the_last_two_days_and_the_rest_waits() -> None:
    found = due(POLICY, check(at(13), date(2026, 12, 9)), [owing()], MEMBERS, History())
    assert {one.rule for one in found} == {"due-1"}
    monday = due(POLICY, check(at(14), date(2026, 12, 9)), [owing()], MEMBERS, History())
    assert {one.rule for one in monday if one.person == ANI} == {"due-3", "due-1", "due+0"}
    assert said(monday) == ["due+0"]


def test_nothing_before_the_due_instant_is_said_after_it() -> None:
    assert rules(at(14, hour=16, minute=0), owing()) == []


def test_an_extension_reminds_anew() -> None:
    longer = owing(due=DUE + timedelta(days=7))
    history = History(frozenset({("assessment:1", ANI, "due-7", DUE)}))
    assert said(due(POLICY, check(at(14)), [longer], MEMBERS, history)) == ["due-7"]


def test_who_was_told_today_waits_unless_it_is_about_the_same_or_the_last_days() -> None:
    about_another = History(told={ANI: date(2026, 12, 11)}, about={ANI: frozenset({2})})
    (held,) = [one for one in due(POLICY, check(at(11)), [owing()], MEMBERS, about_another) if one.person == ANI]
    assert (held.speaks, held.wait) == (True, True)
    about_the_same = replace(about_another, about={ANI: frozenset({1})})
    (merged,) = [one for one in due(POLICY, check(at(11)), [owing()], MEMBERS, about_the_same) if one.person == ANI]
    assert (merged.speaks, merged.wait) == (False, False)
    last = History(told={ANI: date(2026, 12, 13)}, about={ANI: frozenset({1})})
    assert said(due(POLICY, check(at(13)), [owing()], MEMBERS, last)) == ["due-1"]


def test_the_cap_holds_but_for_the_last_days() -> None:
    capped = History(counts={(1, ANI, DUE): POLICY.cap})
    assert said(due(POLICY, check(at(11)), [owing()], MEMBERS, capped)) == []
    assert said(due(POLICY, check(at(13)), [owing()], MEMBERS, capped)) == ["due-1"]


def test_what_was_put_off_comes_when_it_is_still_owed_and_nothing_newer_says_it() -> None:
    put_off = History(put_off=(PutOff(77, "assessment:1", 1, ANI, "due-7", DUE, Duty.FILLING),))
    (again,) = [one for one in due(POLICY, check(at(8)), [owing()], MEMBERS, put_off) if one.person == ANI]
    assert (again.row, again.speaks) == (77, True)
    assert due(POLICY, check(at(8)), [owing(status=Status.SUBMITTED)], MEMBERS, put_off) == []
    both = {
        one.rule: one.speaks for one in due(POLICY, check(at(11)), [owing()], MEMBERS, put_off) if one.person == ANI
    }
    assert both == {"due-3": True, "due-7": False}


def test_what_was_put_off_gives_way_when_more_time_was_given_meanwhile() -> None:
    longer = owing(due=DUE + timedelta(days=7))
    put_off = History(put_off=(PutOff(77, "assessment:1", 1, ANI, "due-3", DUE, Duty.FILLING),))
    assert said(due(POLICY, check(at(14)), [longer], MEMBERS, put_off)) == ["due-7"]


def test_what_was_put_off_about_a_return_gives_way_to_a_later_return() -> None:
    first, second = at(5, 1, 16, 0), at(8, 1, 16, 0)
    one = owing(status=Status.RETURNED, returned=(Returned("V04", "", at(28), second),))
    put_off = History(put_off=(PutOff(77, "assessment:1:V04", 1, ANI, "return+5", first, Duty.REPAIR),))
    assert said(due(POLICY, check(at(30)), [one], MEMBERS, put_off)) == ["return+2"]


def test_remind_now_goes_to_whose_turn_it_is() -> None:
    assert [one.person for one in pressed(owing(), MEMBERS, at(9))] == [ANI, DODI]
    waiting = owing(status=Status.AWAITING_HEAD, approval=Approval.IN_BOT)
    assert [one.person for one in pressed(waiting, MEMBERS, at(9))] == [HASAN]
    assert pressed(owing(status=Status.SUBMITTED), MEMBERS, at(9)) == []
    assert about_of(NOW, owing(status=Status.RETURNED)) is Duty.REPAIR
    assert about_of("a rule of another version", owing()) is None


# laws

DAYS = st.dates(date(2026, 10, 1), date(2027, 2, 28))
STATUSES = st.sampled_from(list(Status))


@st.composite
def worlds(draw: st.DrawFn) -> tuple[DailyCheck, list[ReminderCase], History]:
    opds = [
        owing(
            assessment=number,
            opd=draw(st.sampled_from([10, 11])),
            status=draw(STATUSES),
            approval=draw(st.sampled_from(list(Approval))),
            due=datetime.combine(draw(DAYS), DUE.timetz()),
            returned=tuple(
                Returned("V01", "", at(draw(st.integers(1, 28))), DUE) for _ in range(draw(st.integers(0, 1)))
            ),
            judges={BUDI: at(draw(st.integers(1, 28)))},
        )
        for number in range(1, draw(st.integers(1, 4)) + 1)
    ]
    off = frozenset(draw(st.sets(DAYS, max_size=30)))
    now = datetime.combine(draw(DAYS), OPENS.timetz()).replace(hour=8, minute=30)
    through = draw(st.none() | st.dates(now.date() - timedelta(days=20), now.date()))
    told = {person: now.date() - timedelta(days=draw(st.integers(0, 2))) for person in draw(st.sets(st.integers(1, 5)))}
    return DailyCheck(now, off, draw(st.sampled_from([5, 6])), through), opds, History(told=told)


@settings(max_examples=300)
@given(worlds())
def test_laws(world: tuple[DailyCheck, list[ReminderCase], History]) -> None:
    """Only to those who owe; on days off only the last two days; one speaks about a thing; nobody twice in the gap;
    looked at again, with these on record, nothing is left."""
    at_that_time, opds, history = world
    found = due(POLICY, at_that_time, opds, MEMBERS, history)
    by_number = {one.assessment: one for one in opds}
    for one in found:
        assert by_number[one.assessment].owes(one.about, one.person)
        assert by_number[one.assessment].opens <= at_that_time.now
        rule = POLICY.rule(one.rule)
        assert rule is not None
        if rule.shift is not Shift.STAYS:
            assert at_that_time.working
            if one.speaks and not one.wait:
                assert history.told.get(one.person) != at_that_time.today
    spoken = Counter((one.person, one.assessment, one.about) for one in found if one.speaks)
    assert set(spoken.values()) <= {1}
    assert len({one.key for one in found}) == len(found)
    again = replace(history, keys=frozenset(one.key for one in found))
    assert due(POLICY, at_that_time, opds, MEMBERS, again) == []


@settings(max_examples=200)
@given(DAYS, st.sets(DAYS, max_size=60), st.sampled_from([5, 6]))
def test_every_day_moves_to_a_working_day_the_right_way(start: date, off: set[date], working_days: int) -> None:
    for rule in POLICY.rules:
        day = planned(rule, start, off, working_days)
        wanted = start + timedelta(days=rule.days)
        if rule.shift is Shift.STAYS:
            assert day == wanted
            continue
        assert day.weekday() < working_days
        assert day not in off
        assert day <= wanted if rule.shift is Shift.EARLIER else day >= wanted


@settings(max_examples=100)
@given(st.lists(st.booleans(), min_size=90, max_size=90))
def test_whatever_days_the_bot_is_up_every_reminder_is_said_once_or_merged(up: list[bool]) -> None:
    """Ninety days, up or down at will: no key twice, at most one message a day, and what fell due before the last look
    is on record."""
    keys: set[tuple[str, int, str, datetime]] = set()
    through: date | None = date(2026, 11, 2)
    one = owing(opens=at(1, 11))
    for number, works in enumerate(up):
        now = at(3, 11) + timedelta(days=number)
        if not works:
            continue
        looked = DailyCheck(now, OFF, 5, through)
        found = [r for r in due(POLICY, looked, [one], MEMBERS, History(frozenset(keys))) if r.person == ANI]
        assert len([r for r in found if r.speaks]) <= 1
        assert not {r.key for r in found} & keys
        keys |= {r.key for r in found}
        through = looked.today if looked.working else through
        expected = {
            rule.slug
            for rule in POLICY.rules
            if rule.to is Role.CONTACT and rule.about is Duty.FILLING and rule.days > 0 and through is not None
            if planned(rule, DUE.date(), OFF) <= through
        }
        assert expected - {"opening"} <= {key[2] for key in keys}


def test_the_next_day_is_a_working_day() -> None:
    assert next_day(check(at(23))) == date(2026, 12, 28)
