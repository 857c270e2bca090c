"""getUpdates, setWebhook, deleteWebhook, getWebhookInfo, logOut, close."""

import re
from typing import Any

from simulator.errors import ApiError, bad_request
from simulator.model import Json
from simulator.params import Params
from simulator.updates import Pending
from simulator.world import World

LONGEST_POLL = 50
SAME_OFFSET_SECONDS = 0.5
_SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")


class Raw(str):
    """JSON that is ready to go out as it is."""

    __slots__ = ()


def _allow(world: World, params: Params) -> None:
    kinds = params.data("allowed_updates")
    if kinds is not None and not isinstance(kinds, list):
        raise bad_request("expected an Array of String")
    world.updates.allow(kinds)


async def get_updates(world: World, params: Params) -> Raw:
    if world.webhook.url:
        raise ApiError(
            409,
            "Conflict: can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first",
        )
    offset = params.number("offset")
    limit = min(100, max(1, params.number("limit", 100)))
    timeout = min(LONGEST_POLL, max(0, params.number("timeout")))
    _allow(world, params)
    now = world.monotonic()
    last_offset, last_at = world.updates.last_poll
    if offset == last_offset and now < last_at + SAME_OFFSET_SECONDS:
        # Client.cpp, process_get_updates_query: a hasty repetition gets one update
        limit = 1
    world.updates.last_poll = (offset, now)
    return as_json(await world.updates.poll(offset, limit, timeout))


def as_json(batch: list[Pending]) -> Raw:
    return Raw("[" + ",".join(event.json for event in batch) + "]")


def set_webhook(world: World, params: Params) -> bool:
    url, secret = params.text("url"), params.text("secret_token")
    if url and not url.startswith(("https://", "http://")):
        raise bad_request("invalid webhook URL specified")
    if len(secret) > 256:
        raise bad_request("secret token is too long")
    if not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    _allow(world, params)
    if params.flag("drop_pending_updates"):
        world.updates.drop_all()
    world.updates.end_poll("terminated by setWebhook request")
    world.webhook.set(url, secret, min(100, max(1, params.number("max_connections", 40))))
    return True


def delete_webhook(world: World, params: Params) -> bool:
    if params.flag("drop_pending_updates"):
        world.updates.drop_all()
    world.webhook.stop()
    return True


def webhook_info(world: World, params: Params) -> Json:
    return world.webhook.info()


def accept(world: World, params: Params) -> bool:
    return True


METHODS: dict[str, Any] = {
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": webhook_info,
    "logOut": accept,
    "close": accept,
}
