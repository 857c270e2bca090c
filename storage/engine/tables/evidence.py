"""Evidence, what it proves, and bytes that nothing needs any more."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from storage.engine.tables.columns import big, instant, long_text


class EvidenceRow(SQLModel, table=True):
    __tablename__ = "evidence"
    __table_args__ = (
        Index("evidence_waiting", "next_at", sqlite_where=text("state = 'received'")),
        Index("evidence_message", "message_id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    assessment_id: int = Field(foreign_key="assessment.id", index=True)
    kind: str
    name: str = long_text()
    mime: str | None = Field(default=None, nullable=True)
    bytes: int | None = big(default=None, nullable=True)
    sha256: str | None = Field(default=None, nullable=True)
    storage_key: str | None = Field(default=None, nullable=True)
    file_id: str = ""
    unique_id: str = ""
    state: str
    refusal: str = ""  # slug of why it was refused
    doubt: str = ""  # slug of what is doubtful about a file that was stored
    year: int | None = Field(default=None, nullable=True)
    sent_by: int = Field(foreign_key="person.id")
    sent_at: datetime = instant()
    removed_at: datetime | None = instant(default=None, nullable=True)
    attempts: int = 0
    next_at: datetime | None = instant(default=None, nullable=True)  # when to fetch the bytes; None: nothing to do
    message_id: int | None = big(default=None, nullable=True)  # the sender's message it came in
    album: str = ""  # Telegram's number of the album it is of
    note: str = long_text(default="")  # the caption it came with, in its sender's words
    document_id: int | None = Field(default=None, nullable=True)  # of the region, from which it was taken


class EvidenceUseRow(SQLModel, table=True):
    """Which variables a file proves."""

    __tablename__ = "evidence_use"
    __table_args__ = (UniqueConstraint("evidence_id", "variable"),)
    id: int | None = Field(default=None, primary_key=True)
    evidence_id: int = Field(foreign_key="evidence.id")
    variable: str
    added_by: int = Field(foreign_key="person.id")
    added_at: datetime = instant()


class DiscardedRow(SQLModel, table=True):
    """Bytes in the evidence store that no row needs any more, until they are removed
    (storage/evidence/discarded.py).
    """

    __tablename__ = "discarded"
    key: str = Field(primary_key=True)
    due_at: datetime = instant(index=True)
