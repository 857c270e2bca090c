"""The coordinator's menu, the choice among several Pemda, and making one (transcript 13_koordinator)."""

from dataclasses import replace

from bot.flows.base import Event, File, Flow, State, Step, Tap, Text
from bot.flows.kit.coordinator import CLOSED, coordinator_flow, open_menu, opener_to, refused
from bot.flows.kit.lists import Search, in_list
from bot.flows.kit.next_step import next_step
from bot.flows.kit.outside import by_buttons, stay
from bot.flows.kit.paging import number_of, page_of
from bot.flows.kit.rows import in_rows
from bot.flows.pemda import documents
from bot.flows.states.coordinator import (
    Administering,
    AwaitingOpdFile,
    ChangingSettings,
    ChoosingPemda,
    ChoosingZone,
    ManagingPeriod,
    NamingPemda,
)
from bot.flows.states.documents import ListingDocuments
from bot.flows.states.people import Inviting, ListingPeople
from bot.flows.states.problems import HandlingProblems
from bot.flows.states.reminders import Previewing
from bot.texts.common import WARN, day
from bot.texts.pemda import documents as document_texts, menu as texts
from bot.texts.people import help as help_texts
from bot.texts.periods.period import estimated_days
from core.assessment.model import SENT, PeriodStatus
from core.effects import CreatePemda
from core.facts import AdminFacts, Facts
from core.pemda.settings import NAME_LENGTH
from core.people.roles import Role
from core.results.stages import REVIEWED
from core.screen import Rows, Screen, button, cut

_PAGE = 4
_SEARCH: Search[tuple[int, str]] = Search(lambda item: (item[1],))
"""Among numbers and names of Pemda."""


def command(event: Event, state: State | None, facts: Facts) -> Step:
    """/admin"""
    if not facts.pemdas and not facts.may_create_pemda:
        return stay(state, banner=help_texts.not_yours("admin", (Role.COORDINATOR,)))
    return open_menu(event, state, facts)


def remind(event: Event, state: State | None, facts: Facts) -> Step:
    """/ingatkan: the preview of the only Pemda, else the choice among them."""
    if not facts.pemdas:
        return stay(state, banner=help_texts.not_yours("ingatkan", (Role.COORDINATOR,)))
    only = next(iter(facts.pemdas)) if len(facts.pemdas) == 1 else None
    return open_menu(event, state, facts) if only is None else Step(Previewing(only))


def bind(event: Event, state: State | None, facts: Facts) -> Step:
    """/hubungkan, which belongs into the group."""
    if not facts.pemdas:
        return stay(state, banner=help_texts.not_yours("hubungkan", (Role.COORDINATOR,)))
    return replace(open_menu(event, state, facts), banner=texts.BIND_IN_GROUP)


def step(state: State, event: Event, facts: Facts) -> Step:
    match state:
        case ChoosingPemda():
            return _step_choice(state, event, facts)
        case NamingPemda() if facts.may_create_pemda:
            return _step_name(state, event, facts)
        case ChoosingZone(name) if facts.may_create_pemda:
            return _step_zone(state, name, event)
        case _:
            return refused(state, event)


def _step_menu(state: Administering, event: Event, admin: AdminFacts, facts: Facts) -> Step:
    match event:
        case Tap(item=item):
            return _opened(item.partition(":")[0], admin.pemda_id, facts) or by_buttons(state, event)
        case File() if event.name.lower().endswith((".pdf", ".docx", ".pptx")):
            return documents.received(admin.pemda_id, event)
        case File():
            return Step(state, banner=texts.SEND_LIST_THERE)
        case _:
            return by_buttons(state, event)


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


def _step_choice(state: ChoosingPemda, event: Event, facts: Facts) -> Step:
    match event:
        case Tap(parts=("pemda", number)) if number_of(number) in facts.pemdas:
            return Step(Administering(int(number)))
        case Tap(parts=("page" | "all", *_)):
            return in_list(state, event)
        case Tap(item="new") if facts.may_create_pemda:
            return Step(NamingPemda())
        case Text(text, edited=False):
            found = _SEARCH.typed(state, text, tuple(facts.pemdas.items()))
            return found if isinstance(found, Step) else Step(Administering(found[0]))
        case _ if not facts.pemdas and not facts.may_create_pemda:
            return refused(state, event)
        case _:
            return by_buttons(state, event)


def _step_name(state: State, event: Event, facts: Facts) -> Step:
    match event:
        case Tap(item="cancel") if facts.pemdas:
            return open_menu(event, state, facts)
        case Text(text, edited=False):
            name = " ".join(text.split())
            if not NAME_LENGTH[0] <= len(name) <= NAME_LENGTH[1]:
                return Step(state, banner=texts.BAD_PEMDA_NAME)
            if name.casefold() in {known.casefold() for known in facts.pemdas.values()}:
                return Step(state, banner=texts.pemda_exists(name))
            return Step(ChoosingZone(name))
        case _:
            return by_buttons(state, event, texts.NAME_PEMDA)


def _step_zone(state: State, name: str, event: Event) -> Step:
    zones = dict(texts.ZONES)
    match event:
        case Tap(parts=("zone", label)) if label in zones:
            made = CreatePemda(name, zones[label])
            return Step(Administering(0, name), (made,), banner=texts.pemda_made(name))
        case Tap(item="cancel"):
            return Step(NamingPemda())
        case _:
            return by_buttons(state, event)


def screen(state: State, facts: Facts) -> Screen:
    match state:
        case ChoosingPemda() if facts.pemdas or facts.may_create_pemda:
            return _choice(state, facts)
        case NamingPemda() if facts.may_create_pemda:
            cancel: Rows = ((button(texts.CANCEL, "cancel"),),) if facts.pemdas else ()
            return Screen(texts.NAME_PEMDA if facts.pemdas else texts.NO_PEMDA, cancel)
        case ChoosingZone(name) if facts.may_create_pemda:
            zones = tuple(button(label, "zone", label) for label, _ in texts.ZONES)
            return Screen(texts.choose_zone(name), (zones, (button(texts.CANCEL, "cancel"),)))
    return CLOSED


def _menu(state: Administering, admin: AdminFacts, facts: Facts) -> Screen:
    aside = len(admin.aside) + admin.aside_more
    late, questions = len(admin.late_files), len(admin.questions)
    stuck = len(admin.stuck) + len(admin.waits)
    counts = (len(admin.unreachable), len(admin.disputed), aside, stuck, late, questions)
    problems = sum(counts)
    lines = [
        texts.title(admin.pemda_name),
        _progress(admin, facts),
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
    if admin.period is not None and owing:
        first = ((button(texts.REMIND, "remind", admin.pemda_id),), *first)
    following = next_step(admin)
    working = admin.period is not None and owing and any(line.contacts for line in admin.opds)
    above = (*first, *following) if working else (*following, *first)
    rows = (*above, *in_rows(others, 2), *last)
    return Screen("\n".join(line for line in lines if line), rows)


def _progress(admin: AdminFacts, facts: Facts) -> str:
    if not admin.opds:
        return texts.NO_OPDS
    if admin.period is None:
        last = next((line for line in admin.periods if line.status != PeriodStatus.DRAFT), None)
        closed = last.name if last and last.result_at is None else ""
        coming = admin.coming
        return texts.no_period(closed, coming.name if coming else "", day(coming.opens) if coming else "")
    taking_part = [line.status for line in admin.opds if line.status is not None]
    sent = sum(status in SENT for status in taking_part)
    left = texts.left(admin.period.due, facts.now, facts.zone_label)
    return texts.progress(admin.period.name, sent, len(taking_part), left)


def _calendar(admin: AdminFacts) -> str:
    """A warning where a date of a period that is open or to come lies in a year whose holidays are not decreed."""
    ahead = [line for line in admin.periods if line.status in (PeriodStatus.DRAFT, PeriodStatus.OPEN)]
    years = {at.year for line in ahead for at in (line.opens, line.due, line.verification_due)} & admin.estimated
    return f"{WARN} {estimated_days(sorted(years))}" if years else ""


def _choice(state: ChoosingPemda, facts: Facts) -> Screen:
    found = _SEARCH.found(state, tuple(facts.pemdas.items()))
    page = page_of(found, state.page, _PAGE)
    rows = tuple((button(cut(name, 30), "pemda", number),) for number, name in page.items)
    last = [button(texts.SHOW_ALL, "all")] if state.query else []
    if facts.may_create_pemda:
        last.append(button(texts.NEW_PEMDA, "new"))
    searched = f"{texts.searching(state.query)}\n" if state.query else ""
    return Screen(searched + texts.choose_pemda(len(found)), (*rows, *page.turner, *in_rows(last, 2)))


FLOW = Flow(
    states=(ChoosingPemda, NamingPemda, ChoosingZone),
    step=step,
    screen=screen,
    record=texts.RECORD,
    commands={"admin": command, "ingatkan": remind, "hubungkan": bind},
)
MENU = coordinator_flow(
    states=(Administering,),
    step=_step_menu,
    screen=_menu,
    record=texts.RECORD,
    openers={"admin": opener_to(Administering)},
)
