"""What typed words mean where they are not an answer: the name of a button, the numeral of a level, a question, too few
words to keep.

The table below is the only one. A text names a button if it contains nothing else: "Batal.", "BATAL pak", "❌ batal"
do, "Batal demi hukum sejak 2024" does not.
"""

import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum

from core.instrument.parts import ROMANS


class Intent(StrEnum):
    """What a button does, whatever its label is on each screen."""

    CANCEL = "cancel"
    BACK = "back"
    MENU = "menu"
    HELP = "help"
    SKIP = "skip"
    GO_ON = "go_on"
    CONTENTS = "contents"
    SUMMARY = "summary"
    UNDO = "undo"


_NAMES: dict[Intent, str] = {
    Intent.CANCEL: """
        batal; batalkan; batalin; dibatalkan; batal kirim; batal isi; batal dulu; mau batal; saya batal; cancel; abort;
        gak jadi; ga jadi; gk jadi; g jadi; nggak jadi; ngga jadi; enggak jadi; tidak jadi; tdk jadi; tak jadi; gajadi;
        gakjadi; ndak jadi; jangan; jangan dulu; stop; setop; berhenti; hentikan; keluar; exit; quit; tutup; abaikan
    """,
    Intent.BACK: """
        kembali; balik; back; mundur; sebelumnya; ke sebelumnya; kembali ke sebelumnya; kembali dulu; go back; previous
    """,
    Intent.MENU: """
        menu; menu utama; buka menu; ke menu; kembali ke menu; kembali ke menu utama; lihat menu; home; beranda;
        main menu; kembali ke awal; dari awal; ke awal
    """,
    Intent.HELP: """
        bantuan; bantu; bantu saya; bantuin; tolong; tolong bantu; tolong bantu saya; tolong bantuan; help; help me;
        minta bantuan; minta tolong; mohon bantuan; mohon bantu; butuh bantuan; perlu bantuan; bantuan dong; petunjuk;
        panduan; lihat bantuan; buka bantuan; perintah; daftar perintah
    """,
    Intent.SKIP: """
        lewati; lewat; lewatkan; lewati dulu; lewati saja; lewat dulu; skip; skip dulu; lompati; lompat; loncat; nanti;
        nanti saja; nanti dulu; belakangan; pass; isi nanti; nanti diisi
    """,
    Intent.GO_ON: """
        lanjut; lanjutkan; lanjut mengisi; lanjutkan mengisi; lanjut isi; next; berikutnya; selanjutnya; terus;
        teruskan; continue; lanjut berikutnya; ke berikutnya
    """,
    Intent.CONTENTS: "daftar isi; buka daftar isi; lihat daftar isi; ke daftar isi; daftar variabel; isi; daftar",
    Intent.SUMMARY: """
        ringkasan; buka ringkasan; lihat ringkasan; ke ringkasan; rangkuman; summary; kirim ke tim penilai;
        kirim ke tim; kirim penilaian; kirim isian; kirim jawaban
    """,
    Intent.UNDO: "urungkan; urung; undo; kembalikan seperti semula",
}
_MEANT = {" ".join(name.split()): meant for meant, names in _NAMES.items() for name in names.split(";")}
NAMES = tuple(_MEANT)
"""Every name, in the form in which it is compared."""

_COURTESY = frozenset(
    (
        *("pak", "bu", "bapak", "ibu", "mas", "mbak", "kak", "min", "admin", "tim", "dong", "ya", "yah", "deh", "nih"),
        *("saja", "aja", "dulu", "please", "tolong", "mohon"),
    )
)
"""Words before or after a button's name that do not change it."""

LONGEST_QUESTION = 700
"""Characters of a question to the team and of its answer: each is read whole on one screen."""

LONGEST_NAME = 40
"""Characters of the longest text that may name a button."""


_NO_WORD = re.compile("[^0-9a-z]+")


def bare(text: str) -> str:
    """Letters and digits of a text in lower case, words separated by one space, without marks, emoji and
    fancy letters.
    """
    if text.isascii():
        return _NO_WORD.sub(" ", text.lower()).strip()
    shown = _seen(unicodedata.normalize("NFKC", text.replace("\u20e3", " ")).casefold())
    return " ".join("".join(sign if sign.isalnum() else " " for sign in shown).split())


def _seen(text: str) -> str:
    """The text without marks and signs that have no width."""
    if text.isascii():
        return text
    return "".join(sign for sign in text if unicodedata.category(sign) not in ("Cf", "Mn"))


def meant(text: str) -> Intent | None:
    """The button that a text names; None for any other text."""
    if len(text) > 2 * LONGEST_NAME:
        return None
    words = bare(text).split()
    return next((_MEANT[name] for name in _without_courtesy(words) if name in _MEANT), None)


def _without_courtesy(words: list[str]) -> Iterator[str]:
    """The text itself, then with fewer and fewer courtesies around it."""
    polite = [word in _COURTESY for word in words]
    for first in range(len(words)):
        for last in range(len(words), first, -1):
            if all(polite[:first]) and all(polite[last:]):
                yield " ".join(words[first:last])


# numerals

_WORDS = {"nol": 0, "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7}
_SAID_FIRST = (
    "(?:(?:saya|kami|pilih|pilihan|jawaban|jawab|tingkat|level|lvl|tk|nomor|no|angka|nilai|ubah|ganti|ke|jadi|menjadi)"
    " )*"
)
_SAID_LAST = "(?: (?:ya|saja|aja|deh|dong|pak|bu))*"
_NUMERAL = re.compile(rf"{_SAID_FIRST}(?:ke ?)?([ivx]+|\d{{1,2}}|{'|'.join(_WORDS)}){_SAID_LAST}")
_TWICE = re.compile(rf"{_SAID_FIRST}([ivx]+|\d{{1,2}}) ([a-z]+|\d{{1,2}}){_SAID_LAST}")


def numeral(text: str) -> int | None:
    """The number, if the text is nothing but a number: "3", "IV.", "tingkat ke-4", "level iii", "3 (tiga)"."""
    if len(text) > LONGEST_NAME:
        return None
    words = bare(text)
    if (both := _TWICE.fullmatch(words)) and _number(both[1]) == _number(both[2]) is not None:
        return _number(both[1])
    found = _NUMERAL.fullmatch(words)
    return _number(found[1]) if found else None


def place(text: str) -> int | None:
    """The line of a list that a text names: "4", "nomor empat". Roman numerals and "tingkat 4" are levels."""
    words = bare(text).split()
    level = any(word in _OF_LEVELS or (word.upper() in ROMANS and not word.isdecimal()) for word in words)
    return None if level else numeral(text)


_OF_LEVELS = frozenset({"tingkat", "level", "lvl", "tk", "nilai"})


def _number(word: str) -> int | None:
    if word.isdecimal():
        return int(word)
    if word.upper() in ROMANS:
        return ROMANS.index(word.upper())
    return _WORDS.get(word)


# years

_STATED = re.compile(
    r"(?:(?:dokumen|berkas|bukti|semua|semuanya|tahun|thn|th|dari|itu|ini) )*(\d{4})(?: (?:ya|saja|aja|pak|bu))*"
)


_RELATIVE = re.compile(
    r"(?:(?:dokumen|berkas|bukti|semua|semuanya|dari|itu) )*(?:(?P<many>dua|2) )?(?:tahun|thn|th) "
    r"(?:(?P<now>ini|sekarang|berjalan)|(?:yang )?(?:lalu|kemarin|sebelumnya))(?: (?:ya|saja|aja|pak|bu))*"
)


def stated_year(text: str, this_year: int = 0) -> int | None:
    """The year, if the text names nothing but one: "2019", "tahun 2019", "dokumen tahun 2019 ya"; where `this_year` is
    known also "tahun lalu", "tahun ini".
    """
    words = bare(text[:80])
    if found := _STATED.fullmatch(words):
        return int(found[1])
    said = _RELATIVE.fullmatch(words) if this_year else None
    if said is None or (said["many"] and said["now"]):
        return None
    return this_year - (0 if said["now"] else 2 if said["many"] else 1)


# an explanation, or something else?

FEWEST = 15
"""Characters of the shortest explanation. A shorter text says nothing about an office, and its sender is asked what it
means."""

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_ASKS_FIRST = re.compile(
    r"(?:apa|apakah|apa saja|bagaimana|gimana|kenapa|mengapa|kapan|siapa|dimana|di mana|berapa|mana|bolehkah|bisakah|"
    r"haruskah|perlukah|adakah|boleh tidak|bisa tidak|mohon (?:penjelasan|petunjuk|arahan|pencerahan|info)|"
    r"tolong (?:jelaskan|bantu|info)|mau tanya|izin bertanya|ijin bertanya|mohon izin|numpang tanya|contohnya)\b"
)
_ASKS_ANYWHERE = re.compile(
    r"\b(?:apa maksud|maksudnya apa|apa yang harus|bagaimana cara|gimana cara|cara mengisi|"
    r"(?:saya|kami|masih|jadi) (?:\w+ )?(?:bingung|tidak (?:tahu|mengerti|paham)|belum (?:mengerti|paham)|"
    r"kurang (?:mengerti|paham)|ga(?:k)? (?:tau|ngerti|paham))|harus (?:tulis|isi|diisi) apa)\b"
)
_ASKS_LAST = re.compile(
    r"[,.;:\n]\s*(?:apakah|bolehkah|bisakah|perlukah|haruskah|bagaimana (?:kalau|jika|bila))\b", re.I
)
_GREETING = frozenset(
    (
        *("assalamualaikum", "assalamu", "alaikum", "wassalamualaikum", "waalaikumsalam", "wr", "wb", "salam", "sehat"),
        *("selamat", "pagi", "siang", "sore", "malam", "halo", "hallo", "hai", "permisi", "terima", "kasih", "makasih"),
        *("maaf", "sebelumnya", "mohon", "izin", "semua", "yth", "dan", "para"),
        *_COURTESY,
    )
)
_LETTERS = re.compile(r"[^\W\d_]{3,}")


def asks(text: str) -> bool:
    """Whether a text asks something."""
    if "?" in _ADDRESS.sub(" ", text) or "\uff1f" in text or _ASKS_LAST.search(text):
        return True
    words = bare(text)
    return bool(_ASKS_FIRST.match(words) or _ASKS_ANYWHERE.search(words))


_SAID_FIRST_TO_SOMEBODY = re.compile(
    r"(?:mohon|tolong|minta|maaf|permisi|halo|hallo|hai|hello|punten|terima ?kasih|makasih|yth|ok|oke|sudah|belum|"
    r"selamat (?:pagi|siang|sore|malam|petang)|w?ass?alam\w*|salam (?:hormat|sejahtera)|"
    r"(?:baik(?:lah)?|siap|izin|ijin) (?:pak|bu|bapak|min|kak|terima|saya|kami|bertanya|tanya|menanyakan|lapor|"
    r"melapor\w*|menyampaikan|nanti))\b"
)
_SAID_TO_SOMEBODY = re.compile(
    r"\b(?:(?<!nama )saya|kami|nanti|besok|menyusul|silakan|silahkan|terima ?kasih|"
    r"mohon (?:maaf|bantuan\w*|dibantu))\b"
)


def speaks(text: str) -> bool:
    """Whether words are said to somebody (a question, request, apology, greeting, promise): they name nothing."""
    words = bare(text)
    letters = _LETTERS.findall(words)
    greets = len(letters) > 1 and all(word in _GREETING for word in letters)
    said = _SAID_FIRST_TO_SOMEBODY.match(words) or _SAID_TO_SOMEBODY.search(words)
    return greets or said is not None or asks(text)


_UNDONE = re.compile(
    r"\b(?:belum|blm|tidak|tdk|gagal|batal|(?:di)?tunda|tertunda|menunda|terkendala|menunggu|masih|sedang|"
    r"akan|nanti|besok|perpanjangan|diperpanjang|(?:g|ng)ga?k|enggak)\b"
)


def is_done(text: str) -> bool:
    """Whether words beside something that was to be done can be read as that it is done."""
    return not asks(text) and _UNDONE.search(bare(text)) is None


def is_short(text: str) -> bool:
    """Whether a text has too few visible characters to be stored without asking."""
    return len(" ".join(_seen(text).split())) < FEWEST


REASON_LENGTH = (5, 500)
"""Fewest and most characters of a reason that people type: for a verdict, a return, a result opened again."""


def is_reason(text: str) -> bool:
    least, most = REASON_LENGTH
    return not is_empty(text) and least <= len(" ".join(text.split())) and len(text.strip()) <= most


def is_empty(text: str) -> bool:
    """Whether a text has nothing to read: only spaces, marks, invisible signs."""
    return not bare(text)


def tells_or_asks(text: str) -> bool:
    """Whether these are words of one's own, a question among them: no name of a button, no numeral."""
    return not is_empty(text) and meant(text) is None and numeral(text) is None


def tells(text: str) -> bool:
    """Whether these are words of one's own: no name of a button, no numeral, no question."""
    return not (is_empty(text) or asks(text)) and meant(text) is None and numeral(text) is None


def says_nothing(text: str) -> bool:
    """Whether a text holds only numbers, or only a greeting."""
    return all(word in _GREETING for word in _LETTERS.findall(bare(text)))


def is_explanation(text: str) -> bool:
    """Whether a text can be stored as an explanation without asking."""
    return tells(text) and not is_short(text) and not says_nothing(text)
