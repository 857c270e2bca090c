"""Invitations: for whom, the sheet and its text, who has opened theirs, taking them back."""

from collections.abc import Sequence

from bot.texts.common import BLANK, DONE, WAIT, capital, named
from bot.texts.people.help import ROLES
from core.facts import OpdLine
from core.pemda.naming import shortened
from core.people.roles import OPD_ROLES, Role
from core.screen import cut, escape, units

ALL = "Undang semua OPD"
ONE = "Pilih satu OPD"
HEADS = "Undang kepala"
VERIFIERS = "Undang penilai"
OTHERS = "Undang lainnya"
REVOKE = "Cabut undangan"
LIST = "Lihat siapa yang belum"
LISTS = {Role.CONTACT: "Lihat kontak", Role.HEAD: "Lihat kepala"}
INVITE = "Buat undangan"
ONE_SHEET = "Satu berkas untuk dicetak"
EACH = "Satu pesan tiap OPD"
CANCEL = "Batalkan"
COPY = "Salin teks undangan"
WHATSAPP = "Kirim lewat WhatsApp"
NOBODY_WANTED = "Tidak ada lagi OPD yang perlu diundang."
KEEP = "Pertahankan undangan"
NO_HOME = "Tanpa OPD asal"
BACK = "Kembali"
RECORD = "Undangan"
NOTHING_OPEN = "Tidak ada undangan yang terbuka."
_SHORT = {Role.CONTACT: "kontak", Role.HEAD: "kepala"}
OTHER_ROLES = ((Role.COORDINATOR, "Koordinator"), (Role.PROVINCE, "Tim penilai provinsi"), (Role.VIEWER, "Peninjau"))


def overview(pemda: str, counts: Sequence[tuple[Role, int, int, int]], open_ones: int, until: str) -> str:
    """`counts`: role, OPD that have one, all OPD, OPD that were not invited."""
    waiting = f"\n{open_ones} undangan belum dibuka." if open_ones else ""
    lines = [
        f"{capital(_SHORT[role])}: {have} dari {of} OPD bergabung" + (f", {never} belum diundang." if never else ".")
        for role, have, of, never in counts
    ]
    return (
        f"<b>Buat undangan · {named(pemda, 60)}</b>\n" + "\n".join(lines) + f"{waiting}\n\n"
        f"Undangan sekali pakai, berlaku sampai {until}. Lembar dan teksnya dikirim ke percakapan ini.\n"
        "Untuk kontak satu OPD, ketik kode atau nama OPD."
    )


def confirm_one(role: Role, opd: OpdLine, replaces: bool, since: str) -> str:
    """`replaces`: an invitation is not opened yet; `since`: from which day, "" while it is being made."""
    there = opd.headed if role is Role.HEAD else opd.contacts
    have = f"\nSudah terdaftar: {there} {_SHORT[role]}." if there else ""
    day = f" dari {since}" if since else ""
    old = f"\nUndangan{day} yang belum dibuka dicabut dan diganti." if replaces else ""
    return f"Undang {_SHORT[role]} <b>{named(opd.name, 100)}</b>?{have}{old}"


def confirm_all(role: Role, count: int, there: int, of: int) -> str:
    """`there`: OPD that have somebody in the role."""
    if not count:
        return f"Semua {of} OPD sudah punya {_SHORT[role]} atau undangan yang belum dibuka."
    waiting = of - count - there
    left = [f"{there} sudah punya {_SHORT[role]}"] * bool(there) + [f"{waiting} undangannya belum dibuka"] * (
        waiting > 0
    )
    skipped = f"\nDilewati: {', '.join(left)}." if left else ""
    return f"Undang {_SHORT[role]} <b>{count} OPD</b>?{skipped}\n{_WAYS}"


def confirm_everybody(role: Role, of: int, replaced: int) -> str:
    old = f"\n{replaced} undangan yang belum dibuka dicabut dan diganti." if replaced else ""
    return f"Undang {_SHORT[role]} <b>semua {of} OPD</b>, juga yang sudah punya?{old}\n{_WAYS}"


_WAYS = "Satu berkas untuk dicetak, atau satu pesan tiap OPD: lembar PDF dan teks untuk diteruskan."


def again(others: int) -> str:
    return f"Ikutkan {others} OPD lainnya"


def listing(role: Role, missing: int, unopened: int, there: int, lines: Sequence[str]) -> str:
    head = f"<b>Undangan {_SHORT[role]}</b>: {there} OPD bergabung, {unopened} belum dibuka, {missing} belum diundang."
    return "\n".join((head, *lines))


def missing(opd: OpdLine) -> str:
    return f"{BLANK} {named(opd.short, 40)}: belum diundang"


def unopened(opd: OpdLine, since: str) -> str:
    return f"{WAIT} {named(opd.short, 40)}: " + (
        f"diundang {since}, belum dibuka" if since else "undangan sedang dibuat"
    )


def there(opd: OpdLine, role: Role) -> str:
    count = opd.headed if role is Role.HEAD else opd.contacts
    return f"{DONE} {named(opd.short, 40)}: " + (f"{count} kontak" if role is Role.CONTACT else "kepala terdaftar")


def invite_missing(count: int) -> str:
    return f"Undang {count} OPD ini"


def pick(role: Role, count: int, field: str) -> str:
    if role is Role.VERIFIER:
        return (
            f"Anggota tim penilai bidang {field}: pilih OPD asalnya, atau ketik kode atau namanya. "
            "OPD asal tidak dinilai oleh anggota itu."
        )
    return f"Undang {ROLES[role]}: pilih satu dari {count} OPD, atau ketik kode atau namanya."


CHOOSE_FIELD = "Undang tim penilai: pilih bidangnya."
CHOOSE_ROLE = "Undang siapa? Peran ini berlaku untuk seluruh pemerintah daerah, bukan satu OPD."


def ordered(role: Role, opds: int, opd: str, field: str, each: bool = False) -> str:
    """Says that the invitations are ordered; the sheet follows, or (`each`) one an OPD."""
    if role is Role.VERIFIER:
        whom = f"tim penilai bidang {field}" + (f", OPD asal {named(opd, 60)}" if opd else "")
    elif opd:
        whom = f"{ROLES[role]} {named(opd, 60)}"
    else:
        whom = f"{ROLES[role]} untuk {opds} OPD" if opds else ROLES[role]
    comes = "satu pesan tiap OPD dikirim ke sini" if each else "lembarnya dikirim ke sini"
    return f"Undangan {whom} dibuat; {comes}."


def sheet_caption(count: int, until: str) -> str:
    """Below the document, which shows its own name."""
    return f"{count} lembar dengan QR, sekali pakai, berlaku sampai {until}."


def single_caption(whom: str, until: str, text: str) -> str:
    """Below the sheet of one invitation, with the text to be passed on."""
    return (
        f"Undangan {escape(whom)}, sekali pakai, berlaku sampai {until}. Teruskan lembar ini, atau teks berikut:\n"
        f"<blockquote>{escape(text)}</blockquote>"
    )


def whom(role: Role, opd: str, field: str) -> str:
    """Who is invited, not escaped: "kontak Dinas Kesehatan"."""
    place = f" {' '.join(opd.split())}" if opd and role in OPD_ROLES else f" bidang {field}" if field else ""
    return f"{_SHORT.get(role, ROLES[role])}{place}"


def to_pass_on(whom: str, what: str, year: str, link: str) -> str:
    """The text that is copied or sent by WhatsApp: at most 256 characters (Bot API, CopyTextButton). Not escaped."""
    of_year = f" {year}" if year else ""
    ends = f" untuk {what}{of_year}. Buka tautan ini di Telegram, sekali pakai: {link}"
    return f"Undangan {cut(whom, 256 - units(ends) - len('Undangan '))}{ends}"


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
    return f"Cabut undangan {shortened(opd, 14)}" if opd else f"Cabut {count} undangan"


def revoked(opd: str) -> str:
    return f"Undangan {named(opd, 60)} sudah dicabut." if opd else "Semua undangan yang terbuka sudah dicabut."
