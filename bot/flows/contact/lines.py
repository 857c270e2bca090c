"""Notices that several screens show below their text: receipts of files, a colleague at work, the team's note on a
returned variable.
"""

from collections.abc import Sequence
from datetime import timedelta

from bot.flows.contact import going
from bot.texts.answers import conflict, repair
from bot.texts.contact import attach
from core.assessment.counts import tally
from core.assessment.model import Assessment, EvidenceKind
from core.facts import Facts
from core.screen import Rows, Screen

HINT_FOR = timedelta(minutes=1)
"""As long as an album may take to arrive (up to 11 s between items)."""


def card(
    texts: Sequence[str],
    rows: Rows,
    notices: Sequence[str] = (),
    receipts: Sequence[str] = (),
    colleagues: Sequence[str] = (),
    at_last: str = "",
) -> Screen:
    """A card: its text, and below it the notices. Where that is too high, the next of its `texts` is taken, then the
    next form of the receipt, then the `colleagues` go, and only then the text `at_last` is taken. A receipt always
    stays: without it nobody knows that a file has arrived.
    """
    forms = [[receipt] for receipt in receipts] or [[]]
    lines = [*notices, *colleagues, *forms[0]]
    shown = ["\n\n".join([texts[0], "\n".join(lines)]) if lines else texts[0]]
    shown += ["\n".join([text, *lines]) for text in texts[1:]]
    shown += ["\n".join([texts[-1], *notices, *colleagues, *form]) for form in forms[1:]]
    shown += ["\n".join([text, *notices, *forms[-1]]) for text in (texts[-1], at_last) if text]
    return Screen(shown[0], rows, shorter=tuple(dict.fromkeys(shown[1:])))


def note(a: Assessment, here: str) -> list[str]:
    """The team's note on a returned variable, where something else is asked."""
    return repair.note(a.answers.get(here), repair.BRIEF_NOTE)


def receipts(facts: Facts, a: Assessment, here: str = "", until: str = "") -> tuple[str, ...]:
    """Where further files go, and what has arrived: the longest form first, "" for none. `here` is the variable on the
    screen; `until` says when later files go elsewhere.
    """
    code = receiving(facts, a)
    if code is None or code == here:
        return ()
    there = a.evidence_of(code)
    files, links = tally(there)
    link_last = bool(there) and there[-1].kind is EvidenceKind.LINK
    return attach.receipts(code, files, links, until, link_last, _just_first_photos(facts, a, code))


def receiving(facts: Facts, a: Assessment) -> str | None:
    """The variable whose evidence was asked last, while evidence can be added to it."""
    code = facts.evidence_for
    return code if code is not None and a.writable(code) else None


def _just_first_photos(facts: Facts, a: Assessment, code: str) -> bool:
    """Whether this person has sent only photos so far, all of them here and now. The hint is given once."""
    mine = [item for item in a.evidence if item.sent_by == going.me(facts)]
    only_here = all(item.kind is EvidenceKind.PHOTO and code in item.variables for item in mine)
    return bool(mine) and only_here and facts.now - mine[-1].sent_at <= HINT_FOR


def links_alone(a: Assessment, code: str) -> list[str]:
    """The warning that only links were sent, where the Pemda wants files."""
    _, links = tally(a.evidence_of(code))
    return [attach.link_not_enough(code, links)] if links and not a.has_proof(code) else []


def presence(facts: Facts, code: str) -> list[str]:
    """Colleagues who have the same variable open."""
    return [conflict.presence(item, facts.zone_label) for item in facts.colleagues if item.variable == code]


def following(a: Assessment, code: str) -> str:
    """The line about what opens by itself when the variable is complete."""
    return going.following(a, code) or "ringkasan"
