"""Members of a Pemda: who holds which role, taking a role away."""

from bot.texts.common import named
from bot.texts.people.help import ROLES
from core.facts import PersonLine

REMOVE = "Keluarkan"
BACK = "Kembali"
RECORD = "Orang"
GONE = "Orang ini tidak lagi terdaftar."
NOBODY = "Belum ada orang yang terdaftar. Kirim undangan lebih dahulu."
LAST_COORDINATOR = "Ini satu-satunya koordinator. Undang koordinator lain dahulu."


def role(line: PersonLine) -> str:
    """ "kontak Dinkes", "tim penilai bidang organisasi, asal BRIDA"."""
    field = f" bidang {line.field}" if line.field else ""
    home = ", asal" if field else ""  # the team judges all OPD but this one
    place = f"{home} {line.opd_short}" if line.opd_short else ""
    return named(f"{ROLES[line.role]}{field}{place}", 80)


def listing(pemda: str, count: int, lines: list[str]) -> str:
    title = f"<b>Orang · {named(pemda, 60)}</b>\n{count} peran. Pilih, atau ketik nama orang atau OPD."
    return "\n".join([title, *lines])


def line(number: int, person: PersonLine) -> str:
    return f"{number}. {named(person.name, 40)} · {role(person)}"


def choose(number: int) -> str:
    return f"Pilih {number}"


def details(person: PersonLine, me: bool) -> str:
    name = named(person.name, 80) + (" (Bapak/Ibu)" if me else "")
    return f"<b>{name}</b>\n{role(person)}"


def confirm(person: PersonLine) -> str:
    kept = " Jawaban tetap milik OPD." if person.opd_short else ""
    return f"Keluarkan {named(person.name, 80)} dari peran {role(person)}?{kept} Yang bersangkutan diberi tahu."


KEEP = "Pertahankan"


def removed(person: PersonLine) -> str:
    return f"{named(person.name, 80)} bukan lagi {role(person)}."


def notice(person: PersonLine) -> str:
    """To the person who was removed."""
    return f"Peran Bapak/Ibu sebagai {role(person)} dilepas oleh koordinator. Bila keliru, hubungi Bagian Organisasi."
