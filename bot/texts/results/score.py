"""A result in a few words, for every list and card."""

from core.instrument.model import Instrument
from core.instrument.scoring import Score
from core.written import number


def staged_numeral(instrument: Instrument, found: Score) -> str:
    """The numeral of the staged level; a dash where nothing applies."""
    return "–" if found.staged_level is None else instrument.numeral(found.staged_level)


def valued(found: Score) -> str:
    """ "35, Sedang"; "4,00" without bands."""
    value = "–" if found.value is None else number(found.value)
    return f"{value}, {found.band}" if found.band else value
