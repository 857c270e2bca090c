"""What is asked for as evidence: the instrument's documents, and those of the Pemda's own list, marked as such."""

from collections.abc import Iterable
from datetime import datetime

from bot.texts.common import clean, document_inside, folded
from core.assessment.wanted import Wanted
from core.evidence.lists import OwnLine
from core.screen import escape
from core.written import short_day

USUAL = "Yang biasanya diminta:"
OWN = "Khusus daerah ini:"
LOWER = "Bukti tingkat di bawahnya juga berlaku:"
OWN_LOWER = "Khusus daerah ini untuk tingkat di bawahnya:"
_WHOLE = 3000
"""Characters of what is folded: nothing of it is cut."""


def asked(found: Wanted, opened: datetime) -> tuple[list[str], ...]:
    """The lines of the card. With own lines there are shorter forms too: the own ones folded, then all of it; what is
    folded opens with a touch. `opened`: what was added later says since when.
    """
    usual = [USUAL, *(f"• {escape(name)}" for name in found.names)] if found.names else []
    lower = f"{LOWER} {'; '.join(map(document_inside, found.lower))}" if found.lower else ""
    if not (found.own or found.lower_own or found.dropped):
        return ([*usual, *([folded(lower)] if lower else [])],)
    own = [line_of(line, opened) for line in found.own]
    below = _sentences(
        lower,
        _told(OWN_LOWER, [line_of(line, opened) for line in found.lower_own]),
        dropped(found.dropped),
    )
    listed = [OWN, *(f"• {escape(words)}" for words in own)] if own else []
    rest = [folded(below, _WHOLE)] if below else []
    short = _sentences(_told(OWN, own), below)
    last = _sentences(_told(OWN, own), _told(USUAL, map(document_inside, found.names)), below)
    return [*usual, *listed, *rest], [*usual, folded(short, _WHOLE)], [folded(last, _WHOLE)]


def _told(begins: str, names: Iterable[str]) -> str:
    told = "; ".join(names)
    return f"{begins} {told}" if told else ""


def _sentences(*told: str) -> str:
    return " ".join(one if one.endswith(".") else f"{one}." for one in told if one)


def line_of(line: OwnLine, opened: datetime) -> str:
    """ "SK tim evaluasi SOP (sejak 3 Des)": the day where it came after the opening. Not escaped."""
    since = f" (sejak {short_day(line.since)})" if line.since > opened else ""
    return f"{clean(line.words)}{since}"


def dropped(lines: Iterable[OwnLine]) -> str:
    """What was asked and is not any more. Not escaped."""
    gone = (f"{clean(line.words)} ({short_day(line.until)})" for line in lines if line.until is not None)
    return _told("Tidak diminta lagi oleh daerah:", gone)
