"""`pandu invite`: tokens for roles, as a table, as JSON or as a sheet with QR codes; `pandu invite revoke`."""

import json
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.base import CommandError, PemdaName, group, instant, note, now, opened, region, say
from bot.cli.files import may_be_written, written
from bot.cli.progress import progress
from bot.rendering.sheets import open_period, sheet as pages
from bot.settings import load_settings
from bot.texts.operations import cli as texts, help as explained
from core.facts import PeriodLine
from core.instrument.parts import Field_
from core.papers.invitations import Invitations, render
from core.people.roles import OPD_ROLES, Role
from storage.database import Connection
from storage.pemda import regions
from storage.pemda.regions import PemdaSummary
from storage.people import invitations
from storage.people.invitations import IssuedInvitation

WITHOUT_PERIOD = timedelta(days=30)
"""How long an invitation is valid when there is no period with a future due date."""

END_OF_DAY = time(23, 59, 59)


FieldName = Annotated[Field_ | None, typer.Option("--field", help=explained.FIELD)]
OpdCode = Annotated[str | None, typer.Option("--opd", metavar="KODE", help=explained.OPD_CODE)]
AllOpd = Annotated[bool, typer.Option("--all", help=explained.ALL_OPD)]

invite = group(explained.INVITE, bare=True)


@invite.callback(help=explained.INVITE)
def issue(
    context: typer.Context,
    opd: OpdCode = None,
    everywhere: AllOpd = False,
    role: Annotated[Role, typer.Option("--role", help=explained.ROLE)] = Role.CONTACT,
    field: FieldName = None,
    uses: Annotated[int, typer.Option("--uses", min=1, max=1000, help=explained.USES)] = 1,
    until: Annotated[str | None, typer.Option("--until", metavar="TANGGAL", help=explained.UNTIL)] = None,
    as_json: Annotated[bool, typer.Option("--json", help=explained.INVITE_JSON)] = False,
    sheet: Annotated[Path | None, typer.Option("--sheet", metavar="BERKAS", help=explained.SHEET)] = None,
    pemda: PemdaName = None,
) -> None:
    if context.invoked_subcommand:
        return
    _check(role, opd, everywhere, field)
    if as_json and sheet:
        raise typer.BadParameter(texts.JSON_OR_SHEET)
    settings = load_settings()
    if sheet:
        may_be_written(sheet, settings)  # before tokens exist that nobody would ever see
    at = now()

    def store(conn: Connection) -> tuple[list[IssuedInvitation], datetime, Invitations]:
        one = region(conn, pemda)
        opds = _opds(conn, one, opd, everywhere)
        ends = _ends(one, open_period(conn, one.id, at), role, until, at)
        tokens = invitations.issue(conn, one.id, role, opds, uses, ends, field, None, at)
        return tokens, ends, pages(conn, one, role, uses, ends, tokens, at)

    with opened(settings) as database:
        issued, ends, made = database.write(store)
    links = [page.link for page in made.sheets]
    if as_json:
        typer.echo(_json(issued, links, role, ends))
        return
    if sheet:
        with progress(texts.DRAWING_SHEETS, None), written(sheet, settings) as file:
            file.write(render(made))
        say(texts.sheet_written(sheet, len(issued)))
    else:
        _print_table(issued, links)
    note(texts.invited(len(issued), role, uses, ends))
    if None in links:
        note(texts.UNKNOWN_LINK)


@invite.command("revoke", help=explained.INVITE_REVOKE)
def revoke(opd: OpdCode = None, everywhere: AllOpd = False, pemda: PemdaName = None) -> None:
    if (opd is None) is not everywhere:
        raise typer.BadParameter(texts.ONE_OF_OPD_ALL)
    at = now()

    def store(conn: Connection) -> int:
        one = region(conn, pemda)
        number = None if opd is None else _opds(conn, one, opd, False)[0]
        return invitations.revoke(conn, one.id, number, None, at)

    with opened(load_settings()) as database:
        say(texts.revoked(database.write(store)))


def _check(role: Role, opd: str | None, everywhere: bool, field: str | None) -> None:
    if opd is not None and everywhere:
        raise typer.BadParameter(texts.ONE_OF_OPD_ALL)
    if role in OPD_ROLES and opd is None and not everywhere:
        raise typer.BadParameter(texts.NEED_OPD)
    if role is Role.VERIFIER and everywhere:
        raise typer.BadParameter(texts.NO_ALL_FOR_VERIFIER)
    if role not in OPD_ROLES | {Role.VERIFIER} and (opd is not None or everywhere):
        raise typer.BadParameter(texts.NO_OPD_FOR_ROLE)
    if field is not None and role is not Role.VERIFIER:
        raise typer.BadParameter(texts.FIELD_FOR_VERIFIER)


def _opds(conn: Connection, pemda: PemdaSummary, code: str | None, everywhere: bool) -> list[int]:
    """The numbers of the OPD meant; empty for a role in the whole Pemda."""
    known = regions.opd_codes(conn, pemda.id)
    if everywhere:
        if not known:
            raise CommandError(texts.NO_OPD)
        return list(known.values())
    if code is None:
        return []
    if code.strip().upper() not in known:
        raise CommandError(texts.unknown_opd(code))
    return [known[code.strip().upper()]]


def _ends(pemda: PemdaSummary, period: PeriodLine | None, role: Role, until: str | None, at: datetime) -> datetime:
    if until is None:
        due = period.ends_for(role) if period else at
        return due if due > at else (at + WITHOUT_PERIOD).astimezone(pemda.zone).replace(microsecond=0)
    ends = instant(until, pemda.zone, END_OF_DAY)
    if ends <= at:
        raise typer.BadParameter(texts.UNTIL_PASSED)
    return ends


def _json(issued: Sequence[IssuedInvitation], links: Sequence[str | None], role: Role, ends: datetime) -> str:
    """The contract for other programs (docs/commands.md); `opd` is null for a role of the whole Pemda."""
    rows = [
        {"opd": one.opd_code or None, "role": role.value, "token": one.token, "link": link, "expires": ends.isoformat()}
        for one, link in zip(issued, links, strict=True)
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def _print_table(issued: Sequence[IssuedInvitation], links: Sequence[str | None]) -> None:
    width = max(len(one.opd_code) for one in issued)
    for one, link in zip(issued, links, strict=True):
        say(f"{one.opd_code:<{width}}  {link or one.token}".lstrip())
