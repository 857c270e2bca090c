"""Words that wait for a press follow the edit of their message; words that were sent do not, and that is said.

A state remembers the message (`State.held`, `State.spoken`). Flows are asked about such an edit only, with the event as
it came: another text may mean more on the same screen.
"""

from dataclasses import replace

from bot.flows.base import State, Step
from bot.flows.events import Event, Tap, Text
from bot.flows.states.contact import Conflicting, Identifying, Sorting, Summarising
from bot.texts.contact import edits as texts
from core.effects import Ask, Effect, FinishAction, HeadReturns, Reply, SaveLevel
from core.effects.review import DraftVerdict

_SENT: tuple[tuple[type, str], ...] = (
    (Ask, texts.QUESTION),
    (Reply, texts.ANSWER),
    (HeadReturns, texts.NOTE),
    (FinishAction, texts.NOTE),
    (DraftVerdict, texts.REASON),
    (SaveLevel, texts.LEVEL),
)
"""Orders that take somebody's words, and what those are called."""

_REMEMBERED = 20
"""Names and messages of what was sent that are known at most, the newest first."""

_OTHERS = (Sorting, Conflicting, Summarising, Identifying)


def waits(state: State, event: Text) -> bool:
    """Whether the edited message is the one whose words wait here. Two states keep their messages themselves
    (bot/flows/contact/edits.py); an identity that comes in several messages has lost them.
    """
    return state.held == event.message_id != 0 and not isinstance(state, _OTHERS)


def too_late(state: State, event: Text) -> Step | None:
    """Says that the words of the edited message are sent already."""
    what = ""
    for entry in state.spoken:
        what = entry if isinstance(entry, str) else what
        if entry == event.message_id:
            return Step(state, banner=texts.sent(what))
    return None


def remembering(state: State | None, event: Event, found: Step) -> Step:
    """The step with what has to be known when a message is edited later."""
    to, before = found.state, state.unsent if state is not None else ""
    if to.unsent and isinstance(event, Text) and to.unsent != before:
        to = replace(to, held=event.message_id)
    elif to.unsent and state is not None and to.unsent == before:
        to = replace(to, held=state.held)
    spoken = (*_spoken(state, event, found.effects), *(state.spoken if state is not None else ()))[:_REMEMBERED]
    if (to.held, spoken) == (found.state.held, found.state.spoken):
        return found
    return replace(found, state=replace(to, spoken=spoken))


def _spoken(state: State | None, event: Event, orders: tuple[Effect, ...]) -> tuple[str | int, ...]:
    """What these orders send of somebody's words, and the messages that these came in; () for none."""
    what = next((name for order in orders for kind, name in _SENT if isinstance(order, kind)), "")
    match event:
        case _ if not what:
            return ()
        case Text(message_id=message) if message:
            return what, message
        case Tap() if isinstance(state, Sorting):
            return (what, *(message for message, _ in state.messages))
        case Tap() if state is not None and state.unsent and state.held:
            return what, state.held
    return ()
