"""The tables. Telegram's numbers are BigInteger, enums are stored as their values, instants are aware and in UTC.

Reads and writes on the hot path use plain select/insert/update on these tables; ORM sessions doubled a turn's processor
time.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, Index, Integer, Text, TypeDecorator, UniqueConstraint, text
from sqlalchemy.types import JSON
from sqlmodel import Field, SQLModel


class Instant(TypeDecorator[datetime]):
    """An aware instant. SQLite stores no zone, so values are stored and read in UTC. A naive value is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("instants are stored with their zone; this one has none")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class StoredInstant(TypeDecorator[datetime]):
    """Reads an Instant that may have been changed by other means: None where it is none."""

    impl = Text
    cache_ok = True

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if isinstance(value, str):
            try:
                value = datetime.fromisoformat(value)
            except ValueError:
                return None
        if not isinstance(value, datetime):
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


_ROW_NUMBER: Any = BigInteger().with_variant(Integer(), "sqlite")  # SQLite counts rows in INTEGER only


def _big(**options: Any) -> Any:
    return Field(sa_type=BigInteger, **options)


def _instant(**options: Any) -> Any:
    return Field(sa_type=Instant, **options)


def _long(**options: Any) -> Any:
    return Field(sa_type=Text, **options)


def _json(**options: Any) -> Any:
    return Field(sa_type=JSON, **options)


class PemdaRow(SQLModel, table=True):
    """A local government with its settings."""

    __tablename__ = "pemda"
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    code: str = ""  # short code printed on region papers
    timezone: str
    organiser: str = "Bagian Organisasi"
    seat: str = ""
    approval: str = "none"
    working_days: int = 5
    official_result: str = "band"
    links_alone: bool = True
    rule_title: str = ""
    rule_link: str = ""
    own_holidays: list[str] = _json(default_factory=list)
    signatories: list[dict[str, str]] = _json(default_factory=list)
    letterhead: dict[str, str] = _json(default_factory=dict)
    number_pattern: str = ""
    worked_days: list[str] = _json(default_factory=list)  # days worked although the nation's calendar says otherwise
    fields: dict[str, str] = _json(default_factory=dict)  # variable -> field, where not the instrument's own
    province_review: bool = False  # the province verifies on top of the region
    paper: str = "F4"
    rule_file: dict[str, str] = _json(default_factory=dict)  # the local regulation: storage key, name, file_id
    kept_years: int = 5  # words and files of a period are kept so long after its end
    reminded_on: str = ""  # the day (ISO 8601) somebody last looked who is to be reminded
    reminded_through: str = ""  # the last day whose reminders are all said; later ones are made up for


class OpdRow(SQLModel, table=True):
    __tablename__ = "opd"
    __table_args__ = (UniqueConstraint("pemda_id", "code"),)
    id: int | None = Field(default=None, primary_key=True)
    pemda_id: int = Field(foreign_key="pemda.id")
    code: str
    name: str
    short: str
    kind: str = ""
    head_title: str = ""
    head_name: str = ""
    head_rank: str = ""
    head_nip: str = ""
    head_acting: str = ""  # "Plt." or "Plh."


class DiscardedRow(SQLModel, table=True):
    """Bytes in the evidence store that no row needs any more, until they are removed
    (storage/evidence/discarded.py).
    """

    __tablename__ = "discarded"
    key: str = Field(primary_key=True)
    due_at: datetime = _instant(index=True)


class PersonRow(SQLModel, table=True):
    """A person. `telegram_id` is emptied when the person is erased."""

    __tablename__ = "person"
    id: int | None = Field(default=None, primary_key=True)
    telegram_id: int | None = _big(default=None, unique=True, nullable=True)
    name: str
    joined_at: datetime = _instant()
    unreachable_since: datetime | None = _instant(default=None, nullable=True)


class MembershipRow(SQLModel, table=True):
    __tablename__ = "membership"
    __table_args__ = (Index("membership_role", "pemda_id", "role"),)  # who coordinates, without reading all contacts
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    role: str
    pemda_id: int = Field(foreign_key="pemda.id")
    opd_id: int | None = Field(default=None, foreign_key="opd.id", index=True, nullable=True)
    field: str | None = Field(default=None, nullable=True)
    home_opd_id: int | None = Field(default=None, foreign_key="opd.id", nullable=True)
    since: datetime = _instant()
    ended_at: datetime | None = _instant(default=None, nullable=True)
    disputed_at: datetime | None = _instant(default=None, nullable=True)  # the contact says: not my OPD
    told_at: datetime | None = _instant(default=None, nullable=True)  # when colleagues and coordinators heard of it


class ChatMenuRow(SQLModel, table=True):
    """The menu of commands of a private chat. `roles` are those of its person, `shown` those whose menu Telegram has
    been given, "" for none of its own; both joined by commas. `due`: Telegram is to be told.
    """

    __tablename__ = "chat_menu"
    telegram_id: int = Field(sa_type=BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False})
    roles: str = ""
    shown: str = ""
    due: bool = Field(default=True, index=True)


class InvitationRow(SQLModel, table=True):
    """An invitation. Only the SHA-256 of its token is stored."""

    __tablename__ = "invitation"
    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True)
    role: str
    pemda_id: int = Field(foreign_key="pemda.id", index=True)
    opd_id: int | None = Field(default=None, foreign_key="opd.id", nullable=True)
    field: str | None = Field(default=None, nullable=True)
    uses: int = 1
    used: int = 0
    expires_at: datetime = _instant()
    revoked_at: datetime | None = _instant(default=None, nullable=True)
    issued_by: int | None = Field(default=None, nullable=True)
    issued_at: datetime = _instant()


class InvitationUseRow(SQLModel, table=True):
    __tablename__ = "invitation_use"
    __table_args__ = (UniqueConstraint("invitation_id", "person_id"),)
    id: int | None = Field(default=None, primary_key=True)
    invitation_id: int = Field(foreign_key="invitation.id")
    person_id: int = Field(foreign_key="person.id")
    at: datetime = _instant()


class GuessRow(SQLModel, table=True):
    """A wrong token sent by an account, for throttling. Removed after a day."""

    __tablename__ = "guess"
    id: int | None = Field(default=None, primary_key=True)
    telegram_id: int = _big(index=True)
    at: datetime = _instant()


class InstrumentRow(SQLModel, table=True):
    """An instrument as it was when a period pinned it."""

    __tablename__ = "instrument"
    __table_args__ = (UniqueConstraint("slug", "hash"),)
    id: int | None = Field(default=None, primary_key=True)
    slug: str
    version: int
    hash: str
    content: str = _long()


class PeriodRow(SQLModel, table=True):
    __tablename__ = "period"
    __table_args__ = (UniqueConstraint("pemda_id", "name"),)
    id: int | None = Field(default=None, primary_key=True)
    pemda_id: int = Field(foreign_key="pemda.id", index=True)
    instrument_id: int = Field(foreign_key="instrument.id")
    name: str
    year: int
    kind: str = "yearly"
    status: str
    opens_at: datetime = _instant()
    due_at: datetime = _instant()
    verification_due_at: datetime = _instant()
    announced_at: datetime | None = _instant(default=None, nullable=True)  # when its opening was told
    closed_at: datetime | None = _instant(default=None, nullable=True)
    result_at: datetime | None = _instant(default=None, nullable=True)  # when the results were made known
    erasure_told_at: datetime | None = _instant(default=None, nullable=True)  # when it was told that its words will go
    kept_until: datetime | None = _instant(default=None, nullable=True)  # put off by a coordinator
    erased_at: datetime | None = _instant(default=None, nullable=True)  # nothing is left but numbers


class AssessmentRow(SQLModel, table=True):
    __tablename__ = "assessment"
    __table_args__ = (UniqueConstraint("period_id", "opd_id"),)
    id: int | None = Field(default=None, primary_key=True)
    period_id: int = Field(foreign_key="period.id")
    opd_id: int = Field(foreign_key="opd.id", index=True)
    status: str = "not_started"
    due_at: datetime | None = _instant(default=None, nullable=True)  # own due date after an extension
    late: bool = False
    declarant_name: str = ""
    declarant_title: str = ""
    declarant_nip: str = ""
    submitted_by: int | None = Field(default=None, foreign_key="person.id", nullable=True)
    submitted_at: datetime | None = _instant(default=None, nullable=True)
    receipt_code: str = Field(default="", index=True)
    review_began_at: datetime | None = _instant(default=None, nullable=True)
    head_asked_at: datetime | None = _instant(default=None, nullable=True)
    reviewed_at: datetime | None = _instant(default=None, nullable=True)  # the region's review was finished
    final_at: datetime | None = _instant(default=None, nullable=True)
    erased_at: datetime | None = _instant(default=None, nullable=True)  # its words and files are gone


class AnswerRow(SQLModel, table=True):
    __tablename__ = "answer"
    __table_args__ = (UniqueConstraint("assessment_id", "variable"),)
    id: int | None = Field(default=None, primary_key=True)
    assessment_id: int = Field(foreign_key="assessment.id")
    variable: str
    level: int | None = Field(default=None, nullable=True)
    explanation: str = _long(default="")
    parts: list[Any] = _json(default_factory=list)  # [[message id, text], ...]
    version: int = 1
    answered_by: int = Field(foreign_key="person.id")  # who made the newest version
    answered_at: datetime = _instant()
    levelled_by: int | None = Field(default=None, nullable=True)  # person id; None: nobody yet
    explained_by: int | None = Field(default=None, nullable=True)
    reopened_at: datetime | None = _instant(default=None, nullable=True)
    reopened_note: str = _long(default="")
    reopened_due: datetime | None = _instant(default=None, nullable=True)
    repaired: bool = False
    sent_again_at: datetime | None = _instant(default=None, nullable=True)  # since when it waits for a verdict again


class EvidenceRow(SQLModel, table=True):
    __tablename__ = "evidence"
    __table_args__ = (
        Index("evidence_waiting", "next_at", sqlite_where=text("state = 'received'")),
        Index("evidence_message", "message_id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    assessment_id: int = Field(foreign_key="assessment.id", index=True)
    kind: str
    name: str = _long()
    mime: str | None = Field(default=None, nullable=True)
    bytes: int | None = _big(default=None, nullable=True)
    sha256: str | None = Field(default=None, nullable=True)
    storage_key: str | None = Field(default=None, nullable=True)
    file_id: str = ""
    unique_id: str = ""
    state: str
    refusal: str = ""  # slug of why it was refused
    year: int | None = Field(default=None, nullable=True)
    sent_by: int = Field(foreign_key="person.id")
    sent_at: datetime = _instant()
    removed_at: datetime | None = _instant(default=None, nullable=True)
    attempts: int = 0
    next_at: datetime | None = _instant(default=None, nullable=True)  # when to fetch the bytes; None: nothing to do
    message_id: int | None = _big(default=None, nullable=True)  # the sender's message it came in
    album: str = ""  # Telegram's number of the album it is of
    note: str = _long(default="")  # the caption it came with, in its sender's words


class EvidenceUseRow(SQLModel, table=True):
    """Which variables a file proves."""

    __tablename__ = "evidence_use"
    __table_args__ = (UniqueConstraint("evidence_id", "variable"),)
    id: int | None = Field(default=None, primary_key=True)
    evidence_id: int = Field(foreign_key="evidence.id")
    variable: str
    added_by: int = Field(foreign_key="person.id")
    added_at: datetime = _instant()


class VerdictRow(SQLModel, table=True):
    """A verifier's verdict on one version of an answer. It never changes the answer. `level` None: returned."""

    __tablename__ = "verdict"
    id: int | None = Field(default=None, primary_key=True)
    assessment_id: int = Field(foreign_key="assessment.id", index=True)
    variable: str
    version: int
    stage: str
    level: int | None = Field(default=None, nullable=True)
    note: str = _long(default="")
    by: int = Field(foreign_key="person.id")
    at: datetime = _instant()
    told: list[int] | None = _json(default=None, nullable=True)  # outbox rows that tell the contacts of a return


class FinalResultRow(SQLModel, table=True):
    """A result that was made final (core.results.stages.FinalResult). It never changes; a reopening ends it and adds
    the reason.
    """

    __tablename__ = "final_result"
    __table_args__ = (UniqueConstraint("assessment_id", "version"),)
    id: int | None = Field(default=None, primary_key=True)
    assessment_id: int = Field(foreign_key="assessment.id")
    version: int  # 1 is the first Tetapkan
    stage: str  # whose result it is
    levels: dict[str, int] = _json(default_factory=dict)
    total: int | None = Field(default=None, nullable=True)  # none where the instrument has no total
    band: str = ""
    staged_level: int | None = Field(default=None, nullable=True)
    holding: list[str] = _json(default_factory=list)
    own: dict[str, int] = _json(default_factory=dict)
    region: dict[str, int] = _json(default_factory=dict)
    province: dict[str, int] = _json(default_factory=dict)
    named: str = "band"  # what the Pemda called its official result
    at: datetime = _instant()
    by: int | None = Field(default=None, nullable=True)  # person id; None: the program or its operator
    ended_at: datetime | None = _instant(default=None, nullable=True)
    ended_by: int | None = Field(default=None, nullable=True)
    reason: str = _long(default="")  # why it was opened again


class DraftVerdictRow(SQLModel, table=True):
    """A verdict that is not told yet. With "Tetapkan hasil" it becomes a VerdictRow."""

    __tablename__ = "draft_verdict"
    __table_args__ = (UniqueConstraint("assessment_id", "variable", "stage"),)
    id: int | None = Field(default=None, primary_key=True)
    assessment_id: int = Field(foreign_key="assessment.id")
    variable: str
    version: int
    stage: str
    level: int | None = Field(default=None, nullable=True)
    note: str = _long(default="")
    by: int = Field(foreign_key="person.id")
    at: datetime = _instant()


class ClaimRow(SQLModel, table=True):
    """Who is reviewing an OPD in a field, and until when; `field` is "" for the province."""

    __tablename__ = "claim"
    __table_args__ = (UniqueConstraint("assessment_id", "stage", "field"),)
    id: int | None = Field(default=None, primary_key=True)
    assessment_id: int = Field(foreign_key="assessment.id")
    stage: str
    field: str
    person_id: int = Field(foreign_key="person.id")
    until: datetime = _instant()


class ReminderRow(SQLModel, table=True):
    """One reminder. Subject, person, rule, and the due instant the rule counts from are unique.

    `subject` is "assessment:12" or another subject of the rule. An extension changes `due_at`, so that new reminders
    are made. `outbox_id` is the message it went out with; several may share one. `postponed_to` is when it comes again.

    State: queued, sent (`told_at`), merged (another one of that day said it), moot (nothing was owed any more when it
    was to be sent), put_off, unreachable, failed.
    """

    __tablename__ = "reminder"
    __table_args__ = (UniqueConstraint("subject", "person_id", "rule", "due_at"),)
    id: int | None = Field(default=None, primary_key=True)
    pemda_id: int = Field(foreign_key="pemda.id", index=True)
    subject: str
    assessment_id: int | None = Field(default=None, foreign_key="assessment.id", index=True, nullable=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    rule: str
    due_at: datetime = _instant()
    at: datetime = _instant()
    state: str = "queued"
    postponed_to: datetime | None = _instant(default=None, nullable=True)
    outbox_id: int | None = _big(default=None, nullable=True, index=True)
    told_at: datetime | None = _instant(default=None, nullable=True)


class GroupRow(SQLModel, table=True):
    """A team's group chat, or one topic of it, with its pinned board. One row for each binding; `ended_at` ends it."""

    __tablename__ = "team_group"
    id: int | None = Field(default=None, primary_key=True)
    pemda_id: int = Field(foreign_key="pemda.id", index=True)
    chat_id: int = _big(index=True)
    thread_id: int | None = _big(default=None, nullable=True)
    title: str = ""
    bound_by: int | None = Field(default=None, foreign_key="person.id", nullable=True)
    bound_at: datetime = _instant()
    ended_at: datetime | None = _instant(default=None, nullable=True)
    board_outbox: int | None = _big(default=None, nullable=True)
    board_message: int | None = _big(default=None, nullable=True)
    board_shown: str = ""  # fingerprint of the board as it was last drawn
    board_seen: str = ""  # what was known when it was last compared: while that stands, nothing is read
    board_at: datetime | None = _instant(default=None, nullable=True)
    pin_outbox: int | None = _big(default=None, nullable=True)  # the call that is to pin it
    pinned: str = ""  # core.groups.Pinned
    trouble: str = ""  # core.groups.BoardTrouble


class GroupPostRow(SQLModel, table=True):
    """A post that is made once: the week's summary, the submissions of half an hour, the result."""

    __tablename__ = "group_post"
    __table_args__ = (UniqueConstraint("group_id", "kind", "key"),)
    id: int | None = Field(default=None, primary_key=True)
    group_id: int = Field(foreign_key="team_group.id")
    kind: str
    key: str
    at: datetime = _instant()


class PictureRow(SQLModel, table=True):
    """A chart that Telegram has already. A chart of equal numbers (digest, core.charts.plain) is sent with
    its file_id.
    """

    __tablename__ = "picture"
    digest: str = Field(primary_key=True)
    file_id: str
    at: datetime = _instant()


class QuestionRow(SQLModel, table=True):
    __tablename__ = "question"
    id: int | None = Field(default=None, primary_key=True)
    assessment_id: int = Field(foreign_key="assessment.id", index=True)
    variable: str
    text: str = _long()
    asked_by: int = Field(foreign_key="person.id")
    asked_at: datetime = _instant()
    answer: str | None = _long(default=None, nullable=True)
    answered_by: int | None = Field(default=None, foreign_key="person.id", nullable=True)
    answered_at: datetime | None = _instant(default=None, nullable=True)


class ConversationRow(SQLModel, table=True):
    """One row for each account, strangers included. `live_outbox` is the row that sent the live screen, `live_message`
    its message.
    """

    __tablename__ = "conversation"
    telegram_id: int = Field(sa_type=BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False})
    state: dict[str, Any] = _json(default_factory=dict)
    revision: int = 0
    buttons: str = ""  # fingerprint of what the live buttons mean
    shown: str = ""  # fingerprint of the live screen as it was last drawn
    evidence_for: str | None = Field(default=None, nullable=True)
    assessment_id: int | None = Field(default=None, index=True, nullable=True)
    variable: str | None = Field(default=None, nullable=True)
    variable_since: datetime | None = _instant(default=None, nullable=True)
    live_outbox: int | None = _big(default=None, nullable=True)
    live_message: int | None = _big(default=None, nullable=True)
    live_at: datetime | None = _instant(default=None, nullable=True)
    live_media: bool = False  # the live screen is a picture or document with its text as caption
    batch: dict[str, Any] | None = _json(default=None, nullable=True)  # core.evidence.batch: the files that came last
    moved_at: datetime | None = _instant(default=None, nullable=True)
    removed_message: int | None = _big(default=None, nullable=True)  # the former live screen that was deleted last


class InboxRow(SQLModel, table=True):
    """An update as it arrived. A finished row loses its body and stays 48 hours as a tombstone."""

    __tablename__ = "inbox"
    __table_args__ = (
        UniqueConstraint("update_id", "identity"),
        Index(
            "inbox_open",
            "state",
            sqlite_where=text("state <> 'done'"),
            postgresql_where=text("state <> 'done'"),
        ),
        Index(
            "inbox_aside",
            "lane",
            sqlite_where=text("state = 'aside'"),
            postgresql_where=text("state = 'aside'"),
        ),
    )
    id: int | None = Field(default=None, primary_key=True)
    update_id: int = _big()
    identity: str  # what the update is about, so that a reused update_id is no repeat
    lane: str
    body: str | None = _long(default=None, nullable=True)
    state: str = "waiting"  # waiting, queued, running, done, aside
    attempts: int = 0
    next_at: datetime | None = _instant(default=None, nullable=True)
    error: str = _long(default="")
    received_at: datetime = _instant()
    done_at: datetime | None = _instant(default=None, nullable=True, index=True)


class WorkItemRow(SQLModel, table=True):
    """A piece of the clock's work (a group's post, a Pemda's reminders) that is planned or has failed."""

    __tablename__ = "work_item"
    __table_args__ = (UniqueConstraint("kind", "key"),)
    id: int | None = Field(default=None, primary_key=True)
    kind: str  # the tick
    key: str  # what of it: "group:7"
    pemda_id: int | None = Field(default=None, foreign_key="pemda.id", index=True, nullable=True)
    place: int | None = Field(default=None, nullable=True)  # in the plan of the process at work; None: not planned
    attempts: int = 0
    since: datetime = _instant()  # when it was first tried
    tried_at: datetime = _instant()
    next_at: datetime | None = _instant(default=None, nullable=True)  # None behind five attempts: a person decides
    error: str = _long(default="")


class AlarmRow(SQLModel, table=True):
    """When those who look after a Pemda were last told of things set aside, and how many were set aside since."""

    __tablename__ = "alarm"
    topic: str = Field(primary_key=True)
    pemda_id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})  # 0: of none
    told_at: datetime = _instant()
    untold: int = 0


_UNSETTLED = "state NOT IN ('sent', 'failed', 'skipped')"


class OutboxRow(SQLModel, table=True):
    """A call to Telegram that is to be made, and its outcome."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index("outbox_open", "priority", "id", sqlite_where=text(_UNSETTLED), postgresql_where=text(_UNSETTLED)),
        Index("outbox_chat", "chat_id", "id", sqlite_where=text(_UNSETTLED), postgresql_where=text(_UNSETTLED)),
    )
    id: int | None = Field(default=None, sa_type=_ROW_NUMBER, primary_key=True)
    chat_id: int = _big()
    thread_id: int | None = _big(default=None, nullable=True)
    kind: str  # storage.messaging.calls.Kind
    priority: int
    state: str
    payload: dict[str, Any] = _json(default_factory=dict)
    target_outbox: int | None = _big(default=None, nullable=True)  # the row whose message is edited or deleted
    target_message: int | None = _big(default=None, nullable=True)
    again: bool = False  # sent once more when unsure (promise 1)
    revision: int = 0
    attempts: int = 0
    doubts: int = 0  # attempts to which no server gave an answer
    next_at: datetime | None = _instant(default=None, nullable=True)
    error: str = _long(default="")
    message_id: int | None = _big(default=None, nullable=True)
    created_at: datetime = _instant()
    sent_at: datetime | None = _instant(default=None, nullable=True, index=True)


class AuditHeadRow(SQLModel, table=True):
    """The newest entry of a Pemda's chain. Every transaction locks it last."""

    __tablename__ = "audit_head"
    pemda_id: int = Field(primary_key=True, foreign_key="pemda.id")
    number: int = 0
    hash: str = ""


class AuditRow(SQLModel, table=True):
    """An entry of a chain: digest = SHA-256(salt + content), hash = SHA-256(previous hash + these). It
    never changes.
    """

    __tablename__ = "audit"
    pemda_id: int = Field(primary_key=True, foreign_key="pemda.id")
    number: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    actor: int | None = Field(default=None, nullable=True)  # person id; None: the program or its operator
    act: str
    assessment_id: int | None = Field(default=None, nullable=True, index=True)
    at: datetime = _instant()
    digest: str
    hash: str


class AuditContentRow(SQLModel, table=True):
    """Salt and content of an entry, stored apart so that they can be erased while the chain stays whole (UU PDP
    27/2022).
    """

    __tablename__ = "audit_content"
    pemda_id: int = Field(primary_key=True)
    number: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    salt: str
    content: str = _long()


class AnchorRow(SQLModel, table=True):
    """A hash of a Pemda's chain that is to be told to the coordinators and the team's group, or has been. `key` is the
    Monday (ISO 8601), the period, or the instant at which it became wanted.
    """

    __tablename__ = "anchor"
    __table_args__ = (UniqueConstraint("pemda_id", "reason", "key"),)
    id: int | None = Field(default=None, primary_key=True)
    pemda_id: int = Field(foreign_key="pemda.id")
    reason: str  # storage.audit.anchors.Reason
    key: str
    wanted_at: datetime = _instant()
    number: int | None = _big(default=None, nullable=True)  # None: not posted yet
    hash: str = ""
    posted_at: datetime | None = _instant(default=None, nullable=True)


class SettingRow(SQLModel, table=True):
    """Values the program keeps for itself: update offset, the bot's name, the token's fingerprint."""

    __tablename__ = "setting"
    key: str = Field(primary_key=True)
    value: str = _long()
