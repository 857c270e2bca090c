"""The level of a variable is asked."""

from collections.abc import Sequence

from bot.texts.answers.contents import line, missing, variable
from bot.texts.common import DONE, PART, folded, heading, named
from core.assessment.model import Assessment, FormerAnswer
from core.instrument.parse import Variable
from core.screen import escape

CHOOSE = "Pilih tingkat tertinggi yang dapat dibuktikan."
OTHER_YEAR = "sebelumnya"
FIRST_WORDS = 48
"""Characters of an explanation that a line of record quotes."""


def skip(code: str) -> str:
    return f"Lewati {code}"


def keep(numeral: str) -> str:
    return f"Pertahankan {numeral}"


def take_over(year: int | None) -> str:
    return f"Pakai jawaban {year or OTHER_YEAR}"


def saved(code: str, numeral: str) -> str:
    return f"{code}: tingkat {numeral} tersimpan"


def taken_over(code: str, numeral: str, year: int | None) -> str:
    return f"{code}: tingkat {numeral} dan penjelasan {year or OTHER_YEAR} dipakai"


def question(a: Assessment, code: str, where: str, above: Sequence[str], presence: Sequence[str]) -> str:
    """The whole screen. `above` stands before the heading, `presence` below it."""
    asked, level = a.instrument.variable(code), a.level(code)
    place = f"({a.instrument.position(code)} dari {len(a.instrument.codes)})"
    now = [f"Sekarang: tingkat {a.instrument.numeral(level)}."] if level is not None else []
    return "\n".join(
        [
            *above,
            f"{heading(where, code, named(asked.short))} {place}",
            *presence,
            *_former(a, code),
            escape(asked.question),
            "",
            *_steps(a, asked),
            folded(asked.help),
            *now,
            CHOOSE,
        ]
    )


_PROVEN = "bukti"


def _steps(a: Assessment, asked: Variable) -> list[str]:
    return [f"<b>{a.instrument.numeral(step.level)}</b> · {escape(step.statement)}" for step in asked.levels]


def _former(a: Assessment, code: str) -> list[str]:
    """What was answered the year before."""
    before = a.former.get(code)
    if before is None:
        return []
    year = str(a.former_year or OTHER_YEAR)
    lines = [f"Tahun {year}: {_levels(a, before)}"]
    if before.explanation:
        lines.append(folded(f"Penjelasan {year}: {before.explanation}", 300))
    return lines


def _levels(a: Assessment, before: FormerAnswer) -> str:
    own = f"mandiri {a.instrument.numeral(before.level)}"
    return own if before.verified is None else f"{own}, terverifikasi {a.instrument.numeral(before.verified)}"


def record(a: Assessment, code: str) -> str:
    """The line this screen shrinks to when the contact goes on by typing."""
    level = a.level(code)
    if level is None:
        return line(a, code) if a.touched(code) else f"{line(a, code)}: belum diisi"
    return f"{DONE} {variable(a, code)}: tingkat {a.instrument.numeral(level)} tersimpan"


def record_of_answer(a: Assessment, code: str, part: str) -> str:
    """The line of a variable's screen that asked for `part`: "explanation" or "evidence"."""
    level, lacking = a.level(code), a.lacking(code)
    if part in lacking:
        return f"{PART} {variable(a, code)}: kurang {missing(lacking)}"
    there = [f"tingkat {a.instrument.numeral(level)}"] if level is not None else []
    there += [_told(a.explanation(code), part)] if a.explanation(code) else []
    there += [_PROVEN] if a.evidence_of(code) else []
    return f"{DONE} {variable(a, code)}: {', '.join(there)}{' tersimpan' if lacking else ''}"


def _told(text: str, part: str) -> str:
    """The explanation that was just typed, by its first words, so that the contact sees what was stored."""
    return f"penjelasan “{named(text, FIRST_WORDS)}”" if part == "explanation" else "penjelasan"


def without_proof(line: str, code: str) -> str:
    """The line of record of a variable whose evidence was refused afterwards; empty for any other line."""
    head, tail = f"{DONE} {code} ", f", {_PROVEN}"
    if not (line.startswith(head) and line.endswith(tail)):
        return ""
    return f"{PART} {code} {line.removeprefix(head).removesuffix(tail)}, kurang {_PROVEN}"
