"""The letter the head has signed: its photo or scan is the submission, further pages join it (transcript 07b_surat)."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.flows.base import State, Step
from bot.flows.contact import going
from bot.flows.contact.refusing import Reason, reason, refuse
from bot.flows.events import File
from bot.flows.states.contact import AwaitingHead, Receipting
from bot.texts.answers import letter as texts
from bot.texts.contact.attach import not_taken
from core.assessment.model import LETTER, Approval, Assessment, EvidenceKind, PeriodStatus, Status
from core.effects import AttachFile, Origin, Submit
from core.facts import Facts
from core.people.roles import Role

PAGES_WITHIN = timedelta(minutes=10)
"""For so long after the first page further files count as pages of the same letter."""


ALBUM_WITHIN = timedelta(seconds=30)
"""Items of an album come up to 11 s apart."""


def wanted(facts: Facts, a: Assessment) -> bool:
    """Whether a file is the letter: before the submission; afterwards its further pages, or all of it when the first
    could not be stored.
    """
    if a.approval is not Approval.LETTER or a.period.status is not PeriodStatus.OPEN:
        return False
    if not going.holds(facts, a, Role.CONTACT):
        return False
    if a.status is Status.AWAITING_HEAD:
        return True
    if a.status is not Status.SUBMITTED or a.submission is None:
        return False
    return not a.evidence_of(LETTER) or facts.now - a.submission.at <= PAGES_WITHIN


def _straggles(state: State, event: File, facts: Facts) -> bool:
    """Whether it is the rest of an album of evidence, sent before the letter was made: nobody signs so fast."""
    if not event.album or not isinstance(state, AwaitingHead) or not state.asked:
        return False
    return facts.now - datetime.fromisoformat(state.asked) <= ALBUM_WITHIN


def received(state: State, event: File, facts: Facts, a: Assessment) -> Step:
    """The first page submits the assessment. A file that cannot be a signed letter is refused with a reason."""
    name = event.name or texts.NAME
    why = reason(event, name, facts.limits) or _not_signed(event, a)
    if _straggles(state, event, facts):
        why = Reason(not_taken(event.name or "Foto", texts.WAITED_FOR), texts.WHY_NO_LETTER)
    if why:
        return refuse(Step(state), event, facts, a, why)
    kind = EvidenceKind.PHOTO if event.photo else EvidenceKind.DOCUMENT
    order = AttachFile(
        a.id, LETTER, kind, name, event.mime, event.size or 0, event.file_id, event.unique_id, a.period.year
    )
    order = replace(order, origin=Origin(event.message_id, event.album, event.caption.strip()))
    if event.unique_id and event.unique_id in {item.unique_id for item in a.evidence_of(LETTER)}:
        return Step(Receipting(a.id))
    submitting = (Submit(a.id),) if a.status is Status.AWAITING_HEAD else ()
    return Step(Receipting(a.id), (order, *submitting))


def _not_signed(event: File, a: Assessment) -> Reason | None:
    """A signature comes as a photo or scan; our own file comes back unsigned."""
    if event.photo:
        return None
    if event.name in texts.files(a):
        return Reason(texts.UNSIGNED, texts.WHY_UNSIGNED)
    scanned = event.mime.startswith("image/") or event.mime == "application/pdf" or event.name.lower().endswith(".pdf")
    return None if scanned else Reason(texts.ONLY_SIGNED, texts.WHY_NO_LETTER)
