"""Where the typed name of a button leads if the screen has no such button: help, menu, contents, past the variable."""

from bot.flows.base import State, Step
from bot.flows.contact import going
from bot.flows.review import judging
from bot.flows.states.contact import Browsing, OfAssessment, OfVariable
from bot.flows.states.coordinator import Administering
from bot.flows.states.review import Concluding, Judging
from bot.texts import by_name as texts
from core.assessment.model import Assessment
from core.facts import Facts
from core.people.roles import Role
from core.typed import Intent


def elsewhere(meant: Intent, state: State, facts: Facts, start: Step) -> Step:
    """Where such a name leads. `start` is the conversation begun anew."""
    a = facts.assessment
    if a is not None and isinstance(state, OfAssessment) and going.holds(facts, a, Role.CONTACT):
        return _of_contact(meant, state, facts, a)
    if meant is Intent.UNDO:
        undone = judging.undo_last(state, facts) if isinstance(state, Judging | Concluding) else None
        return undone or Step(state, banner=texts.leads_nowhere(meant, ""))
    if facts.admin is not None:
        start = Step(Administering(facts.admin.pemda_id))
    if start.state != state:
        return start
    place = texts.MENU if isinstance(state, Administering) else texts.FIRST
    return Step(state, banner=texts.leads_nowhere(meant, place))


def _of_contact(meant: Intent, state: OfAssessment, facts: Facts, a: Assessment) -> Step:
    if meant in (Intent.SKIP, Intent.GO_ON) and isinstance(state, OfVariable) and going.drafting(a):
        return going.skip(a, state.variable)
    if meant is Intent.UNDO:
        return Step(state, banner=texts.NOTHING_TO_UNDO)
    there = Browsing(a.id) if going.drafting(a) else going.home(facts, a)
    if there == state:
        place = texts.CONTENTS if isinstance(state, Browsing) else texts.FIRST
        return Step(state, banner=texts.leads_nowhere(meant, place))
    return going.enter(there, banner=texts.LEFT_OPEN if isinstance(state, OfVariable) else "")
