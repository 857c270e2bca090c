"""What the sheet with a survey's QR code needs."""

from sqlalchemy import Connection, select

from storage.engine.schema import ASSESSMENT, OPD, PEMDA, SURVEY, AnyRow


def load(conn: Connection, assessment: int) -> AnyRow:
    """Code, OPD, Pemda and its letterhead. Raises LookupError where there is no survey."""
    query = (
        select(
            SURVEY.c.code,
            SURVEY.c.questions,
            OPD.c.name.label("opd"),
            OPD.c.code.label("opd_code"),
            PEMDA.c.name.label("pemda"),
            PEMDA.c.letterhead,
        )
        .join(ASSESSMENT, ASSESSMENT.c.id == SURVEY.c.assessment_id)
        .join(OPD, OPD.c.id == ASSESSMENT.c.opd_id)
        .join(PEMDA, PEMDA.c.id == OPD.c.pemda_id)
        .where(ASSESSMENT.c.id == assessment, SURVEY.c.ended_at.is_(None))
    )
    row = conn.execute(query).one_or_none()
    if row is None:
        raise LookupError(f"no survey of assessment {assessment}")
    return row
