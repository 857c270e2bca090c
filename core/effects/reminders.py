"""Orders about reminders; `storage/reminders/effects.py` carries them out."""

from dataclasses import dataclass
from datetime import date

from core.screen import Notice


@dataclass(frozen=True, slots=True)
class RemindNow:
    """The coordinator reminds these OPD of the Pemda now; who owes something is looked up when it is stored."""

    pemda: int
    opds: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PutOff:
    """What the sender was reminded of on a day comes again on another; the message loses the button."""

    day: date
    to: date


@dataclass(frozen=True, slots=True)
class AskForTime:
    """A contact asks for a later due date: the coordinators hear it, once a day."""

    assessment: int
    notice: Notice


ReminderEffect = RemindNow | PutOff | AskForTime
