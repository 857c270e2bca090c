"""A result in a few words, for every list and card."""

from core.instrument.model import Instrument
from core.instrument.scoring import Score, by_aspect
from core.results.stages import StageResult
from core.screen import escape
from core.written import number


def staged_numeral(instrument: Instrument, found: Score) -> str:
    """The numeral of the staged level; a dash where nothing applies."""
    return "–" if found.staged_level is None else instrument.numeral(found.staged_level)


def valued(found: Score) -> str:
    """ "35, Sedang"; "4,00" without bands."""
    value = "–" if found.value is None else number(found.value)
    return f"{value}, {found.band}" if found.band else value


def aspects(instrument: Instrument, reached: StageResult) -> list[str]:
    """ "Aspek: Kebijakan Pelayanan 4,20 · Profesionalisme SDM 3,00", the outermost ones; nothing without aspects."""
    outer = [one for one in by_aspect(instrument, reached.levels) if not one.depth]
    said = [f"{escape(one.name)} {'–' if one.value is None else number(one.value)}" for one in outer]
    return [f"Aspek: {' · '.join(said)}"] if said else []
