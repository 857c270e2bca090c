"""Files that are refused: why, and how people are told. Files sent together are reported together, and each refusal
leaves a line of record.
"""

import re
from dataclasses import dataclass, replace

from bot.flows.base import Step
from bot.flows.events import File
from bot.texts.contact import attach
from bot.texts.evidence import refusals, screens as evidence
from core.assessment.model import Assessment
from core.evidence.batch import Batch
from core.evidence.kinds import kind_of, taken
from core.facts import Facts, Limits

_UNCLEAR_KINDS = frozenset({"", "application/octet-stream", "application/binary"})
_DOCUMENT = re.compile(r"pdf|jpe?g|jpe|jfif|png|webp|hei[cf]|hif|docx?|rtf|xlsx?|pptx?|od[tsp]")
_NO_DOCUMENT = re.compile(
    r"exe|msi|bat|cmd|com|scr|dll|sh|ps1|vbs|js|jar|apk|iso|zip|rar|7z|tar|gz|mp3|mp4|avi|mov|mkv"
)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a file is refused: `sentence` (HTML) stands alone, `why` follows the file's name in a list."""

    sentence: str
    why: str


def reason(event: File, name: str, limits: Limits) -> Reason | None:
    """Why a file is refused before it is copied; None if it is not."""
    if event.size is not None and event.size > limits.size:
        return Reason(attach.too_large(name, event.size, limits.size), refusals.why_too_large(limits.size))
    if event.size == 0 and not event.photo:
        return Reason(attach.empty(name), refusals.WHY_EMPTY)
    if not event.photo and _forbidden(event, limits):
        return Reason(attach.forbidden(name), refusals.WHY_KIND)
    return None


def _forbidden(event: File, limits: Limits) -> bool:
    """Whether the type is not allowed, by the type the phone names, and by the ending where that says nothing. The
    content is examined after copying.
    """
    ending = event.name.rpartition(".")[2].lower()
    mime = event.mime.lower()
    if not limits.kinds or kind_of(mime) in taken(limits.kinds) or _DOCUMENT.fullmatch(ending):
        return False
    return mime not in _UNCLEAR_KINDS or bool(_NO_DOCUMENT.fullmatch(ending))


def refuse(
    step: Step, event: File, facts: Facts, a: Assessment, why: Reason, code: str = "", guessed: bool = False
) -> Step:
    """The step for a file that is refused. `code` is the variable it was meant for, perhaps only `guessed`."""
    name = name_of(event)
    batch = _batch(event, facts, a, code, guessed).refuses(name, why.why)
    banner = why.sentence if batch.total == 1 else _together(batch)
    return replace(step, banner=banner, refused=refusals.refusal(name, why.why), batch=batch)


def take(step: Step, event: File, facts: Facts, a: Assessment, code: str, guessed: bool) -> Step:
    """The step for a file that is accepted. Refusals among the files sent with it are repeated."""
    batch = _batch(event, facts, a, code, guessed).took()
    if not batch.refused:
        return replace(step, batch=batch)
    return replace(step, banner="\n".join(filter(None, (_together(batch), step.banner))), batch=batch)


def _together(batch: Batch) -> str:
    kind = any(why == refusals.WHY_KIND for _, why in batch.refused)
    return refusals.together([refusals.with_why(*one) for one in batch.refused], batch.total, kind)


def _batch(event: File, facts: Facts, a: Assessment, code: str, guessed: bool) -> Batch:
    return facts.batch or Batch(a.id, code, event.album, guessed=guessed)


def name_of(event: File) -> str:
    return event.name or (evidence.NO_FILE if event.photo else evidence.NO_NAME)
