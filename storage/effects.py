"""Carries out what a flow ordered, in the turn's own transaction: tables, audit log, outbox.

Each order is checked again against roles and status; `Refused` leaves nothing behind, because the caller rolls the
whole transaction back.
"""

from sqlalchemy import Connection

from core.effects import Effect
from storage.actions import effects as actions
from storage.answers import effects as answers
from storage.evidence import effects as evidence
from storage.groups import effects as groups
from storage.orders import notices
from storage.orders.handlers import handlers
from storage.orders.rights import Actor, Refused
from storage.pemda import effects as pemda
from storage.people import effects as people
from storage.periods import effects as periods
from storage.productivity import effects as productivity
from storage.reminders import effects as reminders
from storage.results import effects as results
from storage.review import effects as review
from storage.survey import effects as survey

__all__ = ["HANDLERS", "Actor", "Refused", "apply"]

_ROOMS = (
    *(actions, answers, evidence, groups, notices, pemda, people, periods, productivity, reminders, results, review),
    survey,
)
HANDLERS = handlers(*(line for room in _ROOMS for line in room.EFFECTS.items()))
"""Every order with the function that carries it out."""


def apply(conn: Connection, effect: Effect, actor: Actor) -> None:
    """Carries out one order. Raises Refused when the actor may not, or when it no longer fits."""
    HANDLERS[type(effect)](conn, effect, actor)
