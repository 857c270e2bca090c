"""The register of an OPD: its services, SOP or work units."""

from datetime import date

from bot.texts import tables
from bot.texts.common import WARN, capital, heading, named
from bot.texts.tables import reading as reading
from core.assessment.subjects import KINDS, Subject
from core.instrument.model import Instrument
from core.instrument.parts import Attribute, SubjectKind
from core.pemda.naming import TIE
from core.pemda.periods import what
from core.register.ages import Age, day_of
from core.register.lines import MOST_NAME, LineFault, Wrong
from core.register.model import Register, is_red, lacking, red_ages
from core.screen import cut, escape
from core.written import count, long_day

RED = "🔴"
RECORD = "Daftar layanan, SOP, atau unit kerja"
RETIRE, USE_AGAIN = "Tidak dipakai lagi", "Pakai lagi"
BACK_TO_LIST = "Kembali ke daftar"
BACK = "Kembali"
CHOOSE = "Pilih yang diisi"
ALL = "Semua OPD"
FORM = "Unduh isian"
FORM_COMING = "Isian sedang dikirim"
NAME = "Nama"
CLEAR = "Kosongkan"
GONE = "Baris ini sudah tidak ada."
NOT_YOURS = "Daftar ini tidak terbuka untuk akun ini."
NEED_FILE = "Daftar dikirim sebagai berkas XLSX atau CSV. Ketuk Unduh isian untuk memperolehnya."
CHOOSE_WHAT = "Ketuk dahulu apa yang diperbaiki."
_RETIRED = "tidak dipakai lagi"
_DAY = "tulis hari, bulan, dan tahun, misalnya 12 Maret 2024"
_YEAR = 12


def register_of(register: Register) -> str:
    """Label of the way to it: "Daftar SOP"."""
    return f"Daftar {KINDS[register.kind]}"


def other(instrument: Instrument) -> str:
    """Label of the way to another register: "Daftar layanan: Standar Pelayanan"."""
    return f"Daftar {KINDS[instrument.subject]}: {what(instrument.short_title)}"


def listed(register: Register, lines: tuple[Subject, ...], today: date) -> str:
    kind = KINDS[register.kind]
    head = heading(named(register.short.partition(TIE)[0], 60), register_of(register))
    there = [f"{named(one.code, 16)} · {named(one.name, 40)}{_mark(register, one, today)}" for one in lines]
    red = sum(is_red(register.attributes, one, today) for one in register.used)
    counted = [f"{RED} {red} dari {len(register.used)} {kind} perlu diperbarui."] if red else []
    return "\n".join([head, *(there or [f"Belum ada {kind} dalam daftar."]), *counted, "", how(register)])


def _mark(register: Register, one: Subject, today: date) -> str:
    if one.retired:
        return f" · {_RETIRED}"
    return f" · {RED}" if is_red(register.attributes, one, today) else ""


def how(register: Register) -> str:
    """How lines are added; the attributes by name, those that must be there with a star."""
    kind = KINDS[register.kind]
    more = [f"{one.name}{'*' if one.required else ''}" for one in register.attributes]
    order = "; ".join(["kode", "nama", *map(escape, more)])
    must = " Yang bertanda * wajib." if any(one.required for one in register.attributes) else ""
    first = f"Tambah: tulis satu {kind} satu baris, atau kirim berkas XLSX."
    return f"{first}\n<code>{order}</code>\nNama saja juga cukup bila tanpa kode.{must}"


def no_line(kind: SubjectKind) -> str:
    """To words that are said to somebody."""
    return (
        f"Itu terbaca sebagai pesan, jadi tidak masuk daftar. Bila memang nama {KINDS[kind]}, "
        "tulis dengan kodenya: kode; nama."
    )


def spoken(column: str, of: Attribute | None) -> str:
    return f"Itu terbaca sebagai pesan, jadi tidak disimpan. {type_it(column, of)}"


def line(register: Register, one: Subject, today: date) -> str:
    told = [f"{escape(of.name)}: {_shown(one, of)}" for of in register.attributes]
    retired = [f"{capital(_RETIRED)}."] if one.retired else []
    head = heading("", escape(one.code), named(one.name, MOST_NAME))
    return "\n".join([head, *told, *([] if one.retired else _red(register, one, today)), *retired])


def _shown(one: Subject, of: Attribute) -> str:
    value = one.attributes.get(of.code, "")
    day = day_of(value) if of.date else None
    if day is not None:
        return long_day(day)
    return f"{value} dari {of.of}" if value and of.of else escape(value) or "–"


def _red(register: Register, one: Subject, today: date) -> list[str]:
    """A line for each thing that somebody has to look after."""
    old = [f"{RED} {age_in_words(age)}" for age in red_ages(register.attributes, one, today)]
    short = [f"{RED} {escape(of.name)} belum lengkap" for of in lacking(register.attributes, one)]
    return [*old, *short]


def age_in_words(age: Age) -> str:
    """ "SKM terakhir sudah lewat 1 tahun", "SKM terakhir belum ada"."""
    if age.day is None:
        return f"{escape(age.attribute.name)} belum ada"
    return f"{escape(age.attribute.name)} sudah lewat {span(age.limit)}"


def span(months: int) -> str:
    """ "2 tahun", "18 bulan"."""
    return f"{months // _YEAR} tahun" if months % _YEAR == 0 else f"{months} bulan"


def kept(register: Register, lines: int) -> str:
    return f"{capital(count(lines, 9))} {KINDS[register.kind]} tersimpan."


def faulty(number: int, words: str, fault: LineFault) -> str:
    return f"{WARN} Belum disimpan. Baris {number}, “{named(words)}”: {escape(fault_in_words(fault))}."


def not_kept(fault: LineFault) -> str:
    return f"{WARN} Belum disimpan. {escape(fault_in_words(fault))}."


def fault_in_words(fault: LineFault) -> str:
    """ "Tanggal pengesahan bukan tanggal; tulis hari, bulan, dan tahun"."""
    return f"{fault.column} {wrong_in_words(fault)}"


def wrong_in_words(fault: LineFault) -> str:
    """What is wrong, and what to do."""
    match fault.what:
        case Wrong.EMPTY:
            return "kosong; isi"
        case Wrong.LONG:
            return f"lebih dari {fault.most} huruf; ringkas"
        case Wrong.NO_DAY:
            return f"bukan tanggal; {_DAY}"
        case Wrong.AHEAD:
            return "belum lewat; periksa tahunnya"
        case Wrong.NO_COUNT:
            return f"bukan angka 0 sampai {fault.most}; tulis angkanya"
        case Wrong.MORE:
            return f"diikuti isian yang lebih banyak dari {fault.most}; kurangi"
        case Wrong.TWICE:
            return f"sudah dipakai baris {fault.words}; beri kode lain atau hapus salah satu"
        case Wrong.SPOILT:
            return fault.words


def round_about(kind: SubjectKind) -> str:
    """Label of the way to a period about this line alone."""
    return f"Evaluasi {KINDS[kind]} ini"


def editing(one: Subject, of: Attribute | None) -> str:
    title, value = (escape(of.name), _shown(one, of)) if of is not None else (NAME, named(one.name, MOST_NAME))
    asked = type_it("", of)
    return "\n".join([heading("", escape(one.code), title), f"Sekarang: {value}", asked])


def type_it(column: str, of: Attribute | None) -> str:
    if of is None:
        return "Ketik nama yang baru."
    if of.date:
        return "Ketik tanggalnya, misalnya 12 Maret 2024."
    return f"Ketik angkanya, 0 sampai {of.of}." if of.of else "Ketik isinya yang baru."


def today(day: date) -> str:
    return f"Hari ini, {long_day(day)}"


def full(of: int) -> str:
    return f"Lengkap, {of} dari {of}"


def changed(code: str) -> str:
    return f"{escape(code)} tersimpan."


def out_of_use(one: Subject) -> str:
    """A toast."""
    return cut(f"{one.code} {_RETIRED}", 190)


def used_again(one: Subject) -> str:
    return cut(f"{one.code} dipakai lagi", 190)


_WHY = {
    "too_large": "Berkas lebih dari 2 MB. Kirim berkas yang hanya berisi daftarnya.",
    "unreadable": "Isinya tidak dapat dibaca. Simpan ulang sebagai XLSX, lalu kirim lagi.",
    "other_opd": "Berkas ini dibuat untuk OPD lain. Unduh isian OPD ini.",
    "other_register": "Berkas ini dibuat untuk daftar lain. Unduh isian daftar ini.",
    "empty": "Tidak ada baris di bawah judul kolom. Isi, lalu kirim ulang.",
}


def unusable(name: str, said: str, problem: str) -> str:
    """Why a file as a whole cannot be used."""
    why = escape(said) if said else _WHY.get(problem, tables.NOT_FETCHED)
    return f"{WARN} <b>{named(name, 80)} belum disimpan.</b> {why}"
