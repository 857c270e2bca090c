"""What all texts share: dates as an official writes them, numbers with a decimal comma, marks, and the length of a
screen. Instants come in the Pemda's zone."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from html import unescape

from core.assessment.model import Approval, Period
from core.deadlines import last_day
from core.pemda.naming import TIE, shortened
from core.people.roles import Person
from core.screen import cut, escape
from core.written import long_day

DONE, PART, BLANK, WAIT, BACK, LOCK, CLIP, WARN = "✅", "🟡", "⬜", "⏳", "↩️", "🔒", "📎", "⚠️"
"""Marks, one meaning each: complete, partly, not yet, waiting, returned, sent and locked, evidence, to be done."""

OPEN_BELOW = "Sudah terbuka di bawah."
OLD_SCREEN = "Layar ini sudah lama. Yang terbaru ditampilkan."
LOCKED = "Penilaian sudah dikirim dan terkunci."
NO_OPDS = "Belum ada OPD. Kirim daftar OPD lebih dahulu lewat Kelola OPD."
AWAITING = {
    Approval.NONE: "Penilaian tinggal dikirim ke tim penilai.",
    Approval.IN_BOT: "Penilaian sedang menunggu persetujuan kepala.",
    Approval.LETTER: "Penilaian sedang menunggu surat bertanda tangan.",
}
NOT_OPEN = "Penilaian belum dibuka."
REOPENED = "Penilaian terbuka lagi untuk diisi."
CHANGED = "Isian sudah berubah. Lanjutkan dari ringkasan."
"""Why a screen can no longer stand: somebody else has sent, returned or closed the assessment meanwhile."""

NO_NAME = "Itu terbaca sebagai pertanyaan, jadi tidak disimpan. Petunjuk dan orang yang dapat ditanya: /bantuan."
"""To a question where a name or title is asked."""

SPOKEN = "Itu terbaca sebagai pesan, jadi tidak disimpan. Petunjuk dan orang yang dapat ditanya: /bantuan."
"""To a request, greeting or apology there."""

EDITED_TO_NAME = "Suntingan itu nama tombol, jadi tulisan di atas tidak berubah."

NOT_READ = "Pesan tadi belum diproses. Gunakan tombol di bawah, atau tulis lagi."
"""To a message that came before the screen on which it would have been read."""

NOT_KEPT = f"{WARN} Berkas tidak disimpan."
"""To a file where none is taken; what to do instead follows it."""

WITHDRAW_TO_CHANGE = "Untuk mengubahnya, tarik kembali kiriman lebih dahulu."

LEFT_BEHIND = "Layar ini sudah berpindah ke bawah."
NO_PERIOD = "Belum ada penilaian yang dibuka. Bapak/Ibu akan diberi tahu pada hari pembukaan."

OPEN_CONTENTS = "Buka daftar isi"
OPEN_SUMMARY = "Buka ringkasan"
OPEN_APPROVAL = "Lihat penilaian"
OPEN_RECEIPT = "Buka tanda terima"
SEE_RESULT = "Lihat hasil"
ASK_TEAM = "Tanya tim"
CANCEL = "Batalkan"
BACKWARD, FORWARD = "‹", "›"

HARD = "\u00a0"
"""A space at which no line breaks."""

_DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_OWN_NAMES = ("Renja", "Renstra")  # keep their capital inside a sentence
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # control and writing direction


def document_inside(name: str) -> str:
    """A document's name inside a sentence: "rancangan awal Renja", "RKA sampai sub kegiatan". Not escaped."""
    proper = name.startswith(_OWN_NAMES) or name[1:2].isupper()
    return name if proper else name[:1].lower() + name[1:]


def day(on: date) -> str:
    """ "Senin, 14 Desember 2026"."""
    return f"{_DAYS[on.weekday()]}, {long_day(on)}"


def clock(at: datetime) -> str:
    """ "16.00"."""
    return f"{at:%H.%M}"


def contacts_and_heads(contacts: int, heads: int) -> str:
    """ "2 kontak dan 1 kepala OPD"; empty where there is nobody."""
    parts = (f"{contacts} kontak" if contacts else "", f"{heads} kepala OPD" if heads else "")
    return " dan ".join(part for part in parts if part)


def hour(at: datetime, zone: str) -> str:
    """ "pukul 16.00 WITA"."""
    return f"pukul {clock(at)} {zone}"


def moment(at: datetime, zone: str) -> str:
    """ "Senin, 14 Desember 2026 pukul 16.00 WITA"."""
    return f"{day(at)} {hour(at, zone)}"


def when(at: datetime, now: datetime, zone: str) -> str:
    """An instant as day and hour; of today only the hour."""
    return hour(at, zone) if at.date() == now.date() else moment(at, zone)


def countdown(due: datetime, now: datetime, zone: str) -> str:
    """How long there is still, as the last line of an overview."""
    days = (due.date() - now.date()).days
    if now > due:
        late = f"{-days} hari" if days else f"hari ini {hour(due, zone)}"
        return f"Tenggat lewat {late}. Isian masih diterima, dicatat terlambat."
    on, at = last_hour(due, zone)
    days = (on - now.date()).days
    if days == 0:
        return f"Tenggat hari ini {at}"
    return f"{'Besok' if days == 1 else f'{days} hari lagi'}: {day(on)} {at}"


def last_hour(due: datetime, zone: str) -> tuple[date, str]:
    """The day on which a due date ends, and its hour: midnight is "pukul 24.00 WITA" of the day before."""
    on = last_day(due)
    return on, hour(due, zone) if on == due.date() else f"pukul 24.00 {zone}"


def thousands(number: int) -> str:
    """ "5.000"."""
    return f"{number:,}".replace(",", ".")


def megabytes(size: int) -> str:
    """Bytes as "25,0 MB"."""
    return f"{size / 1024**2:.1f} MB".replace(".", ",")


def bar(done: int, of: int) -> str:
    """One piece for each thing to be done; ten when there are many."""
    width = of if of <= 12 else 10
    full = width * done // of if of else 0
    return "▰" * full + "▱" * (width - full)


def clean(words: str) -> str:
    """People's words without characters that hide or turn other characters."""
    return _UNSAFE.sub("", words)


def said(words: str, most: int = 300) -> str:
    """People's words for the screen: cleaned, cut, escaped."""
    return escape(cut(clean(words), most))


def unsent(words: str) -> str:
    """The line of a screen that was left while these words waited there: they can be copied from it."""
    return f"{WARN} Tulisan ini belum disimpan atau dikirim:\n{quote(words, 300)}"


def named(words: str, most: int = 40) -> str:
    """The name of a person, file or OPD on one line; an OPD keeps its Pemda when it is cut (core.pemda.naming)."""
    return escape(shortened(clean(words), most))


def short_name(name: str, most: int) -> str:
    """A file's name for a button: the end with its kind stays. Not escaped: labels are no HTML."""
    name = " ".join(clean(name).split())
    if len(name) <= most:
        return name
    stem, dot, kind = name.rpartition(".")
    if not dot or len(kind) > 5:
        return cut(name, most)
    return f"{stem[: most - len(kind) - 2].rstrip(' _-.,(')}….{kind}"


BAD_REASON = "Alasan ditulis 5 sampai 500 karakter. Tulis ulang."


_OPERATOR = "pengelola bot"


def whoever(person: Person | None) -> str:
    """The name of who acts: a person with a role, else the operator of the bot, who coordinates without one."""
    return person.name if person is not None else _OPERATOR


def quote(words: str, most: int = 300) -> str:
    return f"<blockquote>{said(words, most)}</blockquote>"


def folded(words: str, most: int = 1000) -> str:
    """Help or a quotation that opens with a touch."""
    return f"<blockquote expandable>{said(words, most)}</blockquote>"


def ask_organiser(organiser: str) -> str:
    """Advice to ask the coordinating unit. Not escaped."""
    return f"Untuk perbaikan, hubungi {cut(clean(organiser), 80)}."


def already_saved(code: str, reached: str) -> str:
    """A toast for a level button that is pressed twice; `reached`: "tingkat III"."""
    return f"Sudah tersimpan: {code}, {reached}"


def period_title(period: Period) -> str:
    """ "Penilaian 2026", whatever the coordinator called the period."""
    return titled(period.name)


_SELF_SAID = ("penilaian", "evaluasi", "pemeriksaan")
"""Names that begin so say what is done."""


def titled(period: str) -> str:
    """The same, from the name of the period."""
    name = named(period)
    return name if name.lower().startswith(_SELF_SAID) else f"Penilaian {name}"


def of_period(words: str, period: str) -> str:
    """A message about one of several periods (HTML): its name stands above, unless the words say it already."""
    plain = unescape(re.sub(r"<[^>]*>", "", words)).replace(TIE, " ")
    return words if period in plain else f"<i>{named(period, 60)}</i>\n{words}"


def variables(pairs: Iterable[tuple[str, str]]) -> str:
    """Codes and names of the variables among which is chosen, a line each."""
    return "\n".join(f"{code} {named(short)}" for code, short in pairs)


def heading(where: str, *parts: str) -> str:
    """The first line of a screen: where I am. `where` is the OPD when the person has several."""
    return f"<b>{' · '.join((where, *parts) if where else parts)}</b>"


def capital(words: str) -> str:
    """The text with a capital letter at its beginning."""
    return words[:1].upper() + words[1:]


def counted(files: int, links: int) -> str:
    """ "4 berkas dan 1 tautan"."""
    parts = [f"{files} berkas"] if files or not links else []
    return " dan ".join(parts + ([f"{links} tautan"] if links else []))
