"""/bantuan, and commands that lead nowhere."""

from collections.abc import Iterable

from bot.texts.common import named
from core.people.roles import Role
from core.written import listed

OPEN_RULE = "Buka peraturan"
RULE_COMING = "Peraturan sedang dikirim"
BACK = "Kembali ke bantuan"
LEAVE = "Kembali"
RECORD = "Bantuan"

ROLES = {
    Role.CONTACT: "kontak",
    Role.HEAD: "kepala OPD",
    Role.VERIFIER: "tim penilai",
    Role.COORDINATOR: "koordinator",
    Role.PROVINCE: "tim penilai provinsi",
    Role.VIEWER: "peninjau",
}
"""What a role is called."""


def overview(roles: Iterable[Role], commands: Iterable[tuple[str, str]]) -> str:
    """`commands`: slug and line of those these roles can use."""
    whom = listed([ROLES[role] for role in dict.fromkeys(roles)])
    lines = "\n".join(f"/{slug} {line}" for slug, line in commands)
    title = f"Bantuan untuk {whom}" if whom else "Bantuan"
    return f"<b>{title}</b>\nPilih yang ingin diketahui, atau ketuk perintahnya.\n{lines}"


def unknown(command: str) -> str:
    return f"/{named(command, 32)} tidak dikenal. Daftar perintah: /bantuan"


def not_yours(slug: str, roles: Iterable[Role]) -> str:
    """For a command that others may use."""
    whom = listed([ROLES[role] for role in Role if role in set(roles)])
    return f"/{slug} hanya untuk {whom}. Daftar perintah: /bantuan"
