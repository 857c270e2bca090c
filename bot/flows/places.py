"""Says which Pemda, period and OPD a screen, a notice or a line is about, where a person has several."""

from dataclasses import replace

from bot.flows.base import State, Step
from bot.flows.contact import gate, going
from bot.flows.states.contact import OfAssessment
from bot.flows.states.review import OfDossier
from bot.texts import common
from core.assessment.model import Period
from core.effects import Tell, TellRole
from core.effects.review import SendAllEvidence, TellJudges, TellTeam
from core.facts import Facts
from core.fit import fit
from core.screen import Screen


def with_place(step: Step, facts: Facts) -> Step:
    """The step whose line says where something went that belongs to an assessment left meanwhile: what was edited, the
    rest of an album.
    """
    a, here = facts.assessment, isinstance(step.state, OfAssessment)
    if not step.banner or facts.belongs is None or a is None or (here and going.is_about(step.state, a)):
        return step
    where = gate.place(facts, a)
    return replace(step, banner=f"{where}: {step.banner}") if where else step


def with_period(step: Step, state: State | None, facts: Facts) -> Step:
    """The step whose notices say which period they are about, where the Pemda has several."""
    period = _period_of(step.state, state, facts)
    if period is None or not period.several:
        return step
    effects = tuple(
        replace(order, notice=replace(order.notice, text=common.of_period(order.notice.text, period.name)))
        if isinstance(order, Tell | TellRole | TellJudges | TellTeam | SendAllEvidence)
        else order
        for order in step.effects
    )
    return replace(step, effects=effects)


def with_pemda(drawn: Screen, state: State, facts: Facts) -> Screen:
    """The screen of a coordinator under the name of its Pemda."""
    pemda = _pemda_of(state, facts)
    if not pemda or pemda in drawn.text:
        return drawn
    return replace(drawn, text=fit(f"<i>{pemda}</i>\n{drawn.text}"))


def beside(line: str, state: State | None, facts: Facts) -> str:
    """The line of a screen that is left for one of another OPD."""
    a = facts.assessment
    where = gate.place(facts, a) if a is not None and state is not None and going.is_about(state, a) else ""
    named = a is not None and a.period.several and a.period.name in line
    return line if not where or where in line or named else f"{line} · {where}"


def line(line: str, state: State | None, facts: Facts) -> str:
    """The line of a screen that is left, with the period and the Pemda where there are several; "" stays ""."""
    a = facts.assessment
    about = a is not None and isinstance(state, OfAssessment) and going.is_about(state, a)
    if line and a is not None and about and a.period.several and a.period.name not in line:
        line = f"{line} · {gate.place(facts, a)}"
    pemda = _pemda_of(state, facts)
    return f"{line} · {pemda}" if line and pemda and pemda not in line else line


def _period_of(after: State, before: State | None, facts: Facts) -> Period | None:
    """The period in which somebody fills in or judges; None where that is not what the step is about."""
    if isinstance(after, OfDossier) or isinstance(before, OfDossier):
        d = facts.review.dossier if facts.review else None
        return d.period if d is not None else None
    about = isinstance(after, OfAssessment) or isinstance(before, OfAssessment)
    return facts.assessment.period if about and facts.assessment is not None else None


def _pemda_of(state: State | None, facts: Facts) -> str:
    """The Pemda of a coordinator's screen, escaped, for people with roles in several; else ""."""
    several = len({held.pemda_id for held in facts.memberships}) > 1
    pemda = state.wish().pemda if state is not None and several else None
    name = facts.pemdas.get(pemda, "") if pemda is not None else ""
    return common.named(name, 60)
