"""How often something that failed is tried, and when again: one rule for updates, for the clock's work, and
for jobs.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

UNLUCKY = 2
"""Deaths of the process that may be chance. Up to this number the work is not blamed and goes on without a pause."""

ERROR_LENGTH = 2000  # characters of an error that are kept


@dataclass(frozen=True, slots=True)
class Patience:
    """`pauses` are the pauses after each failed attempt but the last."""

    pauses: tuple[timedelta, ...]

    @property
    def attempts(self) -> int:
        """The number of failures after which the work is set aside."""
        return len(self.pauses) + 1

    def exhausted(self, attempts: int) -> bool:
        return attempts >= self.attempts

    def after_failure(self, attempts: int, now: datetime) -> datetime | None:
        """When to try again after so many failures; None: the work is set aside."""
        return None if self.exhausted(attempts) else now + self.pauses[attempts - 1]

    def after_death(self, attempts: int, now: datetime) -> datetime | None:
        """When to try again where the process ended during the last attempt; None also where it may go on at once."""
        return self.after_failure(attempts, now) if attempts > UNLUCKY else None


UPDATES = Patience((timedelta(seconds=1), timedelta(seconds=4), timedelta(seconds=15), timedelta(seconds=60)))
"""For updates: a person waits for the answer."""
WORK = Patience((timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1)))
"""For what the bot does by itself."""
