"""Files as offices send them, and as they should not, made anew each time; each with the verdict it must get."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sample:
    """A file. `verdict`: "stored", "stored, " and a doubt, or the fault it is refused for."""

    name: str
    content: bytes
    verdict: str
