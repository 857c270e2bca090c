"""The team's queue (/periksa), and buttons anywhere that lead to something to be judged."""

from collections.abc import Sequence
from dataclasses import replace

from bot.flows.base import Flow, Opener, State, Step
from bot.flows.events import Event, Tap
from bot.flows.kit.lists import in_list
from bot.flows.kit.outside import by_buttons, stay
from bot.flows.kit.paging import number_of, page_of
from bot.flows.kit.rows import in_rows
from bot.flows.states.review import Concluding, Judging, OfReview, Queueing
from bot.texts import common
from bot.texts.people import help
from bot.texts.review import queue as review
from core.assessment.model import PeriodStatus, Status
from core.deadlines import working_days_since
from core.effects import Effect, Tell
from core.effects.review import ClaimReview, TakeOver
from core.facts import Facts
from core.pemda.naming import TIE
from core.people.roles import Role
from core.review.facts import Desk, Dossier, QueueLine, ReviewFacts
from core.review.rules import CLAIM, STALE
from core.review.verdicts import Stage
from core.screen import Button, Notice, Rows, Screen, steady

WHOLE = "whole"
_PAGE = 6
_WIDE_PAGE = 3
"""OPD that are named with their period or Pemda have a row each."""
_TEAM = (Role.VERIFIER, Role.PROVINCE, Role.COORDINATOR)


def open_queue(event: Event, state: State | None, facts: Facts) -> Step:
    """/periksa: what this person may judge, at their first desk or at the present one."""
    if not facts.holds(*_TEAM):
        return stay(state, banner=help.not_yours("periksa", (Role.VERIFIER, Role.PROVINCE)))
    return Step(Queueing(state.desk, state.stage) if isinstance(state, OfReview) else Queueing())


def open_desk(event: Event, state: State | None, facts: Facts) -> Step:
    """ "queue", "queue:<pemda>", "queue:<pemda>:<stage>"."""
    if not facts.holds(*_TEAM):
        return stay(state, toast=review.NOT_TEAM)
    _, *rest = event.parts if isinstance(event, Tap) else ("",)
    desk, stage = (*rest, "", "")[:2]
    return Step(Queueing(number_of(desk) or 0, stage if stage in [one.value for one in Stage] else ""))


def open_case(event: Event, state: State | None, facts: Facts) -> Step:
    """ "review:<assessment>", followed by a variable, and by WHOLE where its explanation is to be read to its end."""
    found, d = facts.review, facts.review.dossier if facts.review else None
    if found is None:
        return stay(state, toast=review.NOT_TEAM)
    if d is None:
        return stay(state, toast=review.own(found.own) if found.own else review.NOTHING_HERE)
    code, *reads = event.parts[2:] if isinstance(event, Tap) and len(event.parts) > 2 else ("",)
    entered = enter(d, facts, code)
    if reads == [WHOLE] and isinstance(entered.state, Judging):
        return replace(entered, state=replace(entered.state, whole=True))
    return entered


def take_over(event: Event, state: State | None, facts: Facts) -> Step:
    """ "takeover:<assessment>": makes a colleague's task one's own; the colleague is told."""
    d = facts.review.dossier if facts.review else None
    if d is None or d.holder is None:
        return open_case(event, state, facts)
    who = common.whoever(facts.person)
    told = Notice(review.taken_from(d.opd.short, who, facts.now, facts.zone_label))
    orders = (TakeOver(d.assessment, d.stage), Tell((d.holder.person,), told, d.pemda))
    return Step(Judging(d.pemda, d.stage.value, d.assessment), orders, toast=review.taken(d.opd.short))


def enter(d: Dossier, facts: Facts, code: str = "") -> Step:
    """A variable of an OPD, which becomes this person's task; the drafts when every variable has one."""
    here = (d.pemda, d.stage.value)
    if not d.cards and d.holder:
        until = d.holder.until.astimezone(facts.now.tzinfo)
        toast = review.busy(d.opd.short, d.holder.name, until, facts.zone_label)
        return Step(Queueing(*here, busy=d.assessment), toast=toast)
    if not d.cards:
        return Step(Queueing(*here), toast=why_nothing(d))
    claim, toast = claiming(d, facts)
    to = code if d.card(code) else next(iter(d.left), "")
    arrived: State = Judging(*here, d.assessment, to) if to else Concluding(*here, d.assessment)
    return Step(arrived, claim, toast=toast)


def why_nothing(d: Dossier | None) -> str:
    """Why this person may judge nothing of an OPD. Not escaped."""
    if d is not None and d.status is Status.FINAL:
        return review.final(d.opd.short)
    if d is not None and d.period.status is PeriodStatus.ARCHIVED:
        return review.ARCHIVED
    if d is not None and d.stage is Stage.PROVINCE and d.status is not Status.VERIFIED:
        return review.REGION_FIRST
    return review.NOTHING_HERE


def claiming(d: Dossier, facts: Facts) -> tuple[tuple[Effect, ...], str]:
    """The order that makes an OPD this person's task, and a sentence about it; nothing if it is already."""
    if d.until is not None and d.until > facts.now:
        return (), ""
    toast = review.claimed(d.opd.short, facts.now + CLAIM, facts.zone_label)
    return (ClaimReview(d.assessment, d.stage),), toast


def step(state: Queueing, event: Event, facts: Facts) -> Step:
    match event:
        case Tap(parts=("page", _)):
            return in_list(replace(state, busy=0), event)
        case _:
            return by_buttons(state, event)


def screen(state: Queueing, facts: Facts) -> Screen:
    found = facts.review
    if found is None:
        return Screen(review.GONE, ((steady(review.GO_ON, "resume"),),))
    names = [line.opd_short for line in found.queue]
    wide = any(TIE in name for name in names)
    page = page_of(found.queue, state.page, _WIDE_PAGE if wide else _PAGE)
    late = sum(not line.holder and _age(line, found, facts) > STALE for line in found.queue)
    shown = [(line, _age(line, found, facts)) for line in page.items]
    text = review.queue(found, shown, late, facts.zone_label)
    examine = in_rows([_examine(line, names) for line in page.items], 1 if wide else 2)
    busy = [line for line in found.queue if line.assessment == state.busy and line.holder]
    rows: Rows = tuple((steady(review.take_over(line.opd_short, names), "takeover", line.assessment),) for line in busy)
    return Screen(text, (*rows, *examine, *page.turner, *_other_desk(found)))


def _age(line: QueueLine, found: ReviewFacts, facts: Facts) -> int:
    return working_days_since(line.since.date(), facts.now.date(), found.days_off, found.working_days)


def _examine(line: QueueLine, among: Sequence[str] = ()) -> Button:
    return steady(review.examine(line.opd_short, among), "review", line.assessment)


def next_case(found: ReviewFacts, besides: int) -> Rows:
    """The OPD that has waited longest and that nobody is judging."""
    free = [line for line in found.queue if line.assessment != besides and not line.holder]
    return tuple((_examine(line),) for line in free[:1])


def _other_desk(found: ReviewFacts) -> Rows:
    """To the next desk of a person with several; the last one is followed by the first."""
    if len(found.desks) < 2:
        return ()
    place = found.desks.index(found.desk)
    following: Desk = found.desks[(place + 1) % len(found.desks)]
    label = review.other_desk((place + 1) % len(found.desks) + 1, len(found.desks))
    return ((steady(label, "queue", following.pemda, following.stage.value),),)


FLOW = Flow(
    states=(Queueing,),
    step=step,
    screen=screen,
    record=review.RECORD,
    commands={"periksa": open_queue},
    openers={
        "queue": Opener(open_desk),
        "review": Opener(open_case, "review"),
        "takeover": Opener(take_over, "review"),
    },
)
