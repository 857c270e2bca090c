"""The audit log, its heads and its anchors."""

from datetime import datetime

from sqlalchemy import BigInteger, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.engine.tables.columns import big, instant, long_text


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
    at: datetime = instant()
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
    content: str = long_text()


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
    wanted_at: datetime = instant()
    number: int | None = big(default=None, nullable=True)  # None: not posted yet
    hash: str = ""
    posted_at: datetime | None = instant(default=None, nullable=True)
