"""How the bot introduces itself at Telegram: its name, its descriptions, and the menu of commands of each person.

Everything here is a call that may be repeated, and the bot works without any of it: what fails is tried again later.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from hashlib import blake2s
from typing import Any

from bot.commands import COMMANDS, menu
from bot.log import describe, log
from bot.telegram.api import Api
from bot.telegram.errors import Gone, RetryAfter, TelegramRefused
from bot.texts.people import introduction as texts
from core.people.roles import Role
from storage.database import Connection, Database
from storage.engine import settings as kept
from storage.people import menus
from storage.people.menus import MenuDue

PAUSE = 3.0
"""Seconds between two looks for people whose roles have changed."""
_LONGEST_PAUSE = 300.0
_DESCRIBED, _MENUS = "described", "menus"  # keys in the table of settings
_MANAGES = frozenset({Role.COORDINATOR})


@dataclass(slots=True)
class Introduction:
    """Of the bot with this number; `remember` stores its name. ADMIN_IDS are coordinators everywhere."""

    api: Api
    database: Database
    remember: Callable[[str], Awaitable[str]]
    admin_ids: frozenset[int]
    bot_id: int
    pause: float = PAUSE

    async def run(self) -> None:
        """Introduces the bot, then keeps the menus of people up to date, until cancelled."""
        await self._until_done(self._introduce)
        await self._until_done(self._survey)
        while True:
            await self._until_done(self._tell_people)
            await asyncio.sleep(self.pause)

    async def _until_done(self, work: Callable[[], Awaitable[None]]) -> None:
        """Repeats work that fails, after growing pauses. A failure here must end nothing else."""
        pause = self.pause
        while True:
            try:
                await work()
                return
            except RetryAfter as error:
                pause = max(pause, error.seconds)
            except Exception as error:  # the network, the database, a server of one's own
                log.warning("the menus of commands could not be set", reason=describe(error), again_in=pause)
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)

    async def _introduce(self) -> None:
        await self.remember((await self.api.call("getMe", {}))["username"])
        for scope, roles, group in (
            ("all_private_chats", frozenset[Role](), False),
            ("all_group_chats", frozenset[Role](), True),
            ("all_chat_administrators", _MANAGES, True),
        ):
            await self._call("setMyCommands", {"commands": _menu(roles, group), "scope": {"type": scope}})
        await self._describe()

    async def _describe(self) -> None:
        """Sets the descriptions once, and only where the office has given none of its own."""
        if await self.database.submit(lambda conn: kept.get(conn, _DESCRIBED)) == str(self.bot_id):
            return
        for method, field, words in (
            ("MyDescription", "description", texts.DESCRIPTION),
            ("MyShortDescription", "short_description", texts.SHORT),
        ):
            found = await self._call(f"get{method}", {})
            if isinstance(found, dict) and not found.get(field):
                await self._call(f"set{method}", {field: words})
        await self.database.submit(lambda conn: kept.put(conn, _DESCRIBED, str(self.bot_id)))

    async def _survey(self) -> None:
        """Finds whose menu is another one than Telegram has."""
        version = f"{self.bot_id}:{blake2s(repr(COMMANDS).encode(), digest_size=8).hexdigest()}"

        def work(conn: Connection) -> None:
            menus.survey(conn, self.admin_ids, anew=kept.get(conn, _MENUS) != version)
            kept.put(conn, _MENUS, version)

        await self.database.submit(work)

    async def _tell_people(self) -> None:
        while due := await self.database.submit(lambda conn: menus.due(conn, self.admin_ids)):
            for one in due:
                await self._tell(one)

    async def _tell(self, one: MenuDue) -> None:
        """A chat that Telegram does not know, or that has blocked the bot, keeps the menu it has."""
        scope = {"scope": {"type": "chat", "chat_id": one.account}}
        if one.roles:
            await self._call("setMyCommands", {"commands": _menu(one.roles, False), **scope})
        else:
            await self._call("deleteMyCommands", scope)
        await self.database.submit(lambda conn: menus.done(conn, one, self.admin_ids))

    async def _call(self, method: str, params: dict[str, Any]) -> Any:
        """What Telegram answers; None where it refuses, which no repetition would change."""
        try:
            return await self.api.call(method, params)
        except (TelegramRefused, Gone) as error:
            log.info("Telegram refuses a menu or description", call=method, reason=str(error))
            return None


def _menu(roles: Collection[Role], group: bool) -> list[dict[str, str]]:
    return [{"command": slug, "description": line} for slug, line in menu(roles, group)]
