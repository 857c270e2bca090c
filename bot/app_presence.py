"""The bot's standing with Telegram: its name, its menu of commands, and the way updates come in."""

import asyncio
from dataclasses import dataclass
from typing import Any

from bot.api import Api, ApiError, Refused, RetryAfter
from bot.commands import menu
from bot.intake import KINDS, Intake, TokenUnknown, clear_webhook, poll
from bot.log import log
from bot.settings import Settings, SettingsError
from core.people import Role
from storage import inbox
from storage import settings as kept
from storage.database import Connection, Database

_LONGEST_PAUSE = 30.0
_NAME, _ID = "bot_username", "bot_id"  # keys in the table of settings
_CONTACTS = frozenset({Role.CONTACT})
_COORDINATORS = frozenset({Role.CONTACT, Role.COORDINATOR})


@dataclass(frozen=True, slots=True)
class Presence:
    """One bot at Telegram. Refusals that only a person can mend are SettingsErrors; everything else is waited out."""

    settings: Settings
    bot_id: int
    api: Api
    database: Database
    intake: Intake

    async def remembered(self) -> tuple[str, int | None]:
        """The bot's name and the next offset, as the last process left them; ("", None) when that was another bot."""

        def read(conn: Connection) -> tuple[str, int | None]:
            if kept.get(conn, _ID) != str(self.bot_id):
                return "", None
            return kept.get(conn, _NAME) or "", inbox.load_offset(conn)

        return await self.database.submit(read)

    async def ask_name(self) -> str:
        """The name as Telegram says, remembered for the next start and for links in invitations."""
        return await self._remember((await self._insist("getMe", {}))["username"])

    async def introduce(self) -> None:
        """The menu of commands, and the name in case it was changed. Neither is needed for work."""
        try:
            await self._remember((await self.api.call("getMe", {}))["username"])
            for scope, roles in self._menus():
                commands = [{"command": slug, "description": line} for slug, line in menu(roles)]
                await self.api.call("setMyCommands", {"commands": commands, "scope": scope})
        except ApiError as error:
            log.warning("the menu of commands could not be set", reason=str(error))

    async def listen(self, offset: int | None) -> None:
        """Has updates come in, by the way the settings say, until cancelled. Pending updates are never dropped."""
        if self.settings.webhook_url:
            address = {"url": self.settings.webhook_address, "secret_token": self.settings.secret}
            await self._insist("setWebhook", {**address, "allowed_updates": KINDS})
            await asyncio.Event().wait()
        try:
            await clear_webhook(self.api)  # usually there is none; polling clears it again when Telegram objects
            await poll(self.api, self.intake, offset)
        except TokenUnknown:
            raise _unknown_token() from None

    async def _remember(self, name: str) -> str:
        def store(conn: Connection) -> None:
            if (kept.get(conn, _ID), kept.get(conn, _NAME)) != (str(self.bot_id), name):
                kept.put(conn, _ID, str(self.bot_id))
                kept.put(conn, _NAME, name)

        await self.database.submit(store)
        return name

    def _menus(self) -> list[tuple[dict[str, object], frozenset[Role]]]:
        """Who sees which menu: contacts are the many; the administrators are known by number."""
        admins = sorted(self.settings.admin_ids)
        named: list[tuple[dict[str, object], frozenset[Role]]] = [
            ({"type": "chat", "chat_id": number}, _COORDINATORS) for number in admins
        ]
        return [({"type": "all_private_chats"}, _CONTACTS), *named]

    async def _insist(self, method: str, params: dict[str, object]) -> Any:
        """A call without which nothing works, repeated until it succeeds."""
        pause = 0.0
        while True:
            try:
                return await self.api.call(method, params)
            except Refused as error:
                if error.code in (401, 404):
                    raise _unknown_token() from None
                raise SettingsError(f"Telegram refuses {method}: {error.description}") from None
            except ApiError as error:
                pause = error.seconds if isinstance(error, RetryAfter) else min(max(2 * pause, 0.5), _LONGEST_PAUSE)
                log.warning("Telegram cannot be reached", call=method, reason=str(error), again_in=pause)
                await asyncio.sleep(pause)


def _unknown_token() -> SettingsError:
    return SettingsError("BOT_TOKEN is not known to Telegram: ask @BotFather for it again")
