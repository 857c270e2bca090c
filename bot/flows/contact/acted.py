"""A message was edited whose words are a corrective action: the action is changed too."""

from bot.flows.contact import going
from bot.flows.events import Text
from bot.texts.actions import asked as texts
from core.actions.typed import Fault, read
from core.assessment.action import Part
from core.assessment.model import Assessment
from core.effects import SaveAction
from core.facts import Facts


def edited(event: Text, facts: Facts, a: Assessment) -> tuple[SaveAction | None, str] | None:
    """The order and what is said; None where the message brought no action of this person."""
    for code, action in a.actions.items():
        part = next((part for number, part in action.messages if number == event.message_id), None)
        if part is None or action.by != going.me(facts):
            continue
        if not a.writable(code):
            return None, texts.locked(code)
        found = read(event.text, Part(part) if part else Part.ACTION, facts.now.date())
        if isinstance(found, Fault):
            return None, texts.not_edited(code, found)
        order = SaveAction(a.id, code, found.words, found.person, found.due, action.messages)
        return order, texts.edited(code)
    return None
