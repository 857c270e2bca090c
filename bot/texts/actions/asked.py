"""A corrective action is asked for, and told wherever its answer is."""

from collections.abc import Mapping
from datetime import date

from bot.texts.common import DONE, WARN, day, heading, named, said
from core.actions.typed import Fault
from core.assessment.action import MOST_ACTION, MOST_PERSON, SHORTEST, Action, Part
from core.assessment.model import Assessment
from core.screen import cut
from core.written import long_day

CHANGE = "Ubah tindakan"
CHANGE_PART: Mapping[Part, str] = {
    Part.ACTION: "Ubah isinya",
    Part.PERSON: "Ubah nama",
    Part.DUE: "Ubah tanggal",
}
READY = "Sudah benar"
ASKED: Mapping[Part, str] = {
    Part.ACTION: (
        "Tulis tindakan perbaikannya. Boleh sekaligus dengan penanggung jawab dan tanggalnya:\n"
        "<code>tindakan; nama; tanggal</code>"
    ),
    Part.PERSON: "Siapa penanggung jawabnya? Tulis nama atau jabatan.",
    Part.DUE: "Kapan harus selesai? Ketuk tanggalnya, atau tulis misalnya 28-12-2026.",
}
NO_QUESTION = "Itu terbaca sebagai pertanyaan, jadi tidak disimpan sebagai tindakan."
NO_PERSON = "Itu terbaca sebagai pesan, jadi tidak disimpan sebagai nama penanggung jawab."
_FAULTS: Mapping[Fault, str] = {
    Fault.ACTION: f"Tindakan ditulis {SHORTEST} sampai {MOST_ACTION} huruf.",
    Fault.PERSON: f"Nama penanggung jawab ditulis 2 sampai {MOST_PERSON} huruf.",
    Fault.DATE: "Tanggalnya belum terbaca. Tulis misalnya 28-12-2026.",
    Fault.PAST: "Tanggal itu sudah lewat. Tulis tanggal lain.",
    Fault.FAR: "Tanggal itu terlalu jauh. Tulis tanggal lain.",
    Fault.PARTS: "Tulis paling banyak tiga bagian: tindakan; nama; tanggal.",
}


def same_as(code: str) -> str:
    return f"Sama dengan {code}"


def faulty(fault: Fault) -> str:
    return f"{WARN} Belum disimpan. {_FAULTS[fault]}"


def head(a: Assessment, code: str, where: str) -> str:
    level = a.level(code)
    reached = [a.instrument.reached(level, code)] if level is not None else []
    return heading(where, code, named(a.instrument.variable(code).short), *reached)


def question(a: Assessment, code: str, where: str, part: Part | None) -> str:
    """What was said so far, and what is asked now; without a `part` everything was said."""
    lines = [head(a, code, where), *told(a.actions.get(code))]
    return "\n".join([*lines, ASKED[part]] if part else lines)


def told(action: Action | None) -> list[str]:
    """The action as far as it was said, a line a part."""
    if action is None:
        return []
    lines = [f"Tindakan: {said(action.words)}"] if action.words else []
    lines += [f"Penanggung jawab: {named(action.person, MOST_PERSON)}"] if action.person else []
    lines += [f"Tenggat: {day(action.due)}"] if action.due else []
    if action.done_at is not None:
        note = f". {said(action.done_note, 160)}" if action.done_note else ""
        lines.append(f"{DONE} Selesai {long_day(action.done_at.date())}{note}")
    return lines


def saved(code: str) -> str:
    """A toast, or the line above the next question."""
    return f"Tindakan {code} tersimpan"


def chosen(code: str, due: date) -> str:
    return f"Tindakan {code}: {long_day(due)}"


def record(a: Assessment, code: str) -> str:
    action = a.actions.get(code)
    words = f"“{named(action.words, 48)}”" if action and action.words else "belum diisi"
    sign = DONE if action and action.complete else WARN
    return f"{sign} Tindakan {code}: {words}"


def edited(code: str) -> str:
    return f"Tindakan {code} diperbarui sesuai suntingan."


def not_edited(code: str, fault: Fault) -> str:
    return f"Suntingan tidak mengubah tindakan {code}. {_FAULTS[fault]}"


def locked(code: str) -> str:
    return f"Suntingan tidak mengubah tindakan {code}, karena sudah terkunci."


def rest(numeral: str, begun: bool) -> str:
    """Label: the same answer for all that has none."""
    return f"{numeral} untuk {'sisanya' if begun else 'semua'}"


def rest_saved(numeral: str, count: int) -> str:
    return cut(f"{count} jawaban “{numeral}” tersimpan", 190)
