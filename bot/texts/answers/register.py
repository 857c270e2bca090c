"""The register of an OPD: its services, SOP or work units."""

from datetime import date

from bot.texts.common import WARN, capital, heading, named
from core.assessment.model import Assessment
from core.assessment.subjects import KINDS, MOST_NAME, Fault, Subject
from core.pemda.naming import TIE
from core.screen import cut, escape
from core.written import count, long_day

RETIRE, USE_AGAIN = "Tidak dipakai lagi", "Pakai lagi"
BACK_TO_LIST = "Kembali ke daftar"
CHOOSE = "Pilih yang diisi"
_RETIRED = "tidak dipakai lagi"
_FAULTS = {
    Fault.CODE: "kodenya kosong atau terlalu panjang",
    Fault.NAME: f"namanya kosong atau lebih dari {MOST_NAME} huruf",
    Fault.ATTRIBUTE: "isian sesudah nama belum sesuai urutan di atas",
}


def kind(a: Assessment) -> str:
    """ "layanan", "SOP"."""
    return KINDS[a.instrument.subject]


def register_of(a: Assessment) -> str:
    """Label of the way to it: "Daftar SOP"."""
    return f"Daftar {kind(a)}"


def listed(a: Assessment, lines: tuple[Subject, ...]) -> str:
    head = heading(named(a.opd.short.partition(TIE)[0], 60), register_of(a))
    there = [f"{escape(one.code)} · {named(one.name, 60)}{_mark(one)}" for one in lines]
    return "\n".join([head, *(there or [f"Belum ada {kind(a)} dalam daftar."]), "", how(a)])


def _mark(one: Subject) -> str:
    return f" · {_RETIRED}" if one.retired else ""


def how(a: Assessment) -> str:
    """How lines are added; the attributes by name, those that must be there with a star."""
    more = [f"{one.name}{'*' if one.required else ''}" for one in a.instrument.attributes]
    order = "; ".join(["kode", "nama", *map(escape, more)])
    must = " Yang bertanda * wajib." if any(one.required for one in a.instrument.attributes) else ""
    first = f"Tambah atau perbaiki: tulis satu {kind(a)} satu baris."
    return f"{first}\n<code>{order}</code>\nNama saja juga cukup bila tanpa kode.{must}"


def line(a: Assessment, one: Subject) -> str:
    names = {attribute.code: attribute for attribute in a.instrument.attributes}
    known = [(names[code], value) for code, value in one.attributes.items() if code in names]
    told = [f"{escape(of.name)}: {escape(_day(value) if of.date else value)}" for of, value in known]
    retired = [f"{capital(_RETIRED)}."] if one.retired else []
    return "\n".join([heading("", escape(one.code), named(one.name, MOST_NAME)), *told, *retired])


def _day(value: str) -> str:
    return long_day(date.fromisoformat(value))


def kept(a: Assessment, lines: int) -> str:
    return f"{capital(count(lines, 9))} {kind(a)} tersimpan."


def faulty(number: int, words: str, fault: Fault) -> str:
    return f"{WARN} Belum disimpan. Baris {number}, “{named(words)}”: {_FAULTS[fault]}."


def out_of_use(one: Subject) -> str:
    """A toast."""
    return cut(f"{one.code} {_RETIRED}", 190)


def used_again(one: Subject) -> str:
    return cut(f"{one.code} dipakai lagi", 190)


def record(a: Assessment) -> str:
    return register_of(a)
