"""Says which Pemda, period and OPD a screen, a notice or a line is about, where a person has several."""

from dataclasses import replace

from bot.flows.base import State, Step
from bot.flows.contact import gate, going
from bot.flows.states.contact import OfAssessment
from bot.flows.states.pemda import OfPemda
from bot.flows.states.review import OfDossier
from bot.texts import common
from core.assessment.model import Period
from core.effects import Effect, Tell, TellOpds, TellRole
from core.effects.review import SendAllEvidence, TellJudges, TellTeam
from core.facts import Facts
from core.fit import fit
from core.screen import Notice, Screen


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
    if not period:
        return step
    return replace(step, effects=tuple(_saying(order, period) for order in step.effects))


def _saying(order: Effect, period: str) -> Effect:
    """The order with the period in its notices."""
    match order:
        case Tell() | TellRole() | TellJudges() | TellTeam() | SendAllEvidence():
            return replace(order, notice=_of(order.notice, period))
        case TellOpds():
            return replace(order, notices=tuple((opd, _of(notice, period)) for opd, notice in order.notices))
    return order


def _of(notice: Notice, period: str) -> Notice:
    return replace(notice, text=common.of_period(notice.text, period))


def placed(drawn: Screen, state: State, facts: Facts) -> Screen:
    """The screen of a coordinator under the name of its Pemda, and of its period."""
    return with_pemda(_with_own_period(drawn, state, facts), state, facts)


def _with_own_period(drawn: Screen, state: State, facts: Facts) -> Screen:
    period = _chosen_period(state, facts)
    return replace(drawn, text=fit(common.of_period(drawn.text, period))) if period else drawn


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


def _period_of(after: State, before: State | None, facts: Facts) -> str:
    """The period in which somebody fills in or judges, or that a coordinator chose, where there are several; "" where
    that is not what the step is about.
    """
    if before is not None and (chosen := _chosen_period(before, facts)):
        return chosen
    if isinstance(after, OfDossier) or isinstance(before, OfDossier):
        d = facts.review.dossier if facts.review else None
        return _several(d.period) if d is not None else ""
    about = isinstance(after, OfAssessment) or isinstance(before, OfAssessment)
    return _several(facts.assessment.period) if about and facts.assessment is not None else ""


def _several(period: Period) -> str:
    return period.name if period.several else ""


def _chosen_period(state: State, facts: Facts) -> str:
    """The open period that a coordinator's page is about, where it was chosen among several."""
    admin = facts.admin
    inside = isinstance(state, OfPemda) and state.IN_PERIOD and admin is not None and admin.within == state.within != 0
    return admin.period.name if inside and admin is not None and admin.period is not None else ""


def _pemda_of(state: State | None, facts: Facts) -> str:
    """The Pemda of a coordinator's screen, escaped, for people with roles in several; else ""."""
    several = len({held.pemda_id for held in facts.memberships}) > 1
    pemda = state.wish().pemda if state is not None and several else None
    name = facts.pemdas.get(pemda, "") if pemda is not None else ""
    return common.named(name, 60)
