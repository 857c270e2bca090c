"""How a call to the Bot API fails, sorted by what may be done about it.

    ApiError
      NotSent          Telegram has not seen the request: it may simply be made again
      Unsure           it left, but no answer of Telegram came back: it may or may not have had its effect
      RetryAfter       429: to be made again after `seconds`
      Gone             403: the person blocked the bot, or it was removed from the group
      TelegramRefused  any other refusal; final, unless the courier knows a repair
        Unknown        401, 404: the bot's token is refused, which is no message's fault

Refusals that mean "it is already so" are success.
"""

from typing import Any

from core.foreign import read_json

_HARMLESS = (
    *("message is not modified", "query is too old", "query id is invalid", "message to delete not found"),
    "chat_not_modified",
)
_GONE = ("blocked", "kicked", "deactivated", "not a member", "can't initiate conversation")


class ApiError(Exception):
    """A call without a result."""


class NotSent(ApiError):
    """Telegram has not seen the request: no connection, no name, no route, or an answer of something in between."""


class Unsure(ApiError):
    """The request was sent and timed out, or the connection was cut, or the answer was 5xx or a page that is not
    Telegram's. `answered`: a server answered, so the work was most likely not done.
    """

    def __init__(self, message: str, answered: bool = False) -> None:
        super().__init__(message)
        self.answered = answered


class RetryAfter(ApiError):
    def __init__(self, seconds: float) -> None:
        super().__init__(f"429, again after {seconds:g} s")
        self.seconds = seconds


class Gone(ApiError):
    """Nothing sent to this chat can arrive any more."""


class TelegramRefused(ApiError):
    """A refusal in Telegram's words. `migrated_to` is the number of the supergroup that a group became."""

    def __init__(self, code: int, description: str, migrated_to: int | None = None) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.migrated_to = migrated_to


class Unknown(TelegramRefused):
    """Telegram does not know the bot; or, with 404, a Bot API server of one's own does not know the method."""


def result_of(status: int, body: bytes) -> Any:
    """Telegram's answer, or the error that it means."""
    try:
        answer = read_json(body)
        ok = answer["ok"]
    except (ValueError, TypeError, KeyError, RecursionError):
        why = f"status {status}, not an answer of the Bot API"
        if 300 <= status < 500:  # a proxy's or a provider's page
            raise NotSent(why) from None
        raise Unsure(why, answered=status >= 500) from None
    if ok:
        return answer.get("result")
    code, description = int(answer.get("error_code", status)), str(answer.get("description", ""))
    details = answer.get("parameters") or {}
    lowered = description.lower()
    if any(words in lowered for words in _HARMLESS):
        return True
    if code == 429:
        raise RetryAfter(float(details.get("retry_after", 1)))
    if code >= 500:
        raise Unsure(f"status {code}", answered=True)
    if code == 403 and any(words in lowered for words in _GONE):
        raise Gone(description)
    kind = Unknown if code in (401, 404) else TelegramRefused
    raise kind(code, description, details.get("migrate_to_chat_id"))
