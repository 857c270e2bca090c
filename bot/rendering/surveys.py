"""The values of the sheet with a survey's QR code."""

from datetime import datetime

from core.papers.letterhead import letterhead
from core.papers.survey_sheet import Sheet
from storage.database import Connection
from storage.messaging.contents import SurveySheet
from storage.survey import sheet as stored


def sheet(conn: Connection, job: SurveySheet, now: datetime) -> Sheet:
    """Raises LookupError where there is no survey any more."""
    found = stored.load(conn, job.assessment)
    head, link = letterhead(found.pemda, found.letterhead), f"{job.address}{found.code}"
    return Sheet(head, found.opd, found.opd_code, link, found.questions)
