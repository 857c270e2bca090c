"""The result of one OPD variable by variable: what was answered, what the team has made of it, what leads on."""

from collections.abc import Iterator, Sequence

from bot.texts.common import HARD, capital, heading, named, quote
from bot.texts.results.next_level import next_level
from bot.texts.results.own import title
from core.instrument.parse import Instrument
from core.instrument.parts import NOT_APPLICABLE
from core.instrument.scoring import by_aspect
from core.results.period import OpdResults, OwnResults
from core.review.verdicts import Stage
from core.screen import escape
from core.written import number

MOST_LINES = 16
"""More variables than this have no line each."""
BACK_TO_LIST = "Kembali ke daftar"

_STAGES = {Stage.REGION: "tim daerah", Stage.PROVINCE: "provinsi"}


def variables(results: OwnResults) -> str:
    """All of them: what was answered, what the team has made of it, and why."""
    opd, instrument = results.opd, results.instrument
    noted = sum(bool(results.notes.get(code)) for code in instrument.codes)
    room = 0 if not noted else max(24, 300 // noted)
    lines = [_line(results, code, room) for code in instrument.codes]
    if len(instrument.codes) > MOST_LINES or instrument.aspects:
        lines = list(_grouped(results))
    return "\n".join([title(results, opd), *_columns(opd), *lines, "Pilih variabel untuk langkah berikutnya."])


def _grouped(results: OwnResults) -> Iterator[str]:
    """The aspects with their values, each with its variables behind it in one line: there is no room for their names
    and notes, which stand on the variable's own screen.
    """
    instrument, stages = results.instrument, results.opd.stages
    values = {one.code: one.value for one in by_aspect(instrument, (stages.official or stages.own).levels)}
    for depth, aspect in instrument.all_aspects:
        value = values.get(aspect.code)
        heads = [f"{'' if depth else '<b>'}{escape(aspect.name)}{'' if depth else '</b>'}"]
        heads += [number(value)] if value is not None else []
        yield " ".join(heads)
        codes = [one.code for one in instrument.variables if one.aspect == aspect.code]
        if codes:
            yield _compact(results, codes)
    if not instrument.aspects:
        yield _compact(results, instrument.codes)


def _compact(results: OwnResults, codes: Sequence[str]) -> str:
    return f"{HARD}· ".join(f"{code}{HARD}{_levels(results, code)}" for code in codes)


def _columns(opd: OpdResults) -> list[str]:
    if opd.stages.official is None:
        return [f"Mandiri, sementara; {'hasil sedang dinilai lagi' if opd.again else 'belum diverifikasi'}."]
    whose = ["mandiri", "tim daerah", *(["provinsi"] if opd.stages.province else [])]
    return [f"<i>{capital(' → '.join(whose))}; satu angka bila sama.</i>"]


def _line(results: OwnResults, code: str, room: int) -> str:
    short = escape(results.instrument.variable(code).short)
    found = results.opd.official
    held = found is not None and code in found.holding and len(found.holding) < len(results.instrument.codes)
    levels = _levels(results, code)
    notes = results.notes.get(code, ())
    said = f" · <i>{named(notes[-1].text, room)}</i>" if notes else ""
    return f"{code} {short} · {f'<b>{levels}</b>' if held else levels}{said}"


def _levels(results: OwnResults, code: str) -> str:
    """ "IV → III", one numeral where all stages agree."""
    stages, instrument = results.opd.stages, results.instrument
    reached = [stages.own, stages.region, stages.province]
    given = [at.levels.get(code) for at in reached if at is not None]
    numerals = ["–" if level is None else instrument.numeral(level, code) for level in given]
    return numerals[0] if len(set(numerals)) == 1 else " → ".join(numerals)


def variable(results: OwnResults, code: str) -> str:
    """One of them: each stage's level with its note, and what leads on."""
    instrument, stages = results.instrument, results.opd.stages
    one, levels = instrument.variable(code), (stages.official or stages.own).levels
    reached = [("Mandiri", stages.own), ("tim daerah", stages.region), ("provinsi", stages.province)]
    given = [f"{who} {_numeral(instrument, code, at.levels.get(code))}" for who, at in reached if at is not None]
    lines = [heading("", code, escape(one.short)), " · ".join(given)]
    level = levels.get(code)
    if level is not None:
        lines.append(f"<i>{escape(one.level(level).statement)}</i>")
    for note in results.notes.get(code, ()):
        lines += [f"Catatan {_STAGES[note.stage]}:", quote(note.text, 300)]
    return "\n".join([*lines, *_leads_on(instrument, code, level)])


def _numeral(instrument: Instrument, code: str, level: int | None) -> str:
    return "–" if level is None else instrument.numeral(level, code)


def _leads_on(instrument: Instrument, code: str, level: int | None) -> list[str]:
    if level is None or level == NOT_APPLICABLE or not instrument.ladder(code):
        return []
    best = instrument.lowest if instrument.variable(code).reversed else instrument.highest
    if level == best:
        return ["Tingkat tertinggi. Pertahankan dan perbarui buktinya setiap tahun."]
    to, wanted = next_level(instrument, code, level)
    return [f"<b>Agar naik ke {to}:</b> {escape(wanted)}"]
