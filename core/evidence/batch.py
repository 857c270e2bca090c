"""Files that were sent together, so that one message tells what became of all of them."""

from dataclasses import asdict, dataclass, replace
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Batch:
    """Files of one album, or files sent before the first of them was answered. `variable` is where the first one went,
    or would have gone; `guessed`: no variable was open then. `refused` are (name, why), in words for people; `taken`
    counts the others.
    """

    assessment: int
    variable: str
    album: str = ""
    taken: int = 0
    refused: tuple[tuple[str, str], ...] = ()
    guessed: bool = False

    @property
    def total(self) -> int:
        return self.taken + len(self.refused)

    def took(self) -> Self:
        return replace(self, taken=self.taken + 1)

    def refuses(self, name: str, why: str) -> Self:
        return replace(self, refused=(*self.refused, (name, why)))

    def packed(self) -> dict[str, Any]:
        """The batch as the conversation's row stores it."""
        return asdict(self)

    @classmethod
    def read(cls, packed: dict[str, Any] | None) -> Self | None:
        if packed is None:
            return None
        return cls(**{**packed, "refused": tuple((name, why) for name, why in packed["refused"])})
