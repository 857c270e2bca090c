"""Settings of a Pemda: the overview, its sections, and each setting with a few values (transcript 13c_pengaturan).

Lines of words, days, fields, letterhead and people have modules of their own; each page says the present value and
what it is used for.
"""

from typing import get_args

from bot.flows.base import State, Step
from bot.flows.events import Event, Tap
from bot.flows.kit.coordinator import coordinator_flow, to_menu
from bot.flows.kit.outside import by_buttons
from bot.flows.kit.paging import number_of
from bot.flows.kit.rows import in_rows
from bot.flows.states.coordinator import ChangingSettings
from bot.flows.states.settings import (
    AssigningFields,
    ChoosingSetting,
    ListingDays,
    ListingSignatories,
    ReadingSection,
    RenamingPemda,
    ShowingLetterhead,
    ShowingRule,
    TypingSetting,
)
from bot.texts.common import of_period
from bot.texts.pemda import renaming, settings as texts
from core.assessment.model import Approval
from core.effects import ChangePemda, Effect, TellRole
from core.facts import AdminFacts, Facts
from core.people.roles import Role
from core.screen import Notice, Rows, Screen, button, steady

_States = ChangingSettings | ReadingSection | ChoosingSetting


SECTIONS: dict[str, tuple[str, ...]] = {
    "time": ("timezone", "working_days", "own_holidays", "worked_days", "kept_years"),
    "rules": ("approval", "official_result", "links_alone", "province_review", "fields"),
    "papers": ("paper", "seat", "code", "number_pattern", "letterhead", "signatories"),
}


MOST_ALONE = 5
"""Settings of a section that have a row of their own each, so that no label is cut on a small phone."""


def section_of(key: str) -> str:
    """The section of a setting; "" for the overview."""
    return next((slug for slug, keys in SECTIONS.items() if key in keys), "")


def above(pemda: int, key: str) -> State:
    """The page from which a setting's page was opened."""
    section = section_of(key)
    return ReadingSection(pemda, section) if section else ChangingSettings(pemda)


def page_of(pemda: int, key: str) -> State:
    """The page of a setting."""
    match key:
        case "own_holidays" | "worked_days":
            return ListingDays(pemda, key)
        case "fields":
            return AssigningFields(pemda)
        case "letterhead":
            return ShowingLetterhead(pemda)
        case "signatories":
            return ListingSignatories(pemda)
        case "rule":
            return ShowingRule(pemda)
    return ChoosingSetting(pemda, key) if key in texts.CHOICES else TypingSetting(pemda, key)


def step(state: _States, event: Event, admin: AdminFacts, facts: Facts) -> Step:
    match state:
        case ChangingSettings():
            return _step_overview(state, event)
        case ReadingSection():
            return _step_section(state, event)
        case ChoosingSetting():
            return _step_choice(state, event, admin)


def _step_overview(state: ChangingSettings, event: Event) -> Step:
    match event:
        case Tap(parts=("section", slug)) if slug in SECTIONS:
            return Step(ReadingSection(state.pemda, slug))
        case Tap(parts=("setting", ("organiser" | "rule") as key)):
            return Step(page_of(state.pemda, key))
        case Tap(item="rename"):
            return Step(RenamingPemda(state.pemda))
        case _:
            return by_buttons(state, event)


def _step_section(state: ReadingSection, event: Event) -> Step:
    match event:
        case Tap(parts=("setting", key)) if key in SECTIONS.get(state.section, ()):
            return Step(page_of(state.pemda, key))
        case Tap(item="back"):
            return Step(ChangingSettings(state.pemda))
        case _:
            return by_buttons(state, event)


def _step_choice(state: ChoosingSetting, event: Event, admin: AdminFacts) -> Step:
    match event:
        case Tap(parts=("choose", place)):
            values = tuple(texts.CHOICES[state.key])
            chosen = number_of(place)
            if chosen is None or chosen >= len(values):
                return by_buttons(state, event)
            return _chosen(state, values[chosen], admin)
        case Tap(item="back"):
            return Step(above(state.pemda, state.key))
        case _:
            return by_buttons(state, event)


def _chosen(state: ChoosingSetting, value: object, admin: AdminFacts) -> Step:
    words = texts.CHOICES[state.key][value][0]
    toast = texts.changed(state.key, words)
    if value == getattr(admin.settings, state.key):
        return Step(state, toast=toast)
    assert isinstance(value, str | int)
    plain = value.value if isinstance(value, Approval) else value
    effects: list[Effect] = [ChangePemda(state.pemda, state.key, plain)]
    if isinstance(value, Approval):
        effects += _told_of_approval(state.pemda, value, admin)
    return Step(state, tuple(effects), toast=toast)


def _told_of_approval(pemda: int, approval: Approval, admin: AdminFacts) -> list[Effect]:
    """People whose assessment waits for the head are told how it goes on."""
    told = {Role.CONTACT: texts.APPROVAL_CHANGED[approval]}
    if approval is Approval.IN_BOT:
        told[Role.HEAD] = texts.HEAD_IS_ASKED
    several = len(admin.running) > 1
    way = steady(texts.SEE_ASSESSMENT, "choose" if several else "start")
    return [
        TellRole(
            pemda,
            role,
            Notice(of_period(words, period.name) if several else words, ((way,),)),
            awaiting_head_in=period.id,
        )
        for period in admin.running
        for role, words in told.items()
    ]


# screens


def screen(state: _States, admin: AdminFacts, facts: Facts) -> Screen:
    match state:
        case ReadingSection(section=slug) if slug in SECTIONS:
            keys = SECTIONS[slug]
            settings = [button(texts.TITLES[key], "setting", key) for key in keys]
            rows = in_rows(settings, 2) if len(keys) > MOST_ALONE else tuple((one,) for one in settings)
            return Screen(texts.section(admin.settings, slug, keys), (*rows, (button(texts.BACK, "back"),)))
        case ChoosingSetting(key=key) if key in texts.CHOICES:
            return _choice_screen(key, admin)
        case _:
            return _overview_screen(admin)


def _overview_screen(admin: AdminFacts) -> Screen:
    sections = [button(label, "section", slug) for slug, label in texts.SECTIONS.items()]
    others = [button(texts.TITLES[key], "setting", key) for key in ("rule", "organiser")]
    others.append(button(renaming.TITLE, "rename"))
    text = texts.overview(admin.pemda_name, admin.settings)
    return Screen(text, (*in_rows([*sections, *others], 2), (to_menu(admin.pemda_id),)))


def _choice_screen(key: str, admin: AdminFacts) -> Screen:
    """Each button names the value that it sets."""
    now = getattr(admin.settings, key)
    options: Rows = tuple(
        (button(label, "choose", place),)
        for place, (value, (_, label)) in enumerate(texts.CHOICES[key].items())
        if value != now
    )
    page, back = texts.page(admin.settings, key), (button(texts.BACK, "back"),)
    missing = sum(not line.headed for line in admin.opds) if key == "approval" else 0
    if not missing:
        return Screen(page, (*options, back))
    chosen = now is Approval.IN_BOT
    invite: Rows = ((steady(texts.INVITE_HEADS, "invite_heads", admin.pemda_id),),) if chosen else ()
    return Screen(f"{page}\n\n{texts.heads_missing(missing, len(admin.opds), chosen)}", (*invite, *options, back))


FLOW = coordinator_flow(states=get_args(_States), step=step, screen=screen, record=texts.RECORD)
