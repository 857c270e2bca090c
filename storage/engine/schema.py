"""The tables as SQLAlchemy Core names them, for reads and writes on the hot path."""

from typing import Any

from sqlalchemy import case, func, literal, select
from sqlmodel import SQLModel

import storage.engine.tables  # noqa: F401 (fills the metadata)
from core.pemda.naming import TIE

METADATA = SQLModel.metadata
_KNOWN = METADATA.tables

AnyRow = Any
"""A row of a select; its columns are attributes."""

PEMDA = _KNOWN["pemda"]
OPD = _KNOWN["opd"]
OPD_NAME = (OPD.c.name + OPD.c.mark).label("name")
OPD_SHORT = (OPD.c.short + OPD.c.mark).label("short")
"""The names on screens, with the code where another OPD of the Pemda has the same."""
REGION_DOCUMENT = _KNOWN["region_document"]
WORKLOAD = _KNOWN["workload"]
OWN_LINE = _KNOWN["own_line"]
DISCARDED = _KNOWN["discarded"]
PERSON = _KNOWN["person"]
MEMBERSHIP = _KNOWN["membership"]
CHAT_MENU = _KNOWN["chat_menu"]
INVITATION = _KNOWN["invitation"]
INVITATION_USE = _KNOWN["invitation_use"]
GUESS = _KNOWN["guess"]
INSTRUMENT = _KNOWN["instrument"]
PERIOD = _KNOWN["period"]
PERIOD_NAME = case((PERIOD.c.label != "", PERIOD.c.label), else_=PERIOD.c.name).label("period_name")
"""What a period is called on screens: with its instrument where the Pemda has several."""
OPINION = _KNOWN["ombudsman_opinion"]
SUBJECT = _KNOWN["subject"]
ASSESSMENT = _KNOWN["assessment"]
OF_SUBJECT = func.coalesce(
    select(literal(f"{TIE}· ") + SUBJECT.c.name)
    .where(SUBJECT.c.id == ASSESSMENT.c.subject_id)
    .correlate(ASSESSMENT)
    .scalar_subquery(),
    "",
)
"""What of an OPD an assessment is about, to be added to the OPD's name; "" for the OPD itself."""
ASSESSED_NAME = (OPD.c.name + OPD.c.mark + OF_SUBJECT).label("name")
ASSESSED_SHORT = (OPD.c.short + OPD.c.mark + OF_SUBJECT).label("short")
"""The names of what an assessment is about."""
OPD_IN_PERIOD = (ASSESSED_SHORT.element + case((PERIOD.c.label != "", f"{TIE}· " + PERIOD.c.label), else_="")).label(
    "short"
)
"""The short name in lists about several periods: with the period where the Pemda has several."""
ANSWER = _KNOWN["answer"]
CORRECTIVE_ACTION = _KNOWN["corrective_action"]
EVIDENCE = _KNOWN["evidence"]
EVIDENCE_USE = _KNOWN["evidence_use"]
VERDICT = _KNOWN["verdict"]
FINAL_RESULT = _KNOWN["final_result"]
DRAFT_VERDICT = _KNOWN["draft_verdict"]
CLAIM = _KNOWN["claim"]
REMINDER = _KNOWN["reminder"]
TEAM_GROUP = _KNOWN["team_group"]
GROUP_POST = _KNOWN["group_post"]
PICTURE = _KNOWN["picture"]
SURVEY = _KNOWN["survey"]
SURVEY_ANSWER = _KNOWN["survey_answer"]
QUESTION = _KNOWN["question"]
CONVERSATION = _KNOWN["conversation"]
INBOX = _KNOWN["inbox"]
WORK_ITEM = _KNOWN["work_item"]
ALARM = _KNOWN["alarm"]
OUTBOX = _KNOWN["outbox"]
SETTING = _KNOWN["setting"]
ANCHOR = _KNOWN["anchor"]
AUDIT = _KNOWN["audit"]
AUDIT_HEAD = _KNOWN["audit_head"]
AUDIT_CONTENT = _KNOWN["audit_content"]
