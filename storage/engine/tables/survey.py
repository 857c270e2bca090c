"""The survey of a service's users, and their anonymous answers."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.engine.tables.columns import instant, json_value


class SurveyRow(SQLModel, table=True):
    """The link of an OPD's survey. `code` is in its address. `salt` (hex) is None once no answer is taken any more;
    `ended_at`: another link has taken its place. `questions`: how many an answer holds.
    """

    __tablename__ = "survey"
    id: int | None = Field(default=None, primary_key=True)
    assessment_id: int = Field(foreign_key="assessment.id", index=True)
    code: str = Field(unique=True)
    salt: str | None = Field(default=None, nullable=True)
    questions: int
    opened_at: datetime = instant()
    ended_at: datetime | None = instant(default=None, nullable=True)


class SurveyAnswerRow(SQLModel, table=True):
    """What somebody answered: nothing about who, where from or when. `digest` keeps a second answer of the same browser
    out, and goes with the survey's salt. `total` is the sum of `levels` (code of a question -> number).
    """

    __tablename__ = "survey_answer"
    __table_args__ = (UniqueConstraint("survey_id", "digest"),)
    id: int | None = Field(default=None, primary_key=True)
    survey_id: int = Field(foreign_key="survey.id", index=True)
    digest: str | None = Field(default=None, nullable=True)
    levels: dict[str, int] = json_value()
    total: int
