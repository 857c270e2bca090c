"""/profil: name and roles, changing the name, leaving a role (transcript 15_bantuan_profil_privasi)."""

from dataclasses import dataclass, replace

from bot.flows.base import Event, Flow, State, Step, Tap, Text
from bot.flows.kit.lists import in_list
from bot.flows.kit.outside import Beside, beside, by_buttons
from bot.flows.kit.paging import number_of, page_of
from bot.flows.kit.rows import in_rows
from bot.flows.states.lists import Paged
from bot.texts.people import profile as texts
from core.effects import LeaveRole, Rename, TellRole
from core.facts import Facts
from core.people.roles import Membership, Role
from core.screen import Notice, Rows, Screen, button, steady

_PAGE = 3
_SYNTHETIC = 0
"""Number of the memberships of ADMIN_IDS, which nobody can leave in the chat."""


@dataclass(frozen=True, slots=True)
class ReadingProfile(Beside, Paged):
    """The person's own name and roles."""


@dataclass(frozen=True, slots=True)
class Renaming(Beside):
    NAMES = True


@dataclass(frozen=True, slots=True)
class Leaving(Beside):
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
    return by_buttons(state, event)


def _step_profile(state: ReadingProfile, event: Event, facts: Facts) -> Step:
    match event:
        case Tap(item="rename") if facts.person is not None:
            return Step(beside(Renaming, state, facts))
        case Tap(parts=("leave", number)) if (member := _held(facts, number)) is not None:
            return Step(replace(beside(Leaving, state, facts), membership=member.id))
        case _:
            return in_list(state, event)


def _own(facts: Facts) -> tuple[Membership, ...]:
    """Roles taken by an invitation."""
    return tuple(item for item in facts.memberships if item.id != _SYNTHETIC)


def _held(facts: Facts, number: str) -> Membership | None:
    wanted = number_of(number)
    return next((item for item in _own(facts) if item.id == wanted), None)


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


def screen(state: State, facts: Facts) -> Screen:
    match state:
        case Renaming():
            return Screen(texts.ASK_NAME, ((button(texts.CANCEL, "cancel"),),))
        case Leaving(membership=number) if (member := _held(facts, str(number))) is not None:
            rows = ((button(texts.stay(member), "stay"),), (button(texts.leave(member, alone=True), "leave", number),))
            return Screen(texts.confirm_leave(member), rows)
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
    rename = button(texts.RENAME, "rename")
    text = texts.profile(facts.person.name, page.items, facts.may_create_pemda)
    if len(own) == 1:
        leave = button(texts.leave(own[0], alone=True), "leave", own[0].id)
        return Screen(text, ((rename,), (leave,), *back))
    leaving = in_rows([button(texts.leave(item, alone=False), "leave", item.id) for item in page.items], 1)
    return Screen(text, ((rename,), *leaving, *page.turner, *back))


FLOW = Flow(
    states=(ReadingProfile, Renaming, Leaving),
    step=step,
    screen=screen,
    record=texts.RECORD,
    commands={"profil": begin},
)
