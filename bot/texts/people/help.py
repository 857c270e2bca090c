"""/bantuan, the marks, and commands that lead nowhere."""

from collections.abc import Iterable

from bot.texts import anchors
from bot.texts.common import named
from core.people.roles import Role
from core.written import listed

SHOW_MARKS = "Lihat arti tanda"
OPEN_RULE = "Buka peraturan"
RULE_COMING = "Peraturan sedang dikirim"
BACK = "Kembali ke bantuan"
LEAVE = "Kembali"
RECORD = "Bantuan"
IN_GROUPS = "Untuk menampilkan kemajuan di grup tim: tambahkan bot ke grup, lalu ketik /hubungkan di sana."

ROLES = {
    Role.CONTACT: "kontak",
    Role.HEAD: "kepala OPD",
    Role.VERIFIER: "tim penilai",
    Role.COORDINATOR: "koordinator",
    Role.PROVINCE: "tim penilai provinsi",
    Role.VIEWER: "peninjau",
}
"""What a role is called."""

MARKS = (
    """<b>Arti tanda</b>
✅ lengkap, diterima
🟡 sebagian
⬜ belum diisi
⏳ menunggu pihak lain
↩️ dikembalikan
🔒 terkirim, terkunci
📎 bukti
⚠️ perlu tindakan

"""
    + anchors.EXPLAINED
)


def overview(roles: Iterable[Role], commands: Iterable[tuple[str, str]], organiser: str) -> str:
    """`commands`: slug and line of those these roles can use."""
    held = list(dict.fromkeys(roles))
    whom = listed([ROLES[role] for role in held])
    lines = "\n".join(f"/{slug} {line}" for slug, line in commands)
    title = f"Bantuan untuk {whom}" if whom else "Bantuan"
    team = "ketuk Tanya tim pada variabelnya, atau " if Role.CONTACT in held else ""
    ask = f"Pertanyaan isi: {team}hubungi {named(organiser, 120)}."
    if Role.COORDINATOR in held and Role.CONTACT not in held:  # it is they whom others ask
        ask = IN_GROUPS
    return f"<b>{title}</b>\n{lines}\n\n{ask}"


def unknown(command: str) -> str:
    return f"/{named(command, 32)} tidak dikenal. Daftar perintah: /bantuan"


def not_yours(slug: str, roles: Iterable[Role]) -> str:
    """For a command that others may use."""
    whom = listed([ROLES[role] for role in Role if role in set(roles)])
    return f"/{slug} hanya untuk {whom}. Daftar perintah: /bantuan"
