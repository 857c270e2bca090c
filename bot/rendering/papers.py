"""The table of papers and pictures: what each is called, who may have it, its data, its renderer and its file name.

Chats, groups and `pandu report` make papers by their rows.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from bot.rendering import monitoring, sheets, workloads, works
from bot.rendering.letters import cover_letter
from bot.rendering.surveys import sheet as survey_sheet
from bot.rendering.works import Values, Work
from bot.texts import common, documents as texts
from core.assessment.model import Approval, Status
from core.effects import (
    Effect,
    Invite,
    SendLetter,
    SendMonitoring,
    SendMyData,
    SendOwnList,
    SendPicture,
    SendRecap,
    SendRegister,
    SendResult,
    SendSurveySheet,
    SendTemplate,
    SendWorkloadForm,
    SendWorkloadRecap,
    SendWorkloadTemplate,
)
from core.exports import plain as export_plain
from core.exports.data import PeriodExport
from core.papers import invitations, letter, own_list, register as register_paper, survey_sheet as survey_paper
from core.pemda.own_lists.rules import OwnList
from core.register.model import Register
from core.screen import Rows
from core.written import long_day
from storage.answers import letters
from storage.database import Connection
from storage.evidence.store import EvidenceStore
from storage.messaging.contents import (
    CoverLetter,
    GroupRecap,
    InvitationSheet,
    Job,
    MonitoringTable,
    MyData,
    MyDataPage,
    OpdTemplate,
    OwnListSheet,
    Picture,
    RegisterSheet,
    SurveySheet,
    WorkloadForm,
    WorkloadRecap,
    WorkloadTemplate,
)
from storage.operations import export, my_data
from storage.pemda import own_lists, registers
from storage.productivity import papers as workload_facts

J = TypeVar("J")  # the kind of its outbox row's content
D = TypeVar("D")  # its data


def _always(_: Any) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Paper(Generic[J, D]):
    """A row of PAPERS. `title` is read by administrators where it cannot be made. `ordered_by`: whose handlers in
    storage check who may have it; a group's views are for everybody in the group.

    `load` reads the data in one transaction and raises LookupError where there are none; `wanted` says whether a chat
    still waits for it; `values` is called in a thread, and its outcome is what the drawing child renders. `caption` is
    HTML.
    """

    job: type[J]
    title: str
    ordered_by: tuple[type[Effect], ...]
    load: Callable[[Connection, J, datetime], D]
    values: Callable[[D, EvidenceStore], Values]
    render: Work
    file_name: Callable[[D], str]
    caption: Callable[[D], str]
    rows: Callable[[D], Rows] = lambda _: ()
    wanted: Callable[[D], bool] = _always


@dataclass(frozen=True, slots=True)
class LetterDraft:
    """A cover letter that is to be written: the values of its assessment, and as which file."""

    writer: letters.LetterFacts
    format: letter.Format

    @property
    def awaited(self) -> bool:
        a = self.writer.assessment
        return a.status is Status.AWAITING_HEAD and a.approval is Approval.LETTER

    @property
    def file_name(self) -> str:
        a = self.writer.assessment
        return letter.file_name(a.opd.code, a.period.year, self.format)

    @property
    def caption(self) -> str:
        words, period = texts.LETTERS[self.format], self.writer.assessment.period
        return common.of_period(words, period.name) if period.several else words

    def values(self, store: EvidenceStore) -> Values:
        return {"letter": letter.to_plain(cover_letter(self.writer, store)), "format": self.format}


@dataclass(frozen=True, slots=True)
class Recap:
    """A period's workbook as it may be shown to a group."""

    period: PeriodExport
    caption: str

    def values(self, _: EvidenceStore) -> Values:
        plain = export_plain.to_plain(export_plain.for_group(self.period))
        return {"export": plain, "dated": long_day(self.period.head.at)}


def _opd_template(conn: Connection, job: OpdTemplate, now: datetime) -> Values:
    return {}


def _own_list(conn: Connection, job: OwnListSheet, now: datetime) -> OwnList:
    return own_lists.find(conn, job.pemda, job.instrument)


def _register(conn: Connection, job: RegisterSheet, now: datetime) -> Register:
    return registers.find(conn, job.opd, job.instrument)


def _letter(conn: Connection, job: CoverLetter, now: datetime) -> LetterDraft:
    return LetterDraft(letters.load(conn, job.assessment, now), job.format)


def _recap(conn: Connection, job: GroupRecap, now: datetime) -> Recap:
    return Recap(export.load(conn, job.period, now), job.caption)


def _my_data(conn: Connection, job: MyData | MyDataPage, _: datetime) -> Values:
    return my_data.collect(conn, job.person)


INVITATIONS = Paper(
    InvitationSheet,
    texts.INVITATIONS,
    (Invite,),
    sheets.issue,
    lambda issued, _: invitations.to_plain(issued.pages),
    works.invitations,
    lambda issued: issued.file_name,
    lambda issued: issued.caption,
    lambda issued: issued.rows,
)
LETTER = Paper(
    CoverLetter,
    texts.LETTER,
    (SendLetter,),
    _letter,
    LetterDraft.values,
    works.letter,
    lambda draft: draft.file_name,
    lambda draft: draft.caption,
    wanted=lambda draft: draft.awaited,
)
RECAP = Paper(
    GroupRecap,
    texts.RECAP,
    (SendRecap,),
    _recap,
    Recap.values,
    works.group_recap,
    lambda recap: texts.recap_name(recap.period.head.called),
    lambda recap: recap.caption,
)
OPD_TEMPLATE = Paper(
    OpdTemplate,
    texts.OPD_TEMPLATE,
    (SendTemplate,),
    _opd_template,
    lambda values, _: values,
    works.opd_template,
    lambda _: texts.TEMPLATE_NAME,
    lambda _: texts.TEMPLATE,
)
WORKLOAD_TEMPLATE = Paper(
    WorkloadTemplate,
    texts.WORKLOAD_TEMPLATE,
    (SendWorkloadTemplate,),
    workload_facts.template,
    workloads.template_values,
    works.workload_template,
    lambda found: texts.workload_template_name(found[0].code, found[1]),
    lambda found: texts.workload_template(found[0].name, found[1], bool(found[0].positions)),
)
WORKLOAD_FORM = Paper(
    WorkloadForm,
    texts.WORKLOAD_FORM,
    (SendWorkloadForm,),
    workload_facts.form,
    workloads.values,
    works.workload,
    workloads.file_name,
    lambda known: texts.workload_form(known.office.opd, known.year, known.format),
)
WORKLOAD_RECAP = Paper(
    WorkloadRecap,
    texts.WORKLOAD_RECAP,
    (SendWorkloadRecap,),
    workload_facts.recap,
    workloads.values,
    works.workload,
    workloads.file_name,
    lambda known: texts.workload_recap(known.year, len(known.units), known.of, known.format),
)
MONITORING = Paper(
    MonitoringTable,
    texts.MONITORING,
    (SendMonitoring,),
    monitoring.load,
    monitoring.values,
    works.monitoring,
    lambda known: known.file_name,
    lambda known: texts.monitoring(known.kind, known.office.opd, known.head.called, known.format),
)
OWN_LIST = Paper(
    OwnListSheet,
    texts.OWN_LIST,
    (SendOwnList,),
    _own_list,
    lambda kept, _: own_list.to_plain(kept),
    works.own_list,
    lambda _: texts.OWN_LIST_NAME,
    lambda _: texts.OWN_LIST_SENT,
)
REGISTER = Paper(
    RegisterSheet,
    texts.REGISTER,
    (SendRegister,),
    _register,
    lambda register, _: register_paper.to_plain(register),
    works.register,
    texts.register_name,
    texts.register_sent,
)
MY_DATA = Paper(
    MyData,
    texts.OWN_DATA,
    (SendMyData,),
    _my_data,
    lambda found, _: found,
    works.my_data,
    lambda _: texts.MY_DATA_NAME,
    lambda _: texts.MY_DATA,
)
MY_DATA_PAGE = Paper(
    MyDataPage,
    texts.OWN_DATA_PAGE,
    (SendMyData,),
    _my_data,
    lambda found, _: found,
    works.my_data_page,
    lambda _: texts.MY_DATA_PAGE_NAME,
    lambda _: texts.MY_DATA_PAGE,
)
SURVEY = Paper(
    SurveySheet,
    texts.SURVEY,
    (SendSurveySheet,),
    survey_sheet,
    lambda found, _: survey_paper.to_plain(found),
    works.survey_sheet,
    lambda found: texts.survey_name(found.code),
    lambda _: texts.SURVEY_SHEET,
)
CHART = Paper(
    Picture,
    texts.CHART,
    (SendResult, SendPicture),
    lambda _conn, job, _now: job,
    lambda picture, _: picture.chart,
    works.chart,
    lambda _: texts.CHART_NAME,
    lambda picture: picture.caption,
    lambda picture: picture.rows,
)

PAPERS: dict[type[Job | Picture], Paper[Any, Any]] = {
    paper.job: paper
    for paper in (
        *(INVITATIONS, LETTER, RECAP, OPD_TEMPLATE, OWN_LIST, MY_DATA, MY_DATA_PAGE, SURVEY, CHART),
        *(WORKLOAD_TEMPLATE, WORKLOAD_FORM, WORKLOAD_RECAP, REGISTER, MONITORING),
    )
}
