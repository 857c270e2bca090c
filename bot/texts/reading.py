"""Words that are too long for their screen. Its [Baca lengkap] opens all of them in the same message, if need be on
pages: the same for contacts, heads and the team.
"""

from collections.abc import Sequence

from bot.texts.common import clean, folded, quote
from core.fit import SCREEN, length, parted, seen

READ_WHOLE, READ_BRIEFLY = "Baca lengkap", "Baca ringkas"

SHOWN = 300
"""Characters of an explanation that a screen shows."""

PART = 2400
"""Characters of an explanation on one page, as `parted` counts them."""


def is_cut(words: str) -> bool:
    """Whether a screen shows only a part of these words."""
    return len(clean(words)) > SHOWN


def parts(words: str) -> tuple[str, ...]:
    """The words in parts, each for one page."""
    return parted(clean(words).strip(), PART)


def pages(head: Sequence[str], told: Sequence[str], words: str, after: Sequence[str] = ()) -> tuple[str, ...]:
    """The lines of `head`, of which the first is the title, then the `words` below what is `told` of them, then the
    lines `after`. Where this is too long for a screen, the words open with a touch, if need be on pages of their own.
    """
    title, whole = head[0], clean(words).strip()
    quoted = [*told, quote(whole, len(whole))] if whole else []
    most = SCREEN - length(f"\n{title}")  # the title is repeated below
    if length(text := "\n".join([*head, *quoted, *after])) <= most:
        return (text,)
    opened = [folded(part, PART) for part in parts(words)]
    if opened and seen(text := "\n".join([*head, *told, opened[0], *after])) <= most:
        return text, *("\n".join([title, part]) for part in opened[1:])
    return "\n".join([*head, *after]), *("\n".join([title, *told, part]) for part in opened)
