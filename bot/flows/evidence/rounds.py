"""The table of a finished round of another instrument, offered as evidence with one tap."""

from bot.flows.base import Step
from bot.flows.contact import going
from bot.texts.evidence import documents, screens as evidence
from core.assessment.model import Assessment
from core.assessment.rounds import Round
from core.effects import AttachMonitoring
from core.facts import Facts
from core.screen import Button, button


def offered(a: Assessment, code: str) -> Round | None:
    """The newest one that is evidence of this level and not used here yet."""
    here = {item.name for item in a.evidence_of(code)}
    fits = (one for one in a.rounds if a.level(code) in one.instrument.proven_levels(a.instrument, code))
    return next((one for one in fits if one.file not in here), None)


def way(a: Assessment, code: str) -> tuple[Button, ...]:
    one = offered(a, code)
    return (button(evidence.use(one.file), "monitoring", one.period),) if one else ()


def take(code: str, number: int, facts: Facts, a: Assessment) -> Step | None:
    """The step of [Pakai …]; None where it is not offered any more."""
    one = offered(a, code)
    if one is None or one.period != number:
        return None
    order, toast = AttachMonitoring(a.id, code, one.period), documents.taken(one.file, code)
    return going.onward(facts, a, code, (order,), toast=toast, evidence_for=code)
