"""The level of a variable is asked."""

from collections.abc import Sequence

from bot.texts.answers.contents import line, missing, variable
from bot.texts.common import DONE, PART, folded, heading, named, said
from bot.texts.reading import is_cut, pages
from core.assessment.answer import FormerAnswer
from core.assessment.model import Assessment
from core.instrument.parse import Variable
from core.instrument.parts import FULL_MARK
from core.screen import escape

CHOOSE = "Pilih tingkat tertinggi yang terbukti."
CHOOSE_ONE = "Pilih yang paling sesuai dengan keadaan."
WRITE_MARK = f"Tulis nilainya, 0 sampai {FULL_MARK}."
NOT_APPLICABLE = "Tidak berlaku"
OTHER_YEAR = "sebelumnya"
FIRST_LINE = 35
"""Characters of a question where there is room for one line of it."""
FIRST_WORDS = 48
"""Characters of an explanation that a line of record quotes."""


def skip(code: str) -> str:
    return f"Lewati {code}"


def a_row(labels: Sequence[str]) -> int:
    """Buttons of levels in a row: numerals all in one, words as many as a phone shows whole."""
    longest = max(map(len, labels))
    return MOST_NUMERALS if longest <= LONGEST_NUMERAL else 2 if longest > SHORT_WORD else 3


MOST_NUMERALS, LONGEST_NUMERAL, SHORT_WORD = 8, 4, 6


def keep(numeral: str) -> str:
    return f"Pertahankan {numeral}"


def take_over(year: int | None) -> str:
    return f"Pakai jawaban {year or OTHER_YEAR}"


def saved(code: str, reached: str) -> str:
    """`reached`: "tingkat III"."""
    return f"{code}: {reached} tersimpan"


def words_stay(code: str, explanation: str) -> str:
    """Another level was chosen; what was written for the former one stays, and may not fit any more."""
    return f"Penjelasan {code} tetap: “{said(explanation, FIRST_WORDS)}”"


def taken_over(code: str, reached: str, year: int | None) -> str:
    return f"{code}: {reached} dan penjelasan {year or OTHER_YEAR} dipakai"


def question(a: Assessment, code: str, where: str) -> tuple[str, ...]:
    """The card: a short sentence for each level. The other texts are for when a notice needs room: without last year's
    levels, which stand below [Baca lengkap] too, then without the last line. The question stays.
    """
    asked, level = a.instrument.variable(code), a.level(code)
    head, before = _head(a, code, where), _former(a, code)[:1]
    steps = _steps(a, asked, asked.briefly)
    ends = f"Sekarang: {a.instrument.reached(level, code)}." if level is not None else _choose(a, asked)
    asks = escape(asked.question)
    airy, close = [*before, asks, "", *([*steps, ""] if steps else []), ends], [*before, asks, *steps, ends]
    return tuple("\n".join([head, *lines]) for lines in (airy, close, [asks, *steps, ends], [asks, *steps]))


def hardly_asked(a: Assessment, code: str, where: str) -> str:
    """The card where nothing else is left to give way: one line of the title, and one of the question."""
    asked = a.instrument.variable(code)
    begins = named(asked.question, FIRST_LINE)
    return "\n".join([heading(where, code, named(asked.short)), begins, *_steps(a, asked, asked.briefly)])


def whole(a: Assessment, code: str, where: str) -> tuple[str, ...]:
    """What [Baca lengkap] opens in the same message: the question, the full sentences, the help, last year's answer. A
    long explanation of then is read to its end, if need be on pages of its own.
    """
    asked, before = a.instrument.variable(code), a.former.get(code)
    full = _steps(a, asked, [step.statement for step in asked.levels])
    told = [escape(asked.question), *full, *([f"<i>{escape(asked.help)}</i>"] if asked.help else [])]
    head = [_head(a, code, where), *_former(a, code)]
    if before is None or not is_cut(before.explanation):
        return ("\n".join([*head, *told]),)
    return pages([*head[:2], *told], [f"Penjelasan {_year(a)}:"], before.explanation)


def _choose(a: Assessment, asked: Variable) -> str:
    """A ladder is climbed as far as is proven; of words one is chosen; a mark is written."""
    if asked.mark:
        return WRITE_MARK
    return CHOOSE if a.instrument.ladder(asked.code) and not asked.reversed else CHOOSE_ONE


_PROVEN = "bukti"


def _head(a: Assessment, code: str, where: str) -> str:
    place = f"({a.instrument.position(code)} dari {len(a.instrument.codes)})"
    return f"{heading(where, code, named(a.instrument.variable(code).short))} {place}"


def _steps(a: Assessment, asked: Variable, sentences: Sequence[str]) -> list[str]:
    """A line each; none for levels that say no more than their buttons."""
    numerals = [a.instrument.step(step.level) for step in asked.levels]
    if list(sentences) == numerals:
        return []
    return [f"<b>{numeral}</b> · {escape(told)}" for numeral, told in zip(numerals, sentences, strict=True)]


def _former(a: Assessment, code: str) -> list[str]:
    """What was answered the year before: the levels in one line, then the explanation."""
    before = a.former.get(code)
    if before is None:
        return []
    lines = [f"Tahun {_year(a)}: {_levels(a, code, before)}"]
    if before.explanation:
        told = f"Penjelasan {_year(a)}: {before.explanation}"
        lines.append(folded(told, len(told)))
    return lines


def _year(a: Assessment) -> str:
    return str(a.former_year or OTHER_YEAR)


def _levels(a: Assessment, code: str, before: FormerAnswer) -> str:
    own = f"mandiri {a.instrument.numeral(before.level, code)}"
    return own if before.verified is None else f"{own}, terverifikasi {a.instrument.numeral(before.verified, code)}"


def record(a: Assessment, code: str) -> str:
    """The line this screen shrinks to when the contact goes on by typing."""
    level = a.level(code)
    if level is None:
        return line(a, code) if a.touched(code) else f"{line(a, code)}: belum diisi"
    return f"{DONE} {variable(a, code)}: {a.instrument.reached(level, code)} tersimpan"


def record_of_answer(a: Assessment, code: str, part: str) -> str:
    """The line of a variable's screen that asked for `part`: "explanation" or "evidence"."""
    level, lacking = a.level(code), a.lacking(code)
    if part in lacking:
        return f"{PART} {variable(a, code)}: kurang {missing(lacking)}"
    there = [a.instrument.reached(level, code)] if level is not None else []
    there += [_told(a.explanation(code), part)] if a.explanation(code) else []
    there += [_PROVEN] if a.evidence_of(code) else []
    return f"{DONE} {variable(a, code)}: {', '.join(there)}{' tersimpan' if lacking else ''}"


def _told(text: str, part: str) -> str:
    """The explanation that was just typed, by its first words, so that the contact sees what was stored."""
    return f"penjelasan “{named(text, FIRST_WORDS)}”" if part == "explanation" else "penjelasan"


def without_proof(line: str, code: str) -> str:
    """The line of record of a variable whose evidence was refused afterwards; empty for any other line."""
    head, tail = f"{DONE} {code} ", f", {_PROVEN}"
    told, _, where = line.removeprefix(head).rpartition(tail)
    if not line.startswith(head) or not told or (where and not where.startswith(" · ")):
        return ""
    return f"{PART} {code} {told}, kurang {_PROVEN}{where}"
