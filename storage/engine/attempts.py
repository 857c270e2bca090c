"""How often anything is tried that failed, and when again: one rule for updates, for what the clock does, for jobs."""

from dataclasses import dataclass
from datetime import datetime, timedelta

UNLUCKY = 2
"""So many deaths of the process may be chance: what it was at is not to blame, and goes on without a pause."""

ERROR_LENGTH = 2000  # characters of an error that are kept


@dataclass(frozen=True, slots=True)
class Patience:
    """`pauses`: after each failed attempt but the last."""

    pauses: tuple[timedelta, ...]

    @property
    def attempts(self) -> int:
        """With so many failures it is set aside."""
        return len(self.pauses) + 1

    def exhausted(self, attempts: int) -> bool:
        return attempts >= self.attempts

    def after_failure(self, attempts: int, now: datetime) -> datetime | None:
        """When to try again after so many failures; None: not by itself."""
        return None if self.exhausted(attempts) else now + self.pauses[attempts - 1]

    def after_death(self, attempts: int, now: datetime) -> datetime | None:
        """The same where the process ended in the last attempt; None also where it may go on at once."""
        return self.after_failure(attempts, now) if attempts > UNLUCKY else None


UPDATES = Patience((timedelta(seconds=1), timedelta(seconds=4), timedelta(seconds=15), timedelta(seconds=60)))
"""A person waits for the answer."""
WORK = Patience((timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1)))
"""What happens by itself."""
