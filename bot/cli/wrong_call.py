"""What is said of a call that the command line cannot carry out: how the command is used, and what was wrong."""

import re
from typing import Any

from bot.texts.operations import wrong_call as words

_OF_THE_LIBRARY = re.compile(r"Input should|Value error|Invalid value|Got unexpected|No such")


def lines(error: Exception) -> list[str]:
    """The lines for standard error; none for an error that is no wrong call. The library's classes are told apart by
    name, because it keeps them to itself.
    """
    kinds = {kind.__name__ for kind in type(error).__mro__}
    if "UsageError" not in kinds:
        return []
    context: Any = getattr(error, "ctx", None)
    if "NoArgsIsHelpError" in kinds:
        return [words.translated(context.get_help())]
    usage = [words.translated(context.get_usage()), words.more(context.command_path)] if context else []
    return [*usage, "", words.fault(_fault(error, kinds))]


def _fault(error: Any, kinds: set[str]) -> str:
    message, param = str(error.message or ""), getattr(error, "param", None)
    name, quoted = _name(param) if param is not None else "", re.findall(r"'([^']*)'", message)
    if "MissingParameter" in kinds:
        return words.missing(name)
    if "NoSuchOption" in kinds:
        return words.unknown_option(error.option_name, error.possibilities or ())
    if "BadOptionUsage" in kinds:
        return words.no_value(error.option_name)
    if "BadParameter" in kinds:
        own = "" if _OF_THE_LIBRARY.match(message) else message
        return words.bad_value(name, own, quoted[1:] if "is not one of" in message else ())
    if message.startswith("No such command"):
        return words.unknown_command(quoted[0], quoted[1:])
    extra = re.search(r"\(([^()]*)\)\s*$", message)
    return words.too_many(extra[1] if extra else "")


def _name(param: Any) -> str:
    """ "--period", or BERKAS for what has no such name."""
    options = [name for name in param.opts if name.startswith("-")]
    return options[0] if options else str(param.metavar or param.name).upper()
