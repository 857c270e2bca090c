"""The explanation of a variable is asked."""

from collections.abc import Sequence

from bot.texts.answers.examples import example
from bot.texts.common import folded, heading, named, quote, thousands
from core.assessment.model import Assessment
from core.written import count

CHANGE_LEVEL = "Ubah tingkat"
KEEP = "Pertahankan penjelasan"
EMPTY = "Tulisan itu kosong. Tuliskan penjelasan dalam satu atau dua kalimat."


def question(
    a: Assessment, code: str, where: str, following: str, above: Sequence[str], presence: Sequence[str]
) -> str:
    """The whole screen. `following`: what opens by itself afterwards ("V09", "ringkasan")."""
    level, existing = a.level(code), a.explanation(code)
    reached = [f"tingkat {a.instrument.numeral(level)}"] if level is not None else []
    head = heading(where, code, named(a.instrument.variable(code).short), *reached)
    if existing:
        asks = [f"Penjelasan sekarang:\n{quote(existing)}", "Tulis penjelasan baru. Yang lama akan diganti."]
    elif level is not None and level < a.instrument.evidence_required_from:
        asks = [
            f"Tuliskan keadaannya dalam satu kalimat. Tingkat {a.instrument.numeral(level)} tidak memerlukan bukti; "
            f"sesudahnya {following} terbuka.",
            folded(a.instrument.variable(code).level(level).statement),
        ]
    else:
        asks = [
            "Jelaskan keadaan sebenarnya dalam satu atau dua kalimat: dokumen apa, kapan, siapa yang mengerjakan.",
            folded(f"Contoh: {example(a.instrument.id, code, a.period.year)}"),
        ]
    return "\n".join([*above, head, *presence, *asks])


def no_such_level(words: str, numerals: Sequence[str]) -> str:
    return (
        f"Tingkat {named(words, 20)} tidak ada; yang ada {numerals[0]} sampai {numerals[-1]}. Tuliskan penjelasannya."
    )


def undo(code: str) -> str:
    return f"Urungkan penjelasan {code}"


def restored(code: str) -> str:
    """A toast: plain text."""
    return f"Penjelasan {code} yang lama dipakai lagi"


def joined(text: str, messages: int) -> str:
    return f"Penjelasan tersimpan utuh: {thousands(len(text))} huruf, {count(messages, 9)} pesan digabung."
