"""What stands in a variable, to be read or changed."""

from collections.abc import Sequence

from bot.texts.actions.asked import told
from bot.texts.answers.contents import WRITTEN, missing
from bot.texts.common import CLIP, PART, counted, folded, heading, named, period_title
from bot.texts.evidence.screens import item
from bot.texts.reading import SHOWN, pages
from core.assessment.counts import tally
from core.assessment.model import Assessment, Evidence
from core.screen import escape

CHANGE_LEVEL = "Ubah tingkat"
CHANGE_EXPLANATION = "Ubah penjelasan"
CHECK_EVIDENCE = "Periksa bukti"
BACK = "Kembali"
BACK_TO_LIST = "Kembali ke daftar"


def checked(a: Assessment, code: str, where: str) -> str:
    """The answer of a variable with the ways to change it."""
    return "\n".join([head(a, code, where), *_body(a, code), *_lacks(a, code)])


def shown(a: Assessment, code: str, where: str, numbered: Sequence[tuple[int, Evidence]]) -> str:
    """The answer of a variable that cannot be changed now."""
    return "\n".join([head(a, code, where), *_body(a, code, evidence=False), *(item(n, e) for n, e in numbered)])


def head(a: Assessment, code: str, where: str) -> str:
    """The first line of the screen: the variable, and the level that is chosen."""
    level = a.level(code)
    reached = [a.instrument.reached(level, code)] if level is not None else []
    return heading(where, code, named(a.instrument.variable(code).short), *reached)


def _body(a: Assessment, code: str, *, evidence: bool = True) -> list[str]:
    explanation, found = a.explanation(code), a.evidence_of(code)
    lines = [*_claimed(a, code), *told(a.actions.get(code))]
    if explanation:
        lines.append(folded(explanation, SHOWN))
    if evidence and found:
        lines.append(f"{CLIP} {counted(*tally(found))}")
    return lines or ["Belum diisi."]


def _claimed(a: Assessment, code: str) -> list[str]:
    """The sentence of the level that is chosen."""
    level = a.level(code)
    return [f"<i>{escape(a.instrument.variable(code).level(level).statement)}</i>"] if level is not None else []


def whole(a: Assessment, code: str, where: str) -> tuple[str, ...]:
    """What [Baca lengkap] opens in the same message: the explanation to its end."""
    return pages([head(a, code, where), *_claimed(a, code)], [], a.explanation(code))


def _lacks(a: Assessment, code: str) -> list[str]:
    return [f"{PART} Kurang {missing(a.lacking(code))}."] if a.lacking(code) else []


def overview(a: Assessment, where: str) -> str:
    """All variables with level and number of files."""
    lines = [_line(a, code) for code in a.instrument.codes]
    return "\n".join(
        [heading(where, period_title(a.period), "jawaban"), *lines, "Pilih variabel untuk melihat isinya."]
    )


def _line(a: Assessment, code: str) -> str:
    level, count = a.level(code), len(a.evidence_of(code))
    written = WRITTEN if a.instrument.variable(code).essay and a.explanation(code) else "belum diisi"
    parts = [a.instrument.numeral(level, code) if level is not None else written]
    parts += [f"{count} bukti"] if count else []
    return f"{code} {named(a.instrument.variable(code).short)} · {', '.join(parts)}"


def record(a: Assessment) -> str:
    return f"Jawaban {named(a.opd.short)}"
