"""A result in a few words, for every list and card."""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

from core.instrument.model import Instrument
from core.instrument.parts import NOT_APPLICABLE, NUMBERED
from core.instrument.scoring import Score, by_aspect, by_form, half_up
from core.results.stages import StageResult
from core.screen import escape
from core.survey.form import FEWEST
from core.written import first_of, number

PROVISIONAL = f"<i>Sementara: isian pengguna belum ada, atau kurang dari {FEWEST}.</i>"

_MOST_LOWEST = 20


def staged_numeral(instrument: Instrument, found: Score) -> str:
    """The numeral of the staged level; a dash where nothing applies."""
    return "–" if found.staged_level is None else instrument.step(found.staged_level)


def valued(found: Score) -> str:
    """ "35, Sedang"; "4,00" without bands."""
    value = _value(found.value)
    return f"{value}, {found.band}" if found.band else value


def remark(instrument: Instrument) -> list[str]:
    """What the instrument says beside every result: "Peringkat belum ditetapkan: …"; nothing for most."""
    return [f"<i>{escape(instrument.remark)}</i>"] if instrument.remark else []


def tally(instrument: Instrument, levels: Mapping[str, int]) -> list[str]:
    """The answers of a checklist, counted, and which are the lowest word: "Tidak 2 · Ya 13 · tidak berlaku 1"."""
    given = [level for code, level in levels.items() if not instrument.variable(code).mark]
    found = Counter(given)
    said = [f"{escape(step.roman)} {found[step.value]}" for step in instrument.levels if found[step.value]]
    said += [f"tidak berlaku {found[NOT_APPLICABLE]}"] if found[NOT_APPLICABLE] else []
    lowest = [code for code in instrument.codes if levels.get(code) == instrument.lowest]
    word = instrument.step(instrument.lowest)
    named = [f"{escape(word)}: {first_of(lowest, _MOST_LOWEST)}"] if lowest and not NUMBERED.fullmatch(word) else []
    return [" · ".join(said), *named] if said else []


def aspects(instrument: Instrument, reached: StageResult) -> list[str]:
    """ "Aspek: Kebijakan Pelayanan 4,20 · Profesionalisme SDM 3,00", the outermost ones; nothing without aspects."""
    outer = [one for one in by_aspect(instrument, reached.levels) if not one.depth]
    said = [f"{escape(one.name)} {_value(one.value)}" for one in outer]
    return [f"Aspek: {' · '.join(said)}"] if said else []


def forms(instrument: Instrument, reached: StageResult) -> list[str]:
    """ "Bagian: Evaluator 4,20 (75%) · Pengguna – (25%)", where a value is made of several forms."""
    found = by_form(instrument, reached.levels, reached.users)
    whole = sum((one.share for one in found), Decimal(0))
    said = [f"{escape(one.name)} {_value(one.value)} ({half_up(100 * one.share / whole, 0)}%)" for one in found]
    lines = [f"Bagian: {' · '.join(said)}"] if len(said) > 1 else []
    form = instrument.public_form
    waits = form is not None and any(one.code == form.code and one.value is None for one in found)
    return [*lines, PROVISIONAL] if waits else lines


def _value(value: Decimal | None) -> str:
    return "–" if value is None else number(value)
