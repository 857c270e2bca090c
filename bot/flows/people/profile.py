"""/profil: name and roles, changing the name, leaving a role, reporting the wrong OPD (transcript
15_bantuan_profil_privasi).
"""

from dataclasses import dataclass, replace

from bot.flows.base import Flow, State, Step
from bot.flows.events import Event, Tap, Text
from bot.flows.kit.lists import in_list
from bot.flows.kit.outside import Beside, beside, by_buttons
from bot.flows.kit.paging import number_of, page_of
from bot.flows.kit.rows import in_rows
from bot.flows.people import dispute
from bot.flows.states.lists import Paged
from bot.texts.people import join, profile as texts
from bot.texts.productivity import unit as workload_texts
from core.effects import LeaveRole, Rename, TellRole
from core.facts import Facts
from core.people.roles import Membership, Role
from core.productivity.facts import WorkloadWish
from core.screen import Button, Notice, Rows, Screen, button, steady
from core.wish import Wish

_PAGE = 3
_LISTED = 5
_SYNTHETIC = 0
"""Number of the memberships of ADMIN_IDS, which nobody can leave in the chat."""


@dataclass(frozen=True, slots=True)
class ReadingProfile(Beside, Paged):
    """The person's own name and roles."""

    def wish(self) -> Wish:
        return Wish(self.assessment or None, workload=WorkloadWish())


@dataclass(frozen=True, slots=True)
class Renaming(Beside):
    NAMES = True


@dataclass(frozen=True, slots=True)
class Leaving(Beside):
    membership: int = 0


@dataclass(frozen=True, slots=True)
class Disputing(Beside, Paged):
    """Whether the OPD of this membership is to be reported as wrong. 0: which of several?"""

    membership: int = 0


def begin(event: Event, state: State | None, facts: Facts) -> Step:
    """/profil"""
    return Step(beside(ReadingProfile, state, facts))


def step(state: State, event: Event, facts: Facts) -> Step:
    match state:
        case ReadingProfile():
            return _step_profile(state, event, facts)
        case Renaming():
            return _step_name(state, event, facts)
        case Leaving():
            return _step_leaving(state, event, facts)
        case Disputing():
            return _step_disputing(state, event, facts)
    return by_buttons(state, event)


def _step_profile(state: ReadingProfile, event: Event, facts: Facts) -> Step:
    match event:
        case Tap(item="rename") if facts.person is not None:
            return Step(beside(Renaming, state, facts))
        case Tap(parts=("leave", number)) if (member := _held(facts, number)) is not None:
            return Step(replace(beside(Leaving, state, facts), membership=member.id))
        case Tap(item="wrong") if contact := _as_contact(facts):
            return Step(replace(beside(Disputing, state, facts), membership=contact[0].id if len(contact) == 1 else 0))
        case Tap(parts=("right", number)):
            return _report(state, number, False, facts)
        case _:
            return in_list(state, event)


def _own(facts: Facts) -> tuple[Membership, ...]:
    """Roles taken by an invitation."""
    return tuple(item for item in facts.memberships if item.id != _SYNTHETIC)


def _held(facts: Facts, number: str) -> Membership | None:
    wanted = number_of(number)
    return next((item for item in _own(facts) if item.id == wanted), None)


def _as_contact(facts: Facts) -> tuple[Membership, ...]:
    return tuple(item for item in _own(facts) if item.role is Role.CONTACT)


def _step_name(state: Renaming, event: Event, facts: Facts) -> Step:
    back = beside(ReadingProfile, state, facts)
    match event:
        case Tap(item="cancel"):
            return Step(back)
        case Text(text, edited=False):
            name = text.strip()
            shortest, longest = texts.NAME_LENGTH
            if "\n" in name or not shortest <= len(name) <= longest:
                return Step(state, banner=texts.BAD_NAME)
            return Step(back, (Rename(name),), banner=texts.renamed(name))
        case _:
            return by_buttons(state, event, texts.ASK_NAME)


def _step_leaving(state: Leaving, event: Event, facts: Facts) -> Step:
    member, back = _held(facts, str(state.membership)), beside(ReadingProfile, state, facts)
    match event:
        case Tap(item="stay"):
            return Step(back)
        case Tap(parts=("leave", number)) if member is not None and number_of(number) == member.id:
            return _leave(member, back, facts)
        case Tap(parts=("leave", _)):
            return Step(back)
        case _:
            return by_buttons(state, event)


def _leave(member: Membership, back: ReadingProfile, facts: Facts) -> Step:
    rows: Rows = ()
    if member.opd_id is not None:
        rows = ((steady(texts.NEW_INVITATION, "invite_opd", member.opd_id, member.pemda_id),),)
    name = facts.person.name if facts.person else facts.sender.name
    told = TellRole(member.pemda_id, Role.COORDINATOR, Notice(texts.has_left(name, member), rows))
    return Step(back, (told, LeaveRole(member.id)), banner=texts.left(member))


def _step_disputing(state: Disputing, event: Event, facts: Facts) -> Step:
    match event:
        case Tap(parts=("wrong", number)) if (member := _held(facts, number)) is not None:
            return Step(replace(state, membership=member.id))
        case Tap(parts=("report", number)):
            return _report(state, number, True, facts)
        case Tap(parts=("right", number)):
            return _report(state, number, False, facts)
        case Tap(item="keep"):
            return Step(beside(ReadingProfile, state, facts))
        case _:
            return in_list(state, event)


def _report(state: State, number: str, wrong: bool, facts: Facts) -> Step:
    """Back to the profile, which says that the OPD is reported, or no longer."""
    back, held = beside(ReadingProfile, state, facts), _held(facts, number)
    if held is None or held.role is not Role.CONTACT or held.disputed is wrong or facts.person is None:
        return Step(back)
    told = facts.coordinators > 0 or facts.assessment is None or facts.assessment.opd.id != held.opd_id
    said = join.reported(told, held.opd_name) if wrong else texts.undone(held.opd_name)
    return Step(back, dispute.reporting(held, facts.person.name, wrong), banner=said)


def screen(state: State, facts: Facts) -> Screen:
    match state:
        case Renaming():
            return Screen(texts.ASK_NAME, ((button(texts.CANCEL, "cancel"),),))
        case Leaving(membership=number) if (member := _held(facts, str(number))) is not None:
            rows = ((button(texts.stay(member), "stay"),), (button(texts.leave(member, alone=True), "leave", number),))
            return Screen(texts.confirm_leave(member), rows)
        case Disputing(membership=number, page=page) if contact := _as_contact(facts):
            return _disputing(_held(facts, str(number)), contact, page)
        case ReadingProfile(page=page):
            return _profile(page, facts)
        case _:
            return _profile(0, facts)


def _profile(number: int, facts: Facts) -> Screen:
    back: Rows = ((steady(texts.BACK, "resume"),),) if facts.memberships else ()
    if facts.person is None:
        return Screen(texts.OPERATOR if facts.may_create_pemda else texts.NOT_REGISTERED, back)
    own = _own(facts)
    page = page_of(own, number, _PAGE)
    first: Rows = ((button(texts.RENAME, "rename"), *_workload(facts)), *_wrong(_as_contact(facts)))
    text = texts.profile(facts.person.name, page.items, facts.may_create_pemda)
    if len(own) == 1:
        leave = button(texts.leave(own[0], alone=True), "leave", own[0].id)
        return Screen(text, (*first, (leave,), *back))
    leaving = in_rows([button(texts.leave(item, False, own), "leave", item.id) for item in page.items], 1)
    return Screen(text, (*first, *leaving, *page.turner, *back))


def _workload(facts: Facts) -> tuple[Button, ...]:
    """The way to tables of positions, once one was sent or asked for."""
    used = facts.workload is not None and any(one.year for one in facts.workload.own)
    return (steady(workload_texts.OPEN, "workloads"),) if used else ()


def _wrong(contact: tuple[Membership, ...]) -> Rows:
    """The way to report the wrong OPD, or to take back the report about the only one."""
    match contact:
        case ():
            return ()
        case (only,) if only.disputed:
            return ((button(join.RIGHT_OPD, "right", only.id),),)
    return ((button(join.WRONG_OPD, "wrong"),),)


def _disputing(member: Membership | None, contact: tuple[Membership, ...], number: int) -> Screen:
    if member is None:
        page = page_of(contact, number, _LISTED)
        rows = in_rows([button(texts.opd_of(item, contact), "wrong", item.id) for item in page.items], 1)
        return Screen(texts.WHICH_IS_WRONG, (*rows, *page.turner, (button(texts.CANCEL, "keep"),)))
    if member.disputed:
        rows = ((button(join.RIGHT_OPD, "right", member.id),), (button(texts.BACK, "keep"),))
        return Screen(join.reported(True, member.opd_name), rows)
    rows = ((button(join.REPORT, "report", member.id),), (button(join.THIS_OPD, "keep"),))
    return Screen(join.report_asked(member.opd_name), rows)


FLOW = Flow(
    states=(ReadingProfile, Renaming, Leaving, Disputing),
    step=step,
    screen=screen,
    record=texts.RECORD,
    commands={"profil": begin},
)
