"""The command table: /bantuan, Telegram's menu and the command handler are made from it. It knows no flow.

What a command does stands in the COMMANDS of a flow under the same slug.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from core.people.roles import LOOKS_ON, Role


@dataclass(frozen=True, slots=True)
class Command:
    """A command without its slash. `line` is its purpose in /bantuan. Empty `roles` means everybody. `alone` are the
    roles for the private chat, where these differ from a group's. What is not `shown` stands in no menu and no
    help, but is understood.
    """

    slug: str
    line: str
    roles: frozenset[Role] = frozenset()
    aliases: tuple[str, ...] = ()
    group: bool = False
    alone: frozenset[Role] = frozenset()
    shown: bool = True

    def serves(self, roles: Iterable[Role], group: bool = False) -> bool:
        """Whether somebody with these roles may use it there."""
        needed = self.roles if group or not self.alone else self.alone
        return not needed or not needed.isdisjoint(roles)


_OF_OPD = frozenset({Role.CONTACT, Role.HEAD, Role.COORDINATOR})

COMMANDS = (
    Command("mulai", "melanjutkan", aliases=("start",)),
    Command("isi", "daftar isi", frozenset({Role.CONTACT})),
    Command("ringkasan", "yang belum lengkap", frozenset({Role.CONTACT})),
    Command("hasil", "nilai", frozenset({Role.CONTACT, Role.HEAD})),
    Command("admin", "menu koordinator", frozenset({Role.COORDINATOR})),
    Command("periksa", "antrean verifikasi", frozenset({Role.VERIFIER, Role.PROVINCE, Role.COORDINATOR})),
    Command("profil", "nama dan peran"),
    Command("privasi", "data pribadi"),
    Command("progres", "kemajuan hari ini", group=True, alone=LOOKS_ON),
    Command("belum", "yang belum mengirim", group=True, alone=LOOKS_ON),
    Command("skor", "nilai yang sudah terverifikasi", group=True, alone=LOOKS_ON),
    Command("grafik", "gambar peringkat, sebaran, kemajuan", group=True, alone=LOOKS_ON),
    Command("opd", "keadaan satu OPD", group=True, alone=LOOKS_ON),
    Command("rekap", "berkas rekap", group=True, alone=LOOKS_ON),
    Command("produktivitas", "beban kerja jabatan", _OF_OPD, shown=False),
    Command("register", "daftar layanan, SOP, unit kerja", _OF_OPD, shown=False),
    Command("ingatkan", "mengingatkan OPD", frozenset({Role.COORDINATOR}), group=True),
    Command("hubungkan", "menghubungkan grup", frozenset({Role.COORDINATOR}), group=True),
    Command("bantuan", "cara memakai bot", aliases=("help",), group=True),
)


def find(word: str) -> Command | None:
    """The command with this name or alias, without slash, in any case of letters."""
    name = word.lower()
    return next((command for command in COMMANDS if name in (command.slug, *command.aliases)), None)


def offered(roles: Iterable[Role], group: bool = False) -> tuple[Command, ...]:
    """The commands that somebody with these roles can use here, in the order of the table."""
    held = frozenset(roles)
    known = (command for command in COMMANDS if command.shown and (command.group or not group))
    return tuple(command for command in known if command.serves(held, group))


def menu(roles: Iterable[Role], group: bool = False) -> tuple[tuple[str, str], ...]:
    """(slug, description) for setMyCommands."""
    return tuple((command.slug, command.line[:1].upper() + command.line[1:]) for command in offered(roles, group))
