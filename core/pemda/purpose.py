"""What the bot is for in a Pemda, in words: named after its instrument where it has one, in general where it has
several or none yet.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from core.instrument.model import Instrument

_OWN, _SHORTER = "penilaian mandiri ", "penilaian "


@dataclass(frozen=True, slots=True)
class Purpose:
    """`whole` within a sentence: "penilaian mandiri kematangan perangkat daerah", "evaluasi kelembagaan". `brief`: the
    same before a year. `title` above a board.
    """

    whole: str = "penilaian mandiri perangkat daerah"
    brief: str = "penilaian mandiri"
    title: str = "Penilaian Perangkat Daerah"

    @property
    def judged(self) -> str:
        """What the team does: "penilaian kematangan perangkat daerah"."""
        return _SHORTER + self.subject if self.whole.startswith(_OWN) else self.whole

    @property
    def subject(self) -> str:
        """What the team judges: "kematangan perangkat daerah"."""
        return self.whole.removeprefix(_OWN)


GENERAL = Purpose()


def purpose(instruments: Sequence[Instrument]) -> Purpose:
    """Of a Pemda that has periods of these."""
    if len(instruments) != 1:
        return GENERAL
    (one,) = instruments
    whole = within(one.title.partition(" (")[0].partition(",")[0])
    return Purpose(whole, brief(one), one.short_title)


def brief(instrument: Instrument) -> str:
    """One assessment within a sentence, before its period: "penilaian mandiri kematangan", "PEKPPP"."""
    short = within(instrument.short_title)
    own = within(instrument.title).startswith(_OWN)
    return _OWN + short.removeprefix(_SHORTER) if own else short


def within(title: str) -> str:
    """A title as it stands within a sentence; abbreviations keep their capitals."""
    return " ".join(word.lower() if word.istitle() else word for word in title.split(" "))
