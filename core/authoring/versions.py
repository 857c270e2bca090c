"""When an instrument of a region may be put on the shelf, from which periods take theirs.

Who has answered must keep the questions they have answered. So what is on the shelf is never changed: what follows is a
new version, and periods that have begun keep the former one.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import Enum
from typing import NamedTuple

from core.instrument.model import Instrument


class Kept(NamedTuple):
    """A version that is on the shelf."""

    version: int
    content_hash: str


class Unfit(Enum):
    """Why an instrument may not be put on the shelf."""

    DRAFT = "draft"
    OURS = "ours"
    """Its id is that of an instrument that comes with the program."""
    NOT_NEWER = "not_newer"
    """Another content has this version, or a newer one."""


def unfit(instrument: Instrument, packaged: Collection[str], kept: Sequence[Kept]) -> Unfit | None:
    """What stands against it; None where it may be put there, or is there already. `kept`: those of the same id."""
    if instrument.status == "draft":
        return Unfit.DRAFT
    if instrument.id in packaged:
        return Unfit.OURS
    if any(one.content_hash == instrument.content_hash for one in kept):
        return None
    return Unfit.NOT_NEWER if any(one.version >= instrument.version for one in kept) else None
