"""/profil: who I am here, leaving a role, and the wrong OPD."""

from collections.abc import Iterable
from datetime import date

from bot.texts.common import named
from bot.texts.people.help import ROLES
from core.pemda.naming import shortened
from core.people.roles import Membership, Role
from core.written import long_day

RENAME = "Ubah nama"
ASK_NAME = "Tulis nama Bapak/Ibu, seperti yang akan dibaca rekan dan tim penilai."
CANCEL = "Batalkan"
BACK = "Kembali"
NEW_INVITATION = "Buat undangan baru"
RECORD = "Profil"
NO_ROLE = "tidak memegang peran. Untuk terdaftar lagi, mintalah undangan kepada Bagian Organisasi."
NOT_REGISTERED = "Akun ini belum terdaftar. Peran diperoleh lewat undangan Bagian Organisasi."
OPERATOR = "Akun ini pengelola bot, ditetapkan saat bot dipasang, dan menjadi koordinator setiap Pemda."
NAME_LENGTH = (2, 80)
WHICH_IS_WRONG = "OPD mana yang salah?"
_LONGEST = 32  # characters on a button
_LABEL = 12  # longer names of roles do not fit a button
BAD_NAME = "Nama ditulis dalam satu baris, 2 sampai 80 huruf. Tulis ulang."


def role_of(member: Membership) -> str:
    """ "kontak Dinas Kesehatan", "tim penilai Kutai Timur, bidang organisasi"."""
    role = ROLES[member.role]
    if member.opd_id is not None:
        return (
            f"kepala {named(member.opd_name, 95)}" if role == "kepala OPD" else f"{role} {named(member.opd_name, 95)}"
        )
    field = f", bidang {named(member.field)}" if member.field else ""
    return f"{role} {named(member.pemda_name, 80)}{field}"


def profile(name: str, members: tuple[Membership, ...], operator: bool) -> str:
    """`operator`: named in ADMIN_IDS, so a coordinator without an invitation."""
    who = named(name, 80)
    if not members:
        return f"{who}\n{OPERATOR}" if operator else f"{who} {NO_ROLE}"
    if len(members) == 1:
        return f"{who}, {_since(members[0])}"
    return "\n".join([who, *(f"• {_since(member)}" for member in members)])


def _since(member: Membership) -> str:
    since = f" sejak {long_day(date.fromisoformat(member.since))}" if member.since else ""
    return f"{role_of(member)}{since}{', dilaporkan salah OPD' if member.disputed else ''}"


def renamed(name: str) -> str:
    return f"Nama tersimpan: {named(name, 80)}"


def leave(member: Membership, alone: bool, among: Iterable[Membership] = ()) -> str:
    """Label; `alone`: the person holds one role only. Beside others, two roles in the team must not read the same."""
    role = ROLES[member.role]
    if not alone:
        of_team = member.field or ("provinsi" if member.role is Role.PROVINCE else "")
        begins = f"Lepas {role.split()[0]} {of_team}".rstrip()
        names = [one.opd_short or one.pemda_name for one in among]
        return f"{begins} {shortened(member.opd_short or member.pemda_name, min(14, _LONGEST - len(begins)), names)}"
    return f"Lepas peran {role}" if len(role) <= _LABEL else "Lepas peran ini"


def opd_of(member: Membership, among: Iterable[Membership]) -> str:
    """Label of an OPD that may be the wrong one."""
    return shortened(member.opd_short or member.opd_name, _LONGEST, (one.opd_short or one.opd_name for one in among))


def undone(opd: str) -> str:
    return f"Laporan salah OPD dibatalkan. Bapak/Ibu tetap kontak {named(opd, 200)}."


def confirm_leave(member: Membership) -> str:
    kept = "Jawaban tetap milik OPD, koordinator" if member.opd_id is not None else "Koordinator lain"
    return f"Lepas peran {role_of(member)}? {kept} diberi tahu."


def stay(member: Membership) -> str:
    role = ROLES[member.role]
    return f"Tetap menjadi {role}" if len(role) <= _LABEL else "Pertahankan peran"


def left(member: Membership) -> str:
    return f"Peran {role_of(member)} sudah dilepas."


def has_left(name: str, member: Membership) -> str:
    """To the coordinators."""
    return f"{named(name, 80)} melepas peran {role_of(member)}."
