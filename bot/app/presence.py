"""The bot at Telegram: its name, and how it receives updates."""

import asyncio
from dataclasses import dataclass
from typing import Any

from bot.intake.intake import Intake
from bot.intake.polling import Polling, TokenUnknown, clear_webhook
from bot.intake.rival import Rivals
from bot.log import describe, log
from bot.settings import Settings, SettingsError
from bot.telegram.api import Api
from bot.telegram.door import Door
from bot.telegram.errors import ApiError, RetryAfter, TelegramRefused
from bot.texts.operations import settings as texts
from core.foreign import words
from storage.database import Connection, Database
from storage.engine import settings as kept
from storage.messaging import inbox
from storage.messaging.arrivals import KINDS
from storage.operations.conditions import Matter

_LONGEST_PAUSE = 30.0
_CLEARING = 1.0
"""Seconds that polling waits until a webhook is removed. Usually there is none; otherwise polling is refused, and the
webhook is removed again."""
WATCH = 60.0
"""Seconds between two checks that Telegram still delivers to our address."""
_NAME, _ID = kept.BOT_USERNAME, "bot_id"  # keys in the table of settings


@dataclass(frozen=True, slots=True)
class Presence:
    """One bot at Telegram. A refusal that only a person can mend raises SettingsError; everything else is
    waited for.
    """

    settings: Settings
    bot_id: int
    api: Api
    database: Database
    intake: Intake
    door: Door
    watch: float = WATCH

    async def remembered(self) -> tuple[str, int | None]:
        """The bot's name and the next offset, as the last process has stored them; ("", None) when that was another
        bot.
        """

        def read(conn: Connection) -> tuple[str, int | None]:
            if kept.get(conn, _ID) != str(self.bot_id):
                return "", None
            return kept.get(conn, _NAME) or "", inbox.load_offset(conn)

        return await self.database.submit(read)

    async def ask_name(self) -> str:
        """The name as Telegram says. Stored for the next start and for links in invitations."""
        return await self.remember((await self._insist("getMe", {}))["username"])

    async def listen(self, offset: int | None, rivals: Rivals) -> None:
        """Receives updates in the way the settings say, until cancelled. Pending updates are never dropped."""
        if self.settings.webhook_url:
            await self._set_webhook()
            while True:
                await asyncio.sleep(self.watch)
                await self._look_at_webhook(rivals)
        clearing = asyncio.create_task(clear_webhook(self.api))
        try:
            await asyncio.wait([clearing], timeout=_CLEARING)
            await Polling(self.api, self.intake, offset, rivals, self.door.refused).run()
        except TokenUnknown:
            raise _unknown_token() from None
        finally:
            clearing.cancel()
            await asyncio.gather(clearing, return_exceptions=True)

    async def _set_webhook(self) -> None:
        address = {"url": self.settings.webhook_address, "secret_token": self.settings.secret}
        await self._insist("setWebhook", {**address, "allowed_updates": KINDS})

    async def _look_at_webhook(self, rivals: Rivals) -> None:
        """Reports when somebody else has set another address, or removed ours, and sets it again."""
        try:
            address = words(await self.api.call("getWebhookInfo", {}), "url")
            if address == self.settings.webhook_address:
                await rivals.alone()
            else:
                await rivals.found(Matter.WEBHOOK)
                await self._set_webhook()
        except SettingsError:
            raise
        except Exception as error:  # the network, the database: the next look comes
            log.warning("the webhook cannot be looked at", error=describe(error))

    async def remember(self, name: str) -> str:
        """Stores the bot's name."""

        def store(conn: Connection) -> None:
            if (kept.get(conn, _ID), kept.get(conn, _NAME)) != (str(self.bot_id), name):
                kept.put(conn, _ID, str(self.bot_id))
                kept.put(conn, _NAME, name)

        await self.database.submit(store)
        return name

    async def _insist(self, method: str, params: dict[str, object]) -> Any:
        """Makes a call without which nothing works, until it succeeds.

        A refused address does not end the process: the reason may pass (a name that is not resolved yet), and the
        former address may still bring updates.
        """
        pause = 0.0
        while True:
            try:
                return await self.api.call(method, params)
            except ApiError as error:
                if isinstance(error, TelegramRefused) and error.code in (401, 404) and not await self._token_known():
                    raise _unknown_token() from None
                pause = error.seconds if isinstance(error, RetryAfter) else min(max(2 * pause, 0.5), _LONGEST_PAUSE)
                what = "Telegram refuses a call" if isinstance(error, TelegramRefused) else "Telegram cannot be reached"
                log.warning(what, call=method, reason=str(error), again_in=pause)
                await asyncio.sleep(pause)

    async def _token_known(self) -> bool:
        """False only when Telegram says so. 404 may also mean that a server does not know the method."""
        try:
            await self.api.call("getMe", {})
        except TelegramRefused as error:
            return error.code not in (401, 404)
        except ApiError:
            pass
        return True


def _unknown_token() -> SettingsError:
    return SettingsError(texts.UNKNOWN_TOKEN)
