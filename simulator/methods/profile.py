"""The bot's own profile: commands, descriptions, names, menu button. They are kept and given back."""

import json
import re
from collections.abc import Callable
from typing import Any

from simulator.errors import bad_request
from simulator.model import Json
from simulator.params import Params
from simulator.schema import check_fields
from simulator.world import World

COMMANDS_MOST = 100
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")


def _commands_key(world: World, params: Params) -> str:
    scope = params.data("scope") or {"type": "default"}
    if scope.get("type") == "chat":
        scope = {"type": "chat", "chat_id": world.chat_for_writing(scope.get("chat_id")).id}
    return "commands:" + json.dumps(scope, sort_keys=True) + params.text("language_code")


def set_commands(world: World, params: Params) -> bool:
    commands = params.data("commands")
    if not isinstance(commands, list):
        raise bad_request("expected an Array of BotCommand")
    if len(commands) > COMMANDS_MOST:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        fields = check_fields("BotCommand", command)
        if not _COMMAND.fullmatch(str(fields.get("command", "")).removeprefix("/")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(str(fields.get("description", ""))) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    world.profile[_commands_key(world, params)] = commands
    world.emit("profile", None)
    return True


def get_commands(world: World, params: Params) -> Any:
    return world.profile.get(_commands_key(world, params), [])


def delete_commands(world: World, params: Params) -> bool:
    world.profile.pop(_commands_key(world, params), None)
    world.emit("profile", None)
    return True


def commands_for(world: World, *, chat: int, group: bool, admin: bool = False) -> list[Json]:
    """The menu a person sees: the narrowest scope that was set wins."""
    scopes = ["all_chat_administrators"] * admin + ["all_group_chats"] if group else ["all_private_chats"]
    own: Json = {"type": "chat", "chat_id": chat}
    for scope in [own, *({"type": name} for name in [*scopes, "default"])]:
        for language in ("id", ""):
            key = "commands:" + json.dumps(scope, sort_keys=True) + language
            if world.profile.get(key):
                found: list[Json] = world.profile[key]
                return found
    return []


def _setter(name: str, longest: int) -> Callable[[World, Params], bool]:
    def set_text(world: World, params: Params) -> bool:
        if len(params.text(name)) > longest:
            raise bad_request(f"{name.upper()}_TOO_LONG")
        world.profile[name + params.text("language_code")] = params.text(name)
        world.emit("profile", None)
        return True

    return set_text


def _getter(name: str) -> Callable[[World, Params], Json]:
    def get_text(world: World, params: Params) -> Json:
        return {name: world.profile.get(name + params.text("language_code"), "")}

    return get_text


def _keep(name: str) -> Callable[[World, Params], bool]:
    def keep(world: World, params: Params) -> bool:
        world.profile[name] = dict(params.raw)
        return True

    return keep


def get_name(world: World, params: Params) -> Json:
    return {"name": world.profile.get("name" + params.text("language_code"), world.bot.first_name)}


def get_menu_button(world: World, params: Params) -> Json:
    return {"type": "commands"}


METHODS: dict[str, Callable[[World, Params], Any]] = {
    "setMyCommands": set_commands,
    "getMyCommands": get_commands,
    "deleteMyCommands": delete_commands,
    "setMyDescription": _setter("description", 512),
    "getMyDescription": _getter("description"),
    "setMyShortDescription": _setter("short_description", 120),
    "getMyShortDescription": _getter("short_description"),
    "setMyName": _setter("name", 64),
    "getMyName": get_name,
    "setMyDefaultAdministratorRights": _keep("administrator_rights"),
    "setChatMenuButton": _keep("menu_button"),
    "getChatMenuButton": get_menu_button,
}
