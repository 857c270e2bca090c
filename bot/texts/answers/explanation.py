"""The explanation of a variable is asked."""

from collections.abc import Sequence

from bot.texts.common import capital, heading, named, quote, thousands
from bot.texts.reading import SHOWN, is_cut
from core.assessment.model import Assessment
from core.instrument.parts import NOT_APPLICABLE
from core.screen import escape
from core.written import count

CHANGE_LEVEL = "Ubah tingkat"
KEEP = "Pertahankan penjelasan"
ASK = "Tulis dokumen apa, kapan, oleh siapa."
ASK_STATE = "Tulis keadaannya dalam satu kalimat."
ASK_WHY = "Tulis dalam satu kalimat mengapa tidak berlaku."
ASK_ESSAY = "Tulis uraiannya; nilainya diberikan tim penilai."
REPLACES = "Tulis yang baru; yang lama diganti."
EMPTY = "Tulisan itu kosong. Tuliskan penjelasan dalam satu atau dua kalimat."


FIRST_WORDS = 100
"""Characters of the present explanation where there is little room; [Baca lengkap] has all of it."""


def question(a: Assessment, code: str, where: str, following: str) -> tuple[str, ...]:
    """The card: what the chosen level says, and the instrument's example of it; then without the example, or with fewer
    words of a long explanation that is to be replaced. `following`: what opens by itself afterwards ("V09",
    "ringkasan").
    """
    level, existing, variable = a.level(code), a.explanation(code), a.instrument.variable(code)
    reached = a.instrument.reached(level, code) if level is not None else ""
    head = [heading(where, code, named(variable.short), *([reached] if reached else []))]
    head += [f"<i>{escape(variable.level(level).statement)}</i>"] if level is not None else []
    if existing:
        quotes = (SHOWN, FIRST_WORDS) if is_cut(existing) else (SHOWN,)
        quoted = [f"Penjelasan sekarang:\n{quote(existing, most)}" for most in quotes]
        return tuple("\n".join([*head, words, REPLACES]) for words in quoted)
    if variable.essay:
        return ("\n".join([*head, f"<i>{escape(variable.question)}</i>", ASK_ESSAY]),)
    told = variable.level(level).example if level is not None else ""
    example = [quote(f"Contoh: {told.replace('{year}', str(a.period.year))}")] if told else []
    if level is not None and level < a.instrument.evidence_required_from:
        applies = level != NOT_APPLICABLE
        head.append(f"{capital(reached) if applies else 'Ini'} tidak memerlukan bukti; sesudahnya {following} terbuka.")
        ask = ASK_STATE if applies else ASK_WHY
    else:
        ask = ASK
    return "\n".join([*head, *example, ask]), "\n".join([*head, ask])


def no_such_level(words: str, numerals: Sequence[str]) -> str:
    return (
        f"Tingkat {named(words, 20)} tidak ada; yang ada {numerals[0]} sampai {numerals[-1]}. Tuliskan penjelasannya."
    )


def undo(code: str) -> str:
    return f"Urungkan penjelasan {code}"


def restored(code: str) -> str:
    """A toast: plain text."""
    return f"Penjelasan {code} yang lama dipakai lagi"


def joined(code: str, text: str, messages: int) -> str:
    return f"Penjelasan {code} tersimpan utuh: {thousands(len(text))} huruf, {count(messages, 9)} pesan digabung."
