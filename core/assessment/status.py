"""The status of an assessment and of its period: what they are, what may happen, and what follows.

The status of an assessment changes only as `TRANSITIONS` allows. A pair that is not in the table raises `StatusError`
and changes nothing. docs/assessment-status.md is drawn from this table.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from enum import StrEnum


class Status(StrEnum):
    """Status of an assessment, as stored and exported."""

    NOT_STARTED = "not_started"  # belum mulai
    DRAFT = "draft"  # sedang diisi
    AWAITING_HEAD = "awaiting_head"  # menunggu kepala
    SUBMITTED = "submitted"  # terkirim
    IN_REVIEW = "in_review"  # diperiksa
    RETURNED = "returned"  # dikembalikan
    VERIFIED = "verified"  # terverifikasi
    FINAL = "final"  # ditetapkan


class Act(StrEnum):
    """What can happen to an assessment."""

    ANSWER = "answer"
    ASK_HEAD = "ask_head"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    BEGIN_REVIEW = "begin_review"
    RETURN = "return"
    REPAIR = "repair"
    VERIFY = "verify"
    FINALISE = "finalise"
    REOPEN = "reopen"


TRANSITIONS: Mapping[tuple[Status, Act], Status] = {
    (Status.NOT_STARTED, Act.ANSWER): Status.DRAFT,
    (Status.DRAFT, Act.ANSWER): Status.DRAFT,
    (Status.DRAFT, Act.ASK_HEAD): Status.AWAITING_HEAD,
    (Status.DRAFT, Act.SUBMIT): Status.SUBMITTED,
    (Status.AWAITING_HEAD, Act.SUBMIT): Status.SUBMITTED,
    (Status.AWAITING_HEAD, Act.WITHDRAW): Status.DRAFT,
    (Status.SUBMITTED, Act.WITHDRAW): Status.DRAFT,
    (Status.SUBMITTED, Act.BEGIN_REVIEW): Status.IN_REVIEW,
    (Status.SUBMITTED, Act.RETURN): Status.RETURNED,
    (Status.AWAITING_HEAD, Act.RETURN): Status.DRAFT,
    (Status.IN_REVIEW, Act.RETURN): Status.RETURNED,
    (Status.IN_REVIEW, Act.VERIFY): Status.VERIFIED,
    (Status.RETURNED, Act.ANSWER): Status.RETURNED,
    (Status.RETURNED, Act.RETURN): Status.RETURNED,
    (Status.RETURNED, Act.REPAIR): Status.SUBMITTED,
    (Status.RETURNED, Act.BEGIN_REVIEW): Status.IN_REVIEW,  # the period is over, nothing is repaired any more
    (Status.VERIFIED, Act.RETURN): Status.RETURNED,
    (Status.VERIFIED, Act.FINALISE): Status.FINAL,
    (Status.VERIFIED, Act.REOPEN): Status.IN_REVIEW,
    (Status.FINAL, Act.REOPEN): Status.IN_REVIEW,
}

OPEN_FOR_ANSWERS = frozenset({Status.NOT_STARTED, Status.DRAFT})
SENT = frozenset({Status.SUBMITTED, Status.IN_REVIEW, Status.RETURNED, Status.VERIFIED, Status.FINAL})
"""Statuses that count as "submitted or any later" in summaries and exports."""


def may_change(status: Status, reopened: bool) -> bool:
    """Whether an answer may be changed in this status while its period is open; `reopened`: it was returned."""
    return status in OPEN_FOR_ANSWERS or (status is Status.RETURNED and reopened)


_BACKWARDS = (Status.RETURNED, Status.SUBMITTED, Status.IN_REVIEW, Status.VERIFIED, Status.FINAL)
"""What several that were all sent are together: the first of these that any of them is."""


def together(statuses: Collection[Status]) -> Status:
    """How far an OPD is by the statuses of its subjects, of which there is at least one: it has sent when all are sent,
    and waits for its head when only that is missing.
    """
    owed = [one for one in statuses if one not in SENT]
    if not owed:
        return next(one for one in _BACKWARDS if one in statuses)
    if all(one is Status.AWAITING_HEAD for one in owed):
        return Status.AWAITING_HEAD
    return Status.NOT_STARTED if set(statuses) == {Status.NOT_STARTED} else Status.DRAFT


class StatusError(ValueError):
    """The act is not possible in this status; nothing was changed."""


def after(status: Status, act: Act) -> Status:
    """The status that follows from an act. Raises StatusError where the table has no such pair."""
    try:
        return TRANSITIONS[status, act]
    except KeyError:
        raise StatusError(f"{act} is not possible while {status}") from None


class PeriodStatus(StrEnum):
    """Status of a period, as exported."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    ARCHIVED = "archived"


def period_status(stored: PeriodStatus, opens: datetime, verification_due: datetime, now: datetime) -> PeriodStatus:
    """The status of a period at this moment. An open period counts as a draft before it opens, and as closed once
    verification is due.
    """
    if stored is not PeriodStatus.OPEN:
        return stored
    if now < opens:
        return PeriodStatus.DRAFT
    return PeriodStatus.CLOSED if now > verification_due else PeriodStatus.OPEN


OVER = frozenset({PeriodStatus.CLOSED, PeriodStatus.ARCHIVED})
"""Statuses of a period that accepts nothing any more."""


def standing(status: Status, period: PeriodStatus) -> Status:
    """The status of an assessment at this moment. When a period is over, an assessment that was returned and not sent
    again is back with the team.
    """
    return Status.IN_REVIEW if status is Status.RETURNED and period in OVER else status
