"""The coordinator's menu (transcript 13_koordinator)."""

from bot.flows.base import Step
from bot.flows.events import Event, File, Tap
from bot.flows.kit.coordinator import coordinator_flow, opener_to
from bot.flows.kit.next_step import next_step
from bot.flows.kit.outside import by_buttons
from bot.flows.kit.rows import in_rows
from bot.flows.pemda import documents, opd_sent
from bot.flows.states.coordinator import (
    Administering,
    AwaitingOpdFile,
    ChangingSettings,
    ChoosingPemda,
    ManagingPeriod,
    NamingPemda,
)
from bot.flows.states.documents import ListingDocuments
from bot.flows.states.people import Inviting, ListingPeople
from bot.flows.states.problems import HandlingProblems
from bot.flows.states.reminders import Previewing
from bot.texts.common import WARN, day
from bot.texts.pemda import documents as document_texts, menu as texts
from bot.texts.periods.period import estimated_days
from bot.texts.results import region as result_texts
from core.assessment.model import PeriodStatus
from core.facts import AdminFacts, Facts
from core.results.stages import REVIEWED
from core.screen import Rows, Screen, button, steady


def step(state: Administering, event: Event, admin: AdminFacts, facts: Facts) -> Step:
    match event:
        case Tap(item=item):
            return _opened(item.partition(":")[0], admin.pemda_id, facts) or by_buttons(state, event)
        case File() if event.name.lower().endswith((".pdf", ".docx", ".pptx")):
            return documents.received(admin.pemda_id, event)
        case _:  # a list of OPD is read from here too; nothing is stored before its preview is confirmed
            return opd_sent.taken(event, state, admin, facts) or by_buttons(state, event)


def _opened(item: str, pemda: int, facts: Facts) -> Step | None:
    match item:
        case "remind":
            return Step(Previewing(pemda))
        case "problems":
            return Step(HandlingProblems(pemda))
        case "period":
            return Step(ManagingPeriod(pemda))
        case "opds":
            return Step(AwaitingOpdFile(pemda))
        case "invite":
            return Step(Inviting(pemda))
        case "people":
            return Step(ListingPeople(pemda))
        case "documents":
            return Step(ListingDocuments(pemda))
        case "settings":
            return Step(ChangingSettings(pemda))
        case "other":
            return Step(ChoosingPemda())
        case "new" if facts.may_create_pemda:
            return Step(NamingPemda())
    return None


def screen(state: Administering, admin: AdminFacts, facts: Facts) -> Screen:
    aside = len(admin.aside) + admin.aside_more
    late, questions = len(admin.late_files), len(admin.questions)
    stuck = len(admin.stuck) + len(admin.waits)
    headless = len(admin.headless)
    counts = (len(admin.unreachable), len(admin.disputed), aside, stuck, late, headless, questions)
    problems = sum(counts)
    lines = [
        texts.title(admin.pemda_name),
        _progress(admin, facts),
        *(texts.waiting(one.name, one.reopened, one.verified) for one in admin.waiting),
        texts.troubles(*counts),
        _calendar(admin),
    ]

    others = [
        button(texts.MANAGE_PERIOD, "period", admin.pemda_id),
        button(texts.MANAGE_OPDS, "opds", admin.pemda_id),
        button(texts.INVITE, "invite", admin.pemda_id),
        button(texts.PEOPLE, "people", admin.pemda_id),
    ]
    shared = button(document_texts.OPEN, "documents", admin.pemda_id)
    last: Rows = ((button(texts.SETTINGS, "settings", admin.pemda_id), shared),)
    if len(facts.pemdas) > 1:
        last += ((button(texts.OTHER_PEMDA, "other"),),)
    elif facts.may_create_pemda:
        last += ((button(texts.NEW_PEMDA, "new"),),)
    first: Rows = ((button(texts.problems(problems), "problems", admin.pemda_id),),) if problems else ()
    owing = any(line.status is not None and line.status not in REVIEWED for line in admin.opds)
    owing = owing or any(not one.all for one in admin.sent.values())
    if admin.running and owing:
        first = ((button(texts.REMIND, "remind", admin.pemda_id),), *first)
    following = next_step(admin)
    working = admin.period is not None and owing and any(line.contacts for line in admin.opds)
    above = (*first, *following) if working else (*following, *first)
    results = _to_results(admin)
    above = (*above, *results) if admin.running else (*results, *above)
    rows = (*above, *in_rows(others, 2), *last)
    return Screen("\n".join(line for line in lines if line), rows)


def _to_results(admin: AdminFacts) -> Rows:
    """Buttons to the results of closed periods in which something waits."""
    names = [one.name for one in admin.waiting]
    return tuple(
        (steady(result_texts.manage(one.name, names), "results", one.period, admin.pemda_id),) for one in admin.waiting
    )


def _progress(admin: AdminFacts, facts: Facts) -> str:
    if not admin.opds:
        return texts.NO_OPDS
    if len(admin.running) > 1:
        return "\n".join(
            texts.progress(line.name, admin.sent[line.id], texts.left(line.due, facts.now, facts.zone_label))
            for line in admin.running
        )
    if admin.period is None:
        last = next((line for line in admin.periods if line.status != PeriodStatus.DRAFT), None)
        closed = last.name if last and last.result_at is None else ""
        coming = admin.coming
        said = texts.no_period(closed, coming.name if coming else "", day(coming.opens) if coming else "")
        return said or ("" if admin.waiting else texts.NO_PERIOD)
    left = texts.left(admin.period.due, facts.now, facts.zone_label)
    return texts.progress(admin.period.name, admin.sent_here, left)


def _calendar(admin: AdminFacts) -> str:
    """A warning where a date of a period that is open or to come lies in a year whose holidays are not decreed."""
    ahead = [line for line in admin.periods if line.status in (PeriodStatus.DRAFT, PeriodStatus.OPEN)]
    years = {at.year for line in ahead for at in (line.opens, line.due, line.verification_due)} & admin.estimated
    return f"{WARN} {estimated_days(sorted(years))}" if years else ""


FLOW = coordinator_flow(
    states=(Administering,),
    step=step,
    screen=screen,
    record=texts.RECORD,
    openers={"admin": opener_to(Administering)},
)
