"""A Pemda with its settings, its OPD, and the documents it keeps for all of them."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.engine.tables.columns import big, instant, json_value, long_text


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
    own_holidays: list[str] = json_value(default_factory=list)
    signatories: list[dict[str, str]] = json_value(default_factory=list)
    letterhead: dict[str, str] = json_value(default_factory=dict)
    number_pattern: str = ""
    worked_days: list[str] = json_value(default_factory=list)  # although the nation's calendar says otherwise
    fields: dict[str, str] = json_value(default_factory=dict)  # variable -> field, where not the instrument's own
    province_review: bool = False  # the province verifies on top of the region
    paper: str = "F4"
    rule_file: dict[str, str] = json_value(default_factory=dict)  # the local regulation: storage key, name, file_id
    kept_years: int = 5  # words and files of a period are kept so long after its end
    effective_hours: int = 1250  # that one person works in a year (core.productivity)
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
    mark: str = ""  # added to its names on screens, where another OPD has the same (core.pemda.naming)
    phone: str = ""  # digits with the country's code (core.pemda.phone)
    head_title: str = ""
    head_name: str = ""
    head_rank: str = ""
    head_nip: str = ""
    head_acting: str = ""  # "Plt." or "Plh."
    removed_at: datetime | None = instant(default=None, nullable=True)  # no OPD of the Pemda any more


class RegionDocumentRow(SQLModel, table=True):
    """A document of the region (dokumen daerah) that its OPD may use as evidence. Its file never changes: another file
    is another row. `variables` and `levels` say what it suits, empty: everything. `unique_id` is Telegram's name of the
    file.
    """

    __tablename__ = "region_document"
    id: int | None = Field(default=None, primary_key=True)
    pemda_id: int = Field(foreign_key="pemda.id", index=True)
    title: str = long_text()
    name: str = long_text()
    mime: str
    doubt: str = ""  # slug of what whoever opens it should know
    bytes: int = big()
    sha256: str
    storage_key: str
    file_id: str
    year: int | None = Field(default=None, nullable=True)
    variables: list[str] = json_value(default_factory=list)
    levels: list[int] = json_value(default_factory=list)
    added_by: int | None = Field(default=None, foreign_key="person.id", nullable=True)
    added_at: datetime = instant()
    removed_at: datetime | None = instant(default=None, nullable=True)


class OwnLineRow(SQLModel, table=True):
    """A line of a Pemda's own list of evidence for an instrument (its id). Its words never change: other words are
    another row.
    """

    __tablename__ = "own_line"
    __table_args__ = (Index("ix_own_line_pemda_id", "pemda_id", "instrument"),)
    id: int | None = Field(default=None, primary_key=True)
    pemda_id: int = Field(foreign_key="pemda.id")
    instrument: str
    variable: str
    level: int
    words: str = long_text()
    added_by: int | None = Field(default=None, foreign_key="person.id", nullable=True)
    added_at: datetime = instant()
    removed_at: datetime | None = instant(default=None, nullable=True)
