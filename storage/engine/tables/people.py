"""People, their roles and their invitations."""

from datetime import datetime

from sqlalchemy import BigInteger, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.engine.tables.columns import big, instant


class PersonRow(SQLModel, table=True):
    """A person. `telegram_id` is emptied when the person is erased."""

    __tablename__ = "person"
    id: int | None = Field(default=None, primary_key=True)
    telegram_id: int | None = big(default=None, unique=True, nullable=True)
    name: str
    joined_at: datetime = instant()
    unreachable_since: datetime | None = instant(default=None, nullable=True)


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
    since: datetime = instant()
    ended_at: datetime | None = instant(default=None, nullable=True)
    disputed_at: datetime | None = instant(default=None, nullable=True)  # the contact says: not my OPD
    told_at: datetime | None = instant(default=None, nullable=True)  # when colleagues and coordinators heard of it


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
    expires_at: datetime = instant()
    revoked_at: datetime | None = instant(default=None, nullable=True)
    issued_by: int | None = Field(default=None, nullable=True)
    issued_at: datetime = instant()


class InvitationUseRow(SQLModel, table=True):
    __tablename__ = "invitation_use"
    __table_args__ = (UniqueConstraint("invitation_id", "person_id"),)
    id: int | None = Field(default=None, primary_key=True)
    invitation_id: int = Field(foreign_key="invitation.id")
    person_id: int = Field(foreign_key="person.id")
    at: datetime = instant()


class GuessRow(SQLModel, table=True):
    """A wrong token sent by an account, for throttling. Removed after a day."""

    __tablename__ = "guess"
    id: int | None = Field(default=None, primary_key=True)
    telegram_id: int = big(index=True)
    at: datetime = instant()
