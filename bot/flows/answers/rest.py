"""One tap for all that is as it should be, where the instrument asks what is to be done about the rest (tindakan)."""

from bot.flows.base import State, Step
from bot.flows.contact import going
from bot.flows.contact.ahead import ahead
from bot.flows.states.contact import Browsing
from bot.texts.actions import asked as texts
from core.assessment.model import Assessment
from core.effects import SaveLevel
from core.facts import Facts
from core.instrument.chapters import chapters
from core.instrument.model import Instrument
from core.screen import Button, button


def way(state: State, a: Assessment) -> tuple[Button, ...]:
    """The button, where it spares taps."""
    if not a.instrument.acts or len(_open(state, a)) < 2:
        return ()
    begun = any(a.touched(code) for code in a.instrument.codes)
    return (button(texts.rest(a.instrument.step(a.instrument.highest), begun), "rest", a.id),)


def same(state: State, facts: Facts, a: Assessment) -> Step:
    """The highest level for everything on this screen that nobody has answered yet."""
    highest, codes = a.instrument.highest, _open(state, a)
    if not codes:
        return Step(state)
    orders = tuple(SaveLevel(a.id, code, highest) for code in codes)
    to = Browsing(a.id) if _chapter(state) else going.home(facts, ahead(a, orders, facts))
    return going.enter(to, orders, toast=texts.rest_saved(a.instrument.step(highest), len(codes)))


def _chapter(state: State) -> str:
    return state.chapter if isinstance(state, Browsing) else ""


def _open(state: State, a: Assessment) -> list[str]:
    here = next((one for one in chapters(a.instrument) if one.code == _chapter(state)), None)
    codes = here.variables if here else a.instrument.codes
    return [code for code in codes if not a.touched(code) and _is_whole(a.instrument, code)]


def _is_whole(instrument: Instrument, code: str) -> bool:
    """Whether the highest level alone is a whole answer, as others of this variable are not."""
    asking = instrument.variable(code).action_at
    return bool(asking) and instrument.highest not in asking and instrument.has_level(code, instrument.highest)
