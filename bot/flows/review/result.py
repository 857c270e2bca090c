"""The end of an OPD's review: the drafts are read once more, fixed, and announced."""

from datetime import datetime

from bot.flows.base import Flow, Step
from bot.flows.events import Event, Tap
from bot.flows.kit.outside import by_buttons
from bot.flows.kit.rows import in_rows
from bot.flows.review import judging, queue as review
from bot.flows.states.review import Concluded, Concluding, Judging, OfDossier, Queueing
from bot.texts.answers import repair
from bot.texts.people import join
from bot.texts.results import region
from bot.texts.review import queue as words, result as texts
from core.deadlines import repair_due
from core.effects import TellRole
from core.effects.review import FixVerdicts
from core.facts import Facts
from core.fit import fit
from core.people.roles import Role
from core.review.facts import Card, Dossier, ReviewFacts
from core.screen import Notice, Rows, Screen, button, escape, steady

_NAMED = 6
"""With more variables than this, the buttons show only codes."""


def step(state: Concluding | Concluded, event: Event, facts: Facts) -> Step:
    d, found = judging.dossier_of(state, facts), facts.review
    match event:
        case Tap(item="queue"):
            return Step(Queueing(state.desk, state.stage))
        case _ if isinstance(state, Concluded):
            return by_buttons(state, event)
        case _ if d is None or found is None or not d.cards:
            return judging.lost(state, event, facts)
        case Tap(item="fix"):
            return _fix(state, d, found, facts)
        case Tap(parts=("card", code)) if d.card(code):
            return Step(Judging(state.desk, state.stage, d.assessment, code))
        case _:
            return by_buttons(state, event)


def _fix(state: OfDossier, d: Dossier, found: ReviewFacts, facts: Facts) -> Step:
    if d.left:
        return Step(state, toast=texts.left(d.left))
    returned = [one for one in d.cards if one.draft and one.draft.level is None]
    if returned and not d.returnable:
        return Step(state, toast=texts.NOT_NOW)
    due, notice = None, None
    told: tuple[TellRole, ...] = ()
    if returned:
        period = d.period
        due = repair_due(facts.now, period.due, period.verification_due, found.days_off, found.working_days)
        notice = returned_notice(d, returned, due, facts.zone_label)
        told = (_told_head(d, returned, due, facts.zone_label),)
    fix = FixVerdicts(d.assessment, d.stage, due, notice, finished_notice(d) if d.awaited else None)
    return Step(Concluded(state.desk, state.stage, d.assessment), (fix, *told), toast=texts.fixed(d.opd.short))


def finished_notice(d: Dossier) -> Notice:
    """The notice to the coordinators when a result that they wait for is complete."""
    way = steady(region.manage(d.period.name), "results", d.period.id, d.pemda)
    return Notice(texts.finished(d), ((way,),))


def returned_notice(d: Dossier, returned: list[Card], due: datetime, zone: str) -> Notice:
    """The notice to the contacts of an OPD, with a button to each returned variable."""
    several = len(returned) > _NAMED
    ways = [
        steady(one.variable if several else repair.repair(one.variable), "open", d.assessment, one.variable)
        for one in returned
    ]
    return Notice(fit(texts.returned(d, returned, due, zone)), in_rows(ways, 6 if several else 2))


def _told_head(d: Dossier, returned: list[Card], due: datetime, zone: str) -> TellRole:
    """The notice to the head of the OPD, who may have approved what comes back. There is nothing for them to do."""
    words = texts.returned_to_head(d, returned, due, zone)
    see = steady(join.OPEN_APPROVAL, "approve", d.assessment)
    return TellRole(d.pemda, Role.HEAD, Notice(words, ((see,),)), d.opd.id)


def screen(state: Concluding | Concluded, facts: Facts) -> Screen:
    d, found = judging.dossier_of(state, facts), facts.review
    queue = (button(words.OPEN_QUEUE, "queue"),)
    if d is None or found is None:
        return Screen(words.NOTHING_HERE, (queue,))
    if isinstance(state, Concluded):
        rows = (*review.next_case(found, d.assessment), queue)
        return Screen(fit(texts.concluded(found.desk, d, facts.zone_label)), rows)
    if not d.cards:
        return Screen(escape(review.why_nothing(d)), (queue,))
    return Screen(fit(texts.concluding(found.desk, d)), (*_ways(d), queue))


def _ways(d: Dossier) -> Rows:
    """Buttons to what is still open; when nothing is, to the end and to each variable."""
    if d.left:
        return in_rows([button(texts.judge(code), "card", code) for code in d.left[:6]], 2)
    several = len(d.cards) > _NAMED
    ways = [button(one.variable if several else texts.change(one.variable), "card", one.variable) for one in d.cards]
    return ((button(texts.FIX, "fix"),), *in_rows(ways, 6 if several else 2))


def record(state: Concluding | Concluded, facts: Facts) -> str:
    d = judging.dossier_of(state, facts)
    if d is None:
        return words.RECORD
    return texts.record(d, d.fixed, facts.zone_label) if isinstance(state, Concluded) else texts.record_drafts(d)


FLOW: Flow[Concluding | Concluded] = Flow(states=(Concluding, Concluded), step=step, screen=screen, record=record)
