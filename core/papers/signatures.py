"""Signature blocks: who signs, and what is left open for the hand."""

import re
from dataclasses import dataclass

DOTS = "…" * 9
"""A dotted line for what the office fills in by hand."""


@dataclass(frozen=True, slots=True)
class Signer:
    """`title`: "Kepala Dinas Kesehatan". Without a name everything is dotted; a name without NIP is no civil servant.
    `acting`: "Plt." or "Plh."."""

    title: str
    name: str = ""
    rank: str = ""
    nip: str = ""
    acting: str = ""

    def lines(self) -> tuple[str, ...]:
        """Title, name, and below it rank and NIP, where the person has them."""
        head = (f"{self.acting} {self.title},".lstrip(), self.name or DOTS * 2)
        if self.name and not self.nip:
            return (*head, self.rank) if self.rank else head
        return (*head, self.rank or f"Pangkat/Gol. {DOTS}", f"NIP {_grouped(self.nip) or DOTS}")


def _grouped(nip: str) -> str:
    """Eighteen digits as 8-6-1-3; anything else as it is."""
    digits = re.sub(r"\D", "", nip)
    return f"{digits[:8]} {digits[8:14]} {digits[14]} {digits[15:]}" if len(digits) == 18 else nip
