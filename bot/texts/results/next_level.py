"""What an OPD needs for the next level of a variable, and what follows for its result."""

from core.instrument.parse import Instrument
from core.instrument.scoring import Score, score
from core.results.period import OpdResults
from core.results.stages import StageResult
from core.screen import escape

_ORDINALS = {2: "kedua", 3: "ketiga", 4: "keempat", 5: "kelima"}
"""Up to so many holding variables it is said what follows when all of them rise."""
_RULE = "Kategori dihitung dari jumlah {n} nilai; tingkat berjenjang mengikuti variabel terendah."


def lead(instrument: Instrument, opd: OpdResults, found: Score) -> list[str]:
    """What the OPD needs for the next staged level: the first variable that holds it back, and the rule, folded."""
    reached = opd.stages.official
    assert reached is not None, "an official score comes from an official result"
    rule = f"<blockquote expandable>{_RULE.format(n=len(instrument.codes))}</blockquote>"
    if not found.holding:
        return ["", "Pertahankan dan perbarui buktinya setiap tahun.", rule]
    code, held = found.holding[0], len(found.holding)
    to, wanted = next_level(instrument, code, reached.levels[code])
    follows = _follows(instrument, reached, found)
    if held == 1:
        begins = f"Agar {code} naik ke {to}:"
    elif held in _ORDINALS:
        begins = f"Agar tingkat berjenjang naik, mulai dari {code} ke {to}:"
    else:
        begins = f"Mulai dari {code} ke {to}:"
    return ["", f"<b>{begins}</b> {escape(wanted)} {follows}".rstrip(), rule]


def _follows(instrument: Instrument, reached: StageResult, found: Score) -> str:
    """Total and staged level when every variable that holds the OPD back has risen by one level."""
    held = len(found.holding)
    if held > max(_ORDINALS):
        return ""
    raised = {code: _above(instrument, code, reached.levels[code]) for code in found.holding}
    then = score(instrument, {**reached.levels, **raised})
    if then is None:
        return ""
    result = f"otal menjadi {then.total}, tingkat berjenjang {instrument.numeral(then.staged_level)}."
    return f"T{result}" if held == 1 else f"Bila {_ORDINALS[held]} variabel itu naik, t{result}"


def next_level(instrument: Instrument, code: str, level: int) -> tuple[str, str]:
    """The next level's numeral, and what leads to it."""
    above = _above(instrument, code, level)
    return instrument.numeral(above), instrument.variable(code).level(above).next_step


def _above(instrument: Instrument, code: str, level: int) -> int:
    """The next level of a variable that raises the staged level."""
    return level - 1 if instrument.variable(code).reversed else level + 1
