"""Sentences for a wrong call of `pandu` (plain text for a terminal)."""

from collections.abc import Iterable, Sequence

_WORDS = (
    ("Usage:", "Cara pakai:"),
    ("[OPTIONS]", "[PILIHAN]"),
    ("COMMAND [ARGS]...", "PERINTAH ..."),
    ("Options:", "Pilihan:"),
    ("Commands:", "Perintah:"),
    ("Arguments:", "Isian:"),
    ("Show this message and exit.", "Menampilkan penjelasan ini."),
    ("[required]", "[wajib]"),
    ("[default: ", "[bawaan: "),
    ("<int range>", "ANGKA      "),
    ("<path>", "      "),
    ("<str>", "TEKS "),
)


def translated(text: str) -> str:
    """The library's own words in a usage or help text."""
    for english, ours in _WORDS:
        text = text.replace(english, ours)
    return text


def more(command: str) -> str:
    return f"Penjelasan: {command} --help"


def fault(what: str) -> str:
    return f"Kesalahan: {what}"


def missing(name: str) -> str:
    return f"{name} belum diisi."


def unknown_option(name: str, near: Iterable[str]) -> str:
    return f"pilihan {name} tidak dikenal.{_meant(near)}"


def unknown_command(name: str, near: Iterable[str]) -> str:
    return f"perintah {name} tidak dikenal.{_meant(near)}"


def _meant(near: Iterable[str]) -> str:
    names = ", ".join(near)
    return f" Maksudnya: {names}?" if names else ""


def no_value(name: str) -> str:
    return f"pilihan {name} memerlukan nilai."


def bad_value(name: str, why: str, allowed: Sequence[str]) -> str:
    """`why`: a sentence of ours, if there is one."""
    if why:
        return f"{name}: {why}" if name else why
    choice = f" Pilih salah satu: {', '.join(allowed)}." if allowed else ""
    return f"nilai untuk {name} tidak dapat dipakai.{choice}"


def too_many(rest: str) -> str:
    return f"terlalu banyak isian: {rest}." if rest else "perintah ini tidak dapat dijalankan."
