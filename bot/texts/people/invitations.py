"""Invitations: for whom, the sheet, taking them back."""

from bot.texts.common import named
from bot.texts.people.help import ROLES
from core.people.roles import Role
from core.screen import cut

ALL = "Undang semua OPD"
ONE = "Pilih satu OPD"
HEADS = "Undang kepala"
VERIFIERS = "Undang penilai"
OTHERS = "Undang lainnya"
REVOKE = "Cabut undangan"
KEEP = "Pertahankan undangan"
NO_HOME = "Tanpa OPD asal"
BACK = "Kembali"
RECORD = "Undangan"
NOTHING_OPEN = "Tidak ada undangan yang terbuka."
OTHER_ROLES = ((Role.COORDINATOR, "Koordinator"), (Role.PROVINCE, "Tim penilai provinsi"), (Role.VIEWER, "Peninjau"))


def without_contact(count: int) -> str:
    return f"Undang {count} OPD tanpa kontak"


def overview(pemda: str, with_contact: int, opds: int, open_ones: int, until: str) -> str:
    waiting = f" {open_ones} undangan masih terbuka." if open_ones else ""
    return (
        f"<b>Buat undangan · {named(pemda, 60)}</b>\n"
        f"{with_contact} dari {opds} OPD punya kontak.{waiting}\n\n"
        f"Undangan sekali pakai, berlaku sampai {until}. Lembar dengan QR dikirim ke percakapan ini.\n"
        "Untuk kontak satu OPD, ketik kode atau nama OPD."
    )


def pick(role: Role, count: int, field: str) -> str:
    if role is Role.VERIFIER:
        return (
            f"Anggota tim penilai bidang {field}: pilih OPD asalnya, atau ketik kode atau namanya. "
            "OPD asal tidak dinilai oleh anggota itu."
        )
    return f"Undang {ROLES[role]}: pilih satu dari {count} OPD, atau ketik kode atau namanya."


CHOOSE_FIELD = "Undang tim penilai: pilih bidangnya."
CHOOSE_ROLE = "Undang siapa? Peran ini berlaku untuk seluruh pemerintah daerah, bukan satu OPD."


def ordered(role: Role, opds: int, opd: str, field: str) -> str:
    """Says that the invitations are ordered. The sheet follows and says until when they are valid."""
    if role is Role.VERIFIER:
        whom = f"tim penilai bidang {field}" + (f", OPD asal {named(opd, 60)}" if opd else "")
    elif opd:
        whom = f"{ROLES[role]} {named(opd, 60)}"
    else:
        whom = f"{ROLES[role]} untuk {opds} OPD" if opds else ROLES[role]
    return f"Undangan {whom} dibuat; lembarnya dikirim ke sini."


def sheet_caption(count: int, until: str) -> str:
    """Below the document, which shows its own name."""
    return f"{count} lembar dengan QR, sekali pakai, berlaku sampai {until}."


def confirm_revoke(count: int, opd: str) -> str:
    if opd:
        return (
            f"Cabut semua undangan {named(opd, 60)} yang masih terbuka? Lembar dan tautannya tidak berlaku lagi; "
            "yang sudah terdaftar tetap terdaftar."
        )
    return (
        f"Cabut {count} undangan yang masih terbuka? Lembar dan tautannya tidak berlaku lagi; "
        "yang sudah terdaftar tetap terdaftar."
    )


def revoke(count: int, opd: str) -> str:
    return f"Cabut undangan {cut(opd, 14)}" if opd else f"Cabut {count} undangan"


def revoked(opd: str) -> str:
    return f"Undangan {named(opd, 60)} sudah dicabut." if opd else "Semua undangan yang terbuka sudah dicabut."
