"""What an OPD needs for the next level of a variable, and what follows for its result."""

from bot.texts.common import capital
from bot.texts.results.score import staged_numeral
from core.instrument.parse import Instrument
from core.instrument.scoring import Score, score
from core.results.period import OpdResults
from core.results.stages import StageResult
from core.screen import escape
from core.written import number

_ORDINALS = {2: "kedua", 3: "ketiga", 4: "keempat", 5: "kelima"}
"""Up to so many holding variables it is said what follows when all of them rise."""
_RULES = {
    "sum": "Kategori dihitung dari jumlah {n} nilai",
    "weighted_mean": "Nilai adalah rata-rata berbobot {n} variabel",
    "percent": "Nilai adalah persentase berbobot {n} variabel",
}


def lead(instrument: Instrument, opd: OpdResults, found: Score) -> list[str]:
    """What the OPD needs to rise: the first of its lowest variables, and the rule, folded."""
    reached = opd.stages.official
    assert reached is not None, "an official score comes from an official result"
    rule = f"<blockquote expandable>{_rule(instrument)}</blockquote>"
    if not found.holding:
        return ["", "Pertahankan dan perbarui buktinya setiap tahun.", rule]
    held = len(found.holding)
    code = next((code for code in found.holding if instrument.ladder(code)), None)
    if code is None:
        return ["", rule]
    to, wanted = next_level(instrument, code, reached.levels[code])
    follows = _follows(instrument, reached, found)
    if held == 1:
        begins = f"Agar {code} naik ke {to}:"
    elif held in _ORDINALS and instrument.staged:
        begins = f"Agar tingkat berjenjang naik, mulai dari {code} ke {to}:"
    else:
        begins = f"Mulai dari {code} ke {to}:"
    return ["", f"<b>{begins}</b> {escape(wanted)} {follows}".rstrip(), rule]


def _rule(instrument: Instrument) -> str:
    """How the value is found, and the staged level."""
    scored = sum(one.scored for one in instrument.variables)
    users = ", digabung dengan nilai pengguna layanan" if instrument.public_form else ""
    ends = "; tingkat berjenjang mengikuti variabel terendah." if instrument.staged else "."
    return f"{_RULES[instrument.formula].format(n=scored)}{users}{ends}"


def _follows(instrument: Instrument, reached: StageResult, found: Score) -> str:
    """Value and staged level when each of the lowest variables has risen by one level."""
    held = len(found.holding)
    if held > max(_ORDINALS):
        return ""
    raised = {code: _above(instrument, code, reached.levels[code]) for code in found.holding}
    then = score(instrument, {**reached.levels, **raised}, reached.users)
    if then is None or then.value is None:
        return ""
    staged = f", tingkat berjenjang {staged_numeral(instrument, then)}" if instrument.staged else ""
    result = f"{instrument.value_name} menjadi {number(then.value)}{staged}."
    return capital(result) if held == 1 else f"Bila {_ORDINALS[held]} variabel itu naik, {result}"


def next_level(instrument: Instrument, code: str, level: int) -> tuple[str, str]:
    """The next level's numeral, and what leads to it."""
    above = _above(instrument, code, level)
    step = instrument.variable(code).level(above)
    return instrument.numeral(above, code), step.next_step or step.statement


def _above(instrument: Instrument, code: str, level: int) -> int:
    """The next level of a variable that raises the staged level."""
    return level - 1 if instrument.variable(code).reversed else level + 1
