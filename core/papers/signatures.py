"""Signature blocks: who signs, and what is filled in by hand."""

import re
from dataclasses import dataclass

DOTS = "…" * 9
"""A dotted line for what the office fills in by hand."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs. `title` is as "Kepala Dinas Kesehatan". Without a name all is dotted; a name without NIP is that of no
    civil servant. `acting` is "Plt.", "Plh." or "".
    """

    title: str
    name: str = ""
    rank: str = ""
    nip: str = ""
    acting: str = ""

    def lines(self) -> tuple[str, ...]:
        """Title, name, and below it rank and NIP where the person has them."""
        head = (f"{self.acting} {self.title},".lstrip(), self.name or DOTS * 2)
        if self.name and not self.nip:
            return (*head, self.rank) if self.rank else head
        return (*head, self.rank or f"Pangkat/Gol. {DOTS}", f"NIP {_grouped(self.nip) or DOTS}")


def _grouped(nip: str) -> str:
    """Eighteen digits in groups of 8-6-1-3; anything else unchanged."""
    digits = re.sub(r"\D", "", nip)
    return f"{digits[:8]} {digits[8:14]} {digits[14]} {digits[15:]}" if len(digits) == 18 else nip
