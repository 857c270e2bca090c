"""Which columns of which tables the audit log proves: a decision for every column. tests/rules/test_writes.py holds
that none is forgotten, tests/storage/audit/test_tampering.py that each is watched.
"""

from sqlalchemy import FromClause, Table

from storage.audit.digests import Proven
from storage.engine.schema import (
    ANCHOR,
    ANSWER,
    ASSESSMENT,
    CORRECTIVE_ACTION,
    DRAFT_VERDICT,
    EVIDENCE,
    EVIDENCE_USE,
    FINAL_RESULT,
    INSTRUMENT,
    INVITATION,
    INVITATION_USE,
    MEMBERSHIP,
    OPD,
    OPINION,
    OWN_LINE,
    PEMDA,
    PERIOD,
    PERSON,
    QUESTION,
    REGION_DOCUMENT,
    SUBJECT,
    TEAM_GROUP,
    VERDICT,
    WORKLOAD,
)


def _within(table: Table) -> FromClause:
    """Joins what belongs to an assessment to its Pemda."""
    return table.join(ASSESSMENT, ASSESSMENT.c.id == table.c.assessment_id).join(OPD, OPD.c.id == ASSESSMENT.c.opd_id)


_ALL = (
    Proven(
        PEMDA,
        PEMDA,
        PEMDA.c.id,
        shown=(
            *("name", "code", "timezone", "organiser", "seat", "approval", "working_days", "official_result"),
            *("links_alone", "rule_title", "rule_link", "own_holidays", "number_pattern", "worked_days", "fields"),
            *("province_review", "paper", "kept_years", "effective_hours"),
        ),
        hidden=("signatories", "letterhead", "rule_file"),
        exempt={
            "reminded_on": "a mark of the reminders: which day was looked at last",
            "reminded_through": "a mark of the reminders: which day was looked at in full",
        },
    ),
    Proven(
        OPD,
        OPD,
        OPD.c.pemda_id,
        shown=("pemda_id", "code", "name", "short", "kind", "head_title", "removed_at"),
        exempt={"mark": "made of the codes and names, which are proven"},
        hidden=("phone", "head_name", "head_rank", "head_nip", "head_acting"),
    ),
    Proven(
        REGION_DOCUMENT,
        REGION_DOCUMENT,
        REGION_DOCUMENT.c.pemda_id,
        shown=(
            *("pemda_id", "title", "name", "mime", "doubt", "bytes", "sha256", "year", "variables", "levels"),
            *("added_by", "added_at", "removed_at"),
        ),
        hidden=("storage_key", "file_id"),
    ),
    Proven(
        WORKLOAD,
        WORKLOAD.join(OPD, OPD.c.id == WORKLOAD.c.opd_id),
        OPD.c.pemda_id,
        shown=("opd_id", "year", "workload", "pns", "pppk", "asked_at", "saved_by", "saved_at", "erased_at"),
        hidden=("positions",),
    ),
    Proven(
        OWN_LINE,
        OWN_LINE,
        OWN_LINE.c.pemda_id,
        shown=("pemda_id", "instrument", "variable", "level", "words", "added_by", "added_at", "removed_at"),
    ),
    Proven(
        PERSON,
        PERSON.join(MEMBERSHIP, MEMBERSHIP.c.person_id == PERSON.c.id),
        MEMBERSHIP.c.pemda_id,
        shown=("joined_at",),
        hidden=("telegram_id", "name"),
        exempt={"unreachable_since": "what Telegram answered last; it comes and goes by itself"},
    ),
    Proven(
        MEMBERSHIP,
        MEMBERSHIP,
        MEMBERSHIP.c.pemda_id,
        shown=(
            *("person_id", "role", "pemda_id", "opd_id", "field", "home_opd_id", "since", "ended_at", "disputed_at"),
        ),
        exempt={"told_at": "a mark of the notices: that others heard who has joined"},
    ),
    Proven(
        INVITATION,
        INVITATION,
        INVITATION.c.pemda_id,
        shown=(
            *("role", "pemda_id", "opd_id", "field", "uses", "used", "expires_at", "revoked_at", "issued_by"),
            "issued_at",
        ),
        hidden=("token_hash",),
    ),
    Proven(
        INVITATION_USE,
        INVITATION_USE.join(INVITATION, INVITATION.c.id == INVITATION_USE.c.invitation_id),
        INVITATION.c.pemda_id,
        shown=("invitation_id", "person_id", "at"),
    ),
    Proven(
        INSTRUMENT,
        INSTRUMENT.join(PERIOD, PERIOD.c.instrument_id == INSTRUMENT.c.id),
        PERIOD.c.pemda_id,
        shown=("slug", "version", "hash"),
        hidden=("content",),
    ),
    Proven(
        PERIOD,
        PERIOD,
        PERIOD.c.pemda_id,
        shown=(
            *("pemda_id", "instrument_id", "name", "year", "kind", "chosen", "subjects", "status", "opens_at"),
            *("due_at", "verification_due_at", "closed_at", "result_at", "published_as", "kept_until", "erased_at"),
        ),
        exempt={
            "label": "made of the names and instruments, which are proven",
            "announced_at": "a mark of the posts: that its opening was told",
            "erasure_told_at": "a mark of the notices: that its erasure was told",
        },
    ),
    Proven(
        ASSESSMENT,
        ASSESSMENT.join(OPD, OPD.c.id == ASSESSMENT.c.opd_id),
        OPD.c.pemda_id,
        shown=(
            *("period_id", "opd_id", "subject_id", "status", "due_at", "late", "submitted_by", "submitted_at"),
            "receipt_code",
            *("review_began_at", "head_asked_at", "head_returned_at", "reviewed_at", "final_at", "erased_at"),
            "left_out_at",
        ),
        hidden=("declarant_name", "declarant_title", "declarant_nip", "head_note", "left_out_reason"),
    ),
    Proven(
        SUBJECT,
        SUBJECT.join(OPD, OPD.c.id == SUBJECT.c.opd_id),
        OPD.c.pemda_id,
        shown=("opd_id", "kind", "code", "name", "attributes", "added_at", "retired_at"),
    ),
    Proven(
        OPINION,
        OPINION,
        OPINION.c.pemda_id,
        shown=("pemda_id", "opd_id", "year", "words", "value", "saved_at"),
    ),
    Proven(
        ANSWER,
        _within(ANSWER),
        OPD.c.pemda_id,
        shown=(
            *("assessment_id", "variable", "level", "version", "answered_by", "answered_at", "levelled_by"),
            *("explained_by", "reopened_at", "reopened_due", "repaired", "sent_again_at"),
        ),
        hidden=("explanation", "reopened_note"),
        exempt={"parts": "which messages of the chat the explanation came from; the explanation itself is proven"},
    ),
    Proven(
        CORRECTIVE_ACTION,
        _within(CORRECTIVE_ACTION),
        OPD.c.pemda_id,
        shown=("assessment_id", "variable", "due", "saved_by", "saved_at", "dropped_at", "done_at", "done_by"),
        hidden=("words", "person", "done_note"),
        exempt={"parts": "which messages of the chat the words came from; the words themselves are proven"},
    ),
    Proven(
        EVIDENCE,
        _within(EVIDENCE),
        OPD.c.pemda_id,
        shown=(
            *("assessment_id", "kind", "mime", "bytes", "sha256", "state", "refusal", "year", "sent_by", "sent_at"),
            *("removed_at", "document_id"),
        ),
        hidden=("name", "note", "storage_key", "file_id", "unique_id"),
        exempt={
            "doubt": "what the examination thought of the bytes, which can be examined again",
            "message_id": "which message of the chat it came in",
            "album": "which files were sent together",
            "attempts": "how often copying was tried",
            "next_at": "when copying is tried next",
        },
    ),
    Proven(
        EVIDENCE_USE,
        EVIDENCE_USE.join(EVIDENCE, EVIDENCE.c.id == EVIDENCE_USE.c.evidence_id)
        .join(ASSESSMENT, ASSESSMENT.c.id == EVIDENCE.c.assessment_id)
        .join(OPD, OPD.c.id == ASSESSMENT.c.opd_id),
        OPD.c.pemda_id,
        shown=("evidence_id", "variable", "added_by", "added_at"),
    ),
    Proven(
        VERDICT,
        _within(VERDICT),
        OPD.c.pemda_id,
        shown=("assessment_id", "variable", "version", "stage", "level", "by", "at"),
        hidden=("note",),
        exempt={"told": "which messages tell the contacts of a return"},
    ),
    Proven(
        FINAL_RESULT,
        _within(FINAL_RESULT),
        OPD.c.pemda_id,
        shown=(
            *("assessment_id", "version", "stage", "levels", "value", "band", "staged_level", "holding", "own"),
            *("region", "province", "named", "at", "by", "ended_at", "ended_by"),
        ),
        hidden=("reason",),
    ),
    Proven(
        DRAFT_VERDICT,
        _within(DRAFT_VERDICT),
        OPD.c.pemda_id,
        shown=("assessment_id", "variable", "version", "stage", "level", "by", "at"),
        hidden=("note",),
    ),
    Proven(
        QUESTION,
        _within(QUESTION),
        OPD.c.pemda_id,
        shown=("assessment_id", "variable", "asked_by", "asked_at", "answered_by", "answered_at"),
        hidden=("text", "answer"),
        exempt={"told": "which messages tell the team of it"},
    ),
    Proven(
        ANCHOR,
        ANCHOR,
        ANCHOR.c.pemda_id,
        shown=("pemda_id", "reason", "key", "wanted_at", "number", "hash", "posted_at"),
    ),
    Proven(
        TEAM_GROUP,
        TEAM_GROUP,
        TEAM_GROUP.c.pemda_id,
        shown=("pemda_id", "chat_id", "thread_id", "bound_by", "bound_at", "ended_at"),
        exempt={
            "title": "Telegram's name of the group, shown only",
            "board_outbox": "how the board was sent",
            "board_message": "how the board was sent",
            "board_shown": "how the board was drawn last",
            "board_seen": "how the board was drawn last",
            "board_at": "how the board was drawn last",
            "pin_outbox": "how the board was pinned",
            "pinned": "how the board was pinned",
            "trouble": "what Telegram answered last",
        },
    ),
)
PROVEN: dict[str, Proven] = {one.table.name: one for one in _ALL}

UNPROVEN: dict[str, str] = {
    "discarded": "bytes that no row needs any more, on their way out of the store",
    "guess": "throttles wrong tokens; forgotten after a day",
    "claim": "who is reviewing at the moment, for hours",
    "survey": "a link and a salt, which mean nothing once the survey is over; that it was made is in the log",
    "survey_answer": "anonymous answers; the value made of them is proven with the final result",
    "reminder": "what was or is to be sent to whom; no right and no result rests on it",
    "group_post": "which posts were made already",
    "picture": "a cache of drawn charts",
    "chat_menu": "which menu of commands Telegram has been given for a chat",
    "conversation": "where somebody is in the conversation",
    "inbox": "updates on their way in",
    "work_item": "what the clock has planned or tried",
    "alarm": "when somebody was last told of what was set aside",
    "outbox": "calls on their way out",
    "setting": "the program's own marks",
    "audit": "the log itself: its chain proves it",
    "audit_head": "the log itself: its chain proves it",
    "audit_content": "the log itself: its digests prove it",
}
"""Tables of which nothing is proven, with the reason."""

COLUMNS: dict[str, list[str]] = {name: sorted(one.columns) for name, one in PROVEN.items()}
"""What a log proves that this version of the program begins or brings up to date."""
