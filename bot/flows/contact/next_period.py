"""A contact stands in a period that is over while the next one is open: what came in is offered there.

Nothing is stored by itself, because words about one year may not hold for the next.
"""

from dataclasses import replace

from bot.flows.base import Step
from bot.flows.contact import going
from bot.flows.contact.refusing import Reason, name_of, refuse
from bot.flows.events import File, Text
from bot.flows.states.contact import Browsing, Sorting
from bot.texts.contact import next_period as texts
from bot.texts.contact.attach import not_taken
from bot.texts.evidence import refusals
from core import typed
from core.assessment.model import OPEN_FOR_ANSWERS, Assessment
from core.facts import Choice, Facts
from core.people.roles import Role
from core.screen import Button, steady


def newer(facts: Facts, a: Assessment) -> Choice | None:
    """The same OPD in the period of this instrument that is open now, if this one is over and the person fills in."""
    found = (item for item in facts.choices if item.opd == a.opd.id and item.role is Role.CONTACT)
    found = (item for item in found if item.instrument == a.instrument.id)
    return next((item for item in found if item.assessment != a.id), None) if a.over else None


def to_newer(facts: Facts, a: Assessment) -> tuple[Button, ...]:
    """The way into the open period."""
    one = newer(facts, a)
    return (steady(texts.open_period(one.name), "receipt", one.assessment),) if one else ()


def why(one: Choice, a: Assessment) -> str:
    """Which period is over, and which is open."""
    return texts.over(a.period.name, one.name)


def offered(event: File | Text, one: Choice, facts: Facts, a: Assessment) -> Step:
    """The step for what came too late: words wait for the choice of a variable of the open period; a file is named, to
    be sent again there.
    """
    if isinstance(event, File):
        reason = Reason(not_taken(name_of(event), f"{why(one, a)} {_again(one)}".rstrip()), refusals.WHY_LOCKED)
        return _apart(refuse(Step(going.arrived(one)), event, facts, a, reason))
    words = event.text.strip()
    if one.status not in OPEN_FOR_ANSWERS or typed.is_empty(words) or typed.numeral(words) is not None:
        return _apart(Step(going.arrived(one), banner=why(one, a)))
    held = Sorting(one.assessment, "", words, event.message_id, Browsing.__name__, links=event.found.links)
    return _apart(Step(held, banner=why(one, a)))


def _again(one: Choice) -> str:
    return texts.SEND_AGAIN if one.status in OPEN_FOR_ANSWERS else ""


def _apart(step: Step) -> Step:
    """Later files belong to no variable yet, least of all to that of the period before."""
    return replace(step, evidence_for=None)
