"""Who has joined, told to the coordinators and the colleagues, and a colleague's doubt about it."""

from collections.abc import Sequence
from datetime import datetime

from bot.texts.common import WARN, clock, named, when
from bot.texts.people.help import ROLES
from core.pemda.naming import shortened
from core.people.joins import NewMember
from core.people.roles import Role
from core.written import long_day

REMOVE = "Keluarkan"
PEOPLE = "Atur orang"
REPORT = "Laporkan"
CANCEL = "Batalkan"
REPORTED = "Koordinator sudah diberi tahu"
GONE = "Orang ini tidak lagi terdaftar pada OPD Bapak/Ibu."
RECORD = "Laporan rekan"
MOST_NAMED = 10


def role(one: NewMember) -> str:
    """ "kontak Dinas Kesehatan", "tim penilai bidang organisasi", "koordinator"."""
    place = f" {named(one.opd_name, 80)}" if one.opd_name else f" bidang {named(one.field)}" if one.field else ""
    return f"{ROLES[one.role]}{place}"


def to_coordinators(joined: Sequence[NewMember], now: datetime, zone: str) -> str:
    if len(joined) == 1:
        (one,) = joined
        told = f"{named(one.name, 80)} bergabung sebagai {role(one)}, {when(one.at, now, zone)}."
        return f"{told} Bila bukan orang yang diundang, keluarkan."
    lines = [f"• {named(one.name, 40)}, {role(one)}, {_at(one, now)}" for one in joined[:MOST_NAMED]]
    more = len(joined) - len(lines)
    rest = [f"dan {more} orang lain."] if more else []
    return "\n".join(
        [f"<b>{len(joined)} orang bergabung</b>", *lines, *rest, "Bila ada yang tidak diundang, keluarkan."]
    )


def to_colleagues(joined: Sequence[NewMember], now: datetime, zone: str) -> str:
    told = [f"{named(one.name, 80)} bergabung sebagai {role(one)}, {when(one.at, now, zone)}." for one in joined]
    return "\n".join([*told, "Bila bukan rekan Bapak/Ibu, laporkan kepada koordinator."])


def _at(one: NewMember, now: datetime) -> str:
    return clock(one.at) if one.at.date() == now.date() else f"{long_day(one.at)} {clock(one.at)}"


def remove(one: NewMember, among: Sequence[NewMember]) -> str:
    return f"{REMOVE} {_of(one, among)}" if len(among) > 1 else REMOVE


def report(one: NewMember, among: Sequence[NewMember]) -> str:
    return f"{REPORT} {_of(one, among)}" if len(among) > 1 else REPORT


def _of(one: NewMember, among: Sequence[NewMember]) -> str:
    return shortened(one.name, 16, (other.name for other in among))


def confirm(name: str, held: Role, opd: str) -> str:
    who = f"<b>{named(name, 80)}</b>, {ROLES[held]} {named(opd, 100)}"
    return f"Laporkan {who}?\nKoordinator diberi tahu dan dapat mengeluarkannya. Isian OPD tidak berubah."


def reported(by: str, name: str, held: Role, opd: str) -> str:
    """To the coordinators."""
    who = f"{named(name, 80)} bukan {ROLES[held]} {named(opd, 100)}"
    return f"{WARN} {named(by, 80)} melaporkan: {who}. Periksa, lalu keluarkan bila benar."
