"""A person cannot be reached any more: stored once, and the coordinators are told which OPD has lost its contact."""

from datetime import datetime

from bot.texts.pemda.problems import unreachable_notice
from core.effects import TellRole
from core.people.roles import Role
from storage import effects
from storage.database import Connection
from storage.operations import reach


def lost(conn: Connection, account: int, now: datetime) -> None:
    """The person blocked the bot, or Telegram says that nothing sent there arrives."""
    operator = effects.Actor(None, None, now)
    for pemda, line in reach.lost(conn, account, now):
        effects.apply(conn, TellRole(pemda, Role.COORDINATOR, unreachable_notice(line, pemda)), operator)
