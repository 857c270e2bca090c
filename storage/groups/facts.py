"""Reads what a group may know (core.groups.GroupFacts): its binding, its Pemda's results, and what the sender
coordinates.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from core.groups import GroupFacts
from core.pemda.purpose import GENERAL
from core.people.roles import Sender
from core.results.period import PresentPeriod
from storage.assessment import purposes
from storage.groups import groups
from storage.people.facts import AccountHolder, Env, known
from storage.results import period as results


def load(
    conn: Connection,
    sender: Sender,
    anonymous: bool,
    now: datetime,
    env: Env,
    *,
    numbers: bool,
    years: bool,
    period: int | None = None,
) -> GroupFacts:
    """The facts of a group. `numbers`: with the results of this period, else of the present one; `years`: with those of
    every period. An anonymous sender coordinates nothing.
    """
    group = groups.find(conn, sender.chat_id)
    account = sender.telegram_id
    who = AccountHolder() if anonymous else known(conn, account, account in env.admin_ids)
    meant: tuple[int | None, tuple[PresentPeriod, ...]] = (None, ())
    if group and (numbers or years):
        meant = results.meant(conn, group.pemda_id, now, period)
    wanted = meant[0] if numbers else None
    found = results.viewed(conn, group.pemda_id, wanted, now) if group and wanted is not None else None
    none = group is not None and numbers and found is None and not meant[1]
    return GroupFacts(
        now=now.astimezone(group.zone if group else ZoneInfo(env.zone)),
        sender=sender,
        anonymous=anonymous,
        person=who.person.id if who.person else None,
        group=group,
        former=None if group else groups.former(conn, sender.chat_id),
        results=found,
        periods=meant[1],
        years=tuple(results.years(conn, group.pemda_id, now)) if group and years else (),
        coordinates=who.coordinated,
        recent=groups.recent_views(conn, group.id, now) if group else frozenset(),
        purpose=purposes.of_pemda(conn, group.pemda_id) if group and none else GENERAL,
        bot_username=env.bot_username,
    )
