"""Orders about reminders, carried out by `storage/reminders/effects.py`."""

from dataclasses import dataclass
from datetime import date

from core.screen import Notice


@dataclass(frozen=True, slots=True)
class RemindNow:
    """Reminds these OPD now, by a coordinator's decision; where there are several periods, only of these `assessments`.
    Who owes something is looked up when the order is carried out.
    """

    pemda: int
    opds: tuple[int, ...]
    assessments: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PutOff:
    """Postpones what the sender was reminded of on one day to another day. The message loses its button."""

    day: date
    to: date


@dataclass(frozen=True, slots=True)
class AskForTime:
    """A contact asks for a later due date. The coordinators are told once a day."""

    assessment: int
    notice: Notice


ReminderEffect = RemindNow | PutOff | AskForTime
