"""The Ombudsman's letters."""

from collections.abc import Sequence

from bot.texts.common import WARN, capital, named
from core.pemda.naming import shortened
from core.register.opinions import FIRST_YEAR, MOST_WORDS, Amiss, Opinion
from core.written import count, number

TITLE = "Surat Ombudsman"
OPEN = TITLE
BACK = "Kembali"
REMOVE = "Hapus"
REPLACE = "Ganti"
KEEP = "Tidak jadi"
_MOST_ASKED = 5
_EXAMPLE = "Kualitas Sedang; 62,57"
_AMISS = {
    Amiss.PARTS: "tulis tahun, opini, dan nilai dengan titik koma di antaranya",
    Amiss.YEAR: f"tahunnya harus {FIRST_YEAR} sampai tahun ini",
    Amiss.TWICE: "tahun itu sudah ada pada baris di atasnya",
    Amiss.OPD: "OPD itu tidak ada; tulis kode atau nama singkatnya",
    Amiss.WORDS: f"opininya kosong, hanya angka, atau lebih dari {MOST_WORDS} huruf",
    Amiss.VALUE: "nilainya harus 0 sampai 100, paling banyak dua desimal",
}


def label(one: Opinion) -> str:
    return f"{one.year} · {shortened(one.short, 18)}" if one.short else str(one.year)


def said(one: Opinion) -> str:
    """ "Kualitas Sedang, 62,57"."""
    return f"{named(one.words, MOST_WORDS)}, {number(one.value)}"


def listed(opinions: Sequence[Opinion], pemda: str, year: int) -> str:
    lines = [f"<b>{TITLE} · {named(pemda, 60)}</b>"]
    lines += [f"{one.year} · {named(one.short or pemda, 40)}: {said(one)}" for one in opinions]
    lines += [] if opinions else ["Belum ada yang dicatat."]
    lines += [
        "",
        "Opini dan nilai dicatat seperti pada suratnya; tidak ada yang dihitung di sini.",
        f"Daerah: <code>{year - 1}; {_EXAMPLE}</code>",
        f"Satu OPD: <code>{year - 1}; kode OPD; {_EXAMPLE}</code>",
    ]
    return "\n".join(lines)


def amiss(what: Amiss, line: str) -> str:
    return f"{WARN} Belum disimpan. “{named(line, 60)}”: {_AMISS[what]}."


def kept(lines: int) -> str:
    return f"{capital(count(lines, 9))} surat tercatat."


def confirm(one: Opinion, pemda: str) -> str:
    return f"Hapus catatan {one.year}, {named(one.short or pemda, 60)}: {said(one)}?"


def confirm_replacing(pairs: Sequence[tuple[Opinion, Opinion]], pemda: str) -> str:
    """What is noted, and what was typed for the same year."""
    lines = [f"{was.year} · {named(was.short or pemda, 40)}: {_changed(was, new)}" for was, new in pairs[:_MOST_ASKED]]
    more = len(pairs) - len(lines)
    lines += [f"dan {more} surat lagi"] if more else []
    return "\n".join((f"<b>{TITLE} sudah tercatat</b>", *lines, "", "Ganti dengan yang baru?"))


def _changed(was: Opinion, new: Opinion) -> str:
    """ "84,10 menjadi 90", with the words of the opinion where they change too."""
    if was.words == new.words:
        return f"{number(was.value)} menjadi {number(new.value)}"
    return f"{said(was)} menjadi {said(new)}"


def removed(one: Opinion) -> str:
    return f"Catatan {one.year} dihapus."
