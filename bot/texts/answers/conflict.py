"""Two contacts of one OPD at the same variable."""

from datetime import datetime

from bot.texts.common import PART, folded, heading, hour, named, when
from bot.texts.reading import SHOWN, pages
from core.facts import Colleague

REPLACE_TEXT = "Ganti penjelasan"
ADD_TEXT = "Tambah tulisan saya"
KEEP_TEXT = "Pertahankan yang ada"
CHANGED_AGAIN = "Rekan baru saja mengubahnya. Periksa lagi."
MINE = "Tulisan Bapak/Ibu belum disimpan:"
KEPT = "Yang sudah ada dipertahankan"


def presence(colleague: Colleague, zone: str) -> str:
    since = hour(colleague.since, zone)
    return f"{PART} {named(colleague.name, 80)} sedang mengisi variabel ini sejak {since}."


def level(code: str, where: str, who: str, theirs: str, at: datetime, mine: str, now: datetime, zone: str) -> str:
    return (
        f"{_head(code, where)}\n"
        f"{named(who, 80)} menyimpan {theirs} {when(at, now, zone)}. "
        f"Pilihan Bapak/Ibu, {mine}, belum disimpan."
    )


def writes(who: str, at: datetime, now: datetime, zone: str) -> str:
    """The line above a colleague's explanation."""
    return f"{named(who, 80)} menyimpan penjelasan {when(at, now, zone)}:"


def explanation(code: str, where: str, told: str, theirs: str, mine: str) -> str:
    """`told`: the line above the colleague's words."""
    return "\n".join([_head(code, where), told, folded(theirs, SHOWN), MINE, folded(mine, SHOWN)])


def whole(code: str, where: str, told: str, theirs: str, mine: str) -> tuple[str, ...]:
    """What [Baca lengkap] opens in the same message: the colleague's words to their end, then one's own."""
    head = [_head(code, where)]
    return *pages(head, [told], theirs), *pages(head, [MINE], mine)


def _head(code: str, where: str) -> str:
    return heading(where, code, "Sudah diisi rekan")


def keep(numeral: str) -> str:
    return f"Pertahankan {numeral}"


def replace_with(numeral: str) -> str:
    return f"Ganti menjadi {numeral}"


def replaced(code: str, reached: str) -> str:
    return f"{code}: {reached} tersimpan. Rekan diberi tahu."


def replaced_text(code: str) -> str:
    return f"{code}: penjelasan tersimpan. Rekan diberi tahu."


def notice(who: str, code: str, former: str, new: str, at: datetime, zone: str) -> str:
    """To the colleague whose level was changed."""
    return f"{named(who, 80)} mengubah {code} dari {former} menjadi {new} {hour(at, zone)}. Penjelasan dan bukti tetap."


def notice_of_text(who: str, code: str, at: datetime, zone: str) -> str:
    return f"{named(who, 80)} mengubah penjelasan {code} {hour(at, zone)}. Tingkat dan bukti tetap."


def record(code: str) -> str:
    return f"{PART} {code}: jawaban Bapak/Ibu belum disimpan"


def see(code: str) -> str:
    return f"Lihat {code}"
