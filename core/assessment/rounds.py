"""Finished rounds of other instruments, whose table is evidence of a variable (Instrument.proves)."""

import re
from dataclasses import dataclass

from core.instrument.model import Instrument

MADE = "made:monitoring"
"""Stands in place of Telegram's number of a file which the bot makes itself."""


@dataclass(frozen=True, slots=True)
class Round:
    """A period of another instrument in which something of the OPD was sent."""

    period: int
    name: str
    year: int
    instrument: Instrument

    @property
    def file(self) -> str:
        """What the table is called as evidence."""
        return f"Tabel monitoring {self.name}.pdf"


def source_of(period: int, opd: int) -> str:
    """What stands as the file's number until its bytes are there, and afterwards."""
    return f"{MADE}:{period}:{opd}"


def made_of(file_id: str) -> tuple[int, int] | None:
    """Period and OPD of such a file; None for one of Telegram's."""
    named = re.fullmatch(rf"{MADE}:(\d+):(\d+)", file_id)
    return (int(named[1]), int(named[2])) if named else None
