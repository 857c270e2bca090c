"""`pandu opd remove`, `leave` and `join`: an OPD leaves the list, or a period; its contacts and heads are told."""

from collections.abc import Callable
from typing import Annotated

import typer

from bot.cli.base import CommandError, PemdaName, now, opened, region, say
from bot.cli.pemda import opd as opd
from bot.settings import load_settings
from bot.texts.operations import cli as texts, help as explained
from bot.texts.pemda import leaving as words
from core.effects import Effect, LeaveOut, RemoveOpd, TakeIn, TellOpds
from core.facts import AdminFacts, OpdLine, PeriodLine
from core.pemda.leaving import is_reason
from core.pemda.parts import Part
from core.people.roles import Role
from core.screen import Notice
from storage import effects
from storage.database import Connection
from storage.pemda import facts as pemda_facts

Code = Annotated[str, typer.Argument(metavar="KODE", help=explained.OPD_CODE)]
Planned = tuple[Effect, str, str]
"""The order, what contacts and heads are told, and what the operator reads."""


@opd.command("remove", help=explained.OPD_REMOVE)
def remove(code: Code, pemda: PemdaName = None) -> None:
    def planned(line: OpdLine, admin: AdminFacts) -> Planned:
        if not line.bare:
            raise CommandError(words.NOT_BARE)
        return RemoveOpd(line.id), words.removed_notice(line, admin.pemda_name), words.removed(line)

    _carry_out(code, pemda, planned)


@opd.command("leave", help=explained.OPD_LEAVE)
def leave(
    code: Code,
    reason: Annotated[str, typer.Option("--reason", metavar="ALASAN", help=explained.OPD_REASON)],
    pemda: PemdaName = None,
) -> None:
    if not is_reason(reason):
        raise typer.BadParameter(words.NEED_REASON)

    def planned(line: OpdLine, admin: AdminFacts) -> Planned:
        name = _open(admin).name
        order = LeaveOut(_open(admin).id, line.id, reason)
        return order, words.left_out_notice(line, name, reason), words.left_out(line, name)

    _carry_out(code, pemda, planned)


@opd.command("join", help=explained.OPD_JOIN)
def join(code: Code, pemda: PemdaName = None) -> None:
    def planned(line: OpdLine, admin: AdminFacts) -> Planned:
        name = _open(admin).name
        return TakeIn(_open(admin).id, line.id), words.taken_in_notice(line, name), words.taken_in(line, name)

    _carry_out(code, pemda, planned)


def _open(admin: AdminFacts) -> PeriodLine:
    if admin.period is None:
        raise CommandError(words.NOT_NOW)
    return admin.period


def _carry_out(code: str, pemda: str | None, planned: Callable[[OpdLine, AdminFacts], Planned]) -> None:
    at = now()

    def store(conn: Connection) -> str:
        admin = pemda_facts.load(conn, region(conn, pemda).id, at, parts=frozenset({Part.OPDS}))
        line = next((one for one in admin.opds if one.code.casefold() == code.strip().casefold()), None)
        if line is None:
            raise CommandError(texts.unknown_opd(code))
        order, notice, said = planned(line, admin)
        actor = effects.Actor(None, None, at)
        told = TellOpds(admin.pemda_id, (Role.CONTACT, Role.HEAD), ((line.id, Notice(notice)),))
        try:
            for one in (told, order):
                effects.apply(conn, one, actor)
        except effects.Refused:
            raise CommandError(words.NOT_NOW) from None
        return said

    with opened(load_settings()) as database:
        say(database.write(store))
