"""A situational period about one line of a register, as one service after a complaint: its dates, then its preview."""

from dataclasses import replace

from bot.flows.base import Step
from bot.flows.events import Event, Tap
from bot.flows.kit.coordinator import coordinator_flow
from bot.flows.kit.outside import by_buttons
from bot.flows.periods.day import AHEAD, may_add, picking
from bot.flows.states.coordinator import Purpose
from bot.flows.states.registers import ShowingLine, StartingRound
from bot.texts.periods import situational as texts
from core.assessment.subjects import Subject
from core.facts import AdminFacts, Facts
from core.pemda.periods import PeriodKind
from core.screen import Screen, button


def _line(state: StartingRound, facts: Facts) -> Subject | None:
    """The line, while it is in use."""
    register = facts.register.own if facts.register else None
    found = register.line(state.line) if register else None
    return found if found is not None and not found.retired else None


def step(state: StartingRound, event: Event, admin: AdminFacts, facts: Facts) -> Step:
    back, one = ShowingLine(state.pemda, state.opd, state.instrument, state.line), _line(state, facts)
    match event:
        case Tap(item="back"):
            return Step(back)
        case Tap(item="due") if one is None:
            return Step(back)
        case Tap(item="due") if one is not None and may_add(admin):
            opened = picking(Purpose.NEW_DUE, facts.now.date() + AHEAD, admin, facts)
            opened = replace(opened, instrument=state.instrument, kind=PeriodKind.SITUATIONAL.value)
            return Step(replace(opened, chosen=(state.opd,), subjects=(one.id,), about=one.name))
        case _:
            return by_buttons(state, event)


def screen(state: StartingRound, admin: AdminFacts, facts: Facts) -> Screen:
    register, one = facts.register.own if facts.register else None, _line(state, facts)
    back = button(texts.BACK, "back")
    if register is None or one is None:
        return Screen(texts.GONE, ((back,),))
    return Screen(texts.asked(register.kind, one.name, register.short), ((button(texts.DUE, "due"),), (back,)))


FLOW = coordinator_flow(states=(StartingRound,), step=step, screen=screen, record=texts.RECORD)
