"""Splits a batch of updates, so that one that is no JSON does not affect the others.

Python's reader rejects a whole answer because of a number of 5,000 digits, a control character, or deep nesting in it.
"""

import re
from collections.abc import Iterator

import msgspec


class _Answer(msgspec.Struct):
    result: list[msgspec.Raw]


_ANSWER = msgspec.json.Decoder(_Answer)
_BEGIN = re.compile(r'"result"\s*:\s*\[')
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]]', re.DOTALL)
_GAP = 1_000_000
"""Telegram counts up one by one; updates that wait at the same time cannot be so far apart."""


def bodies(answer: bytes) -> list[str]:
    """The updates in an answer to getUpdates. Raises ValueError for any other text."""
    try:
        return [bytes(update).decode() for update in _ANSWER.decode(answer).result]
    except (ValueError, RecursionError):
        return list(_apart(answer.decode("utf-8", "replace")))


def _apart(text: str) -> Iterator[str]:
    """The objects of the list, as they were written."""
    begin = _BEGIN.search(text)
    if begin is None:
        raise ValueError("no list of updates")
    depth, start = 0, 0
    for token in _TOKEN.finditer(text, begin.end()):
        if token[0] in "{[":
            start = token.start() if depth == 0 else start
            depth += 1
        elif token[0] in "}]":
            depth -= 1
            if depth < 0:
                return
            if depth == 0:
                yield text[start : token.end()]


def following(numbers: list[int], offset: int | None) -> int | None:
    """The offset that confirms these updates; None for none. It may be lower than the last one, because Telegram
    restarts its numbers at times when nothing waits. A number far from all others is not Telegram's, and confirms
    nothing.
    """
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number - runs[-1][-1] <= _GAP:
            runs[-1].append(number)
        else:
            runs.append([number])
    if not runs:
        return None
    near = [run for run in runs if offset is not None and 0 <= run[-1] - offset <= _GAP]
    return 1 + max(near or runs, key=len)[-1]
