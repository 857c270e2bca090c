"""Settings of a Pemda that people may change in the chat; the others are set on the command line (CONVERSATIONS 13)."""

from bot.flows.admin_states import CLOSED, ChangingSettings, LinkingRule, NamingOrganiser, refused, to_menu
from bot.flows.base import Entry, Event, Opener, State, Step, Tap, Text
from bot.flows.outside import by_buttons
from bot.texts import admin_settings as texts
from core.assessment import Approval
from core.effects import ChangePemda, Effect, TellRole
from core.facts import AdminFacts, Facts
from core.people import Role
from core.screen import Notice, Screen, button, steady

STATES: tuple[type[State], ...] = (ChangingSettings, NamingOrganiser, LinkingRule)

_NAME_LENGTH = (3, 120)
_LINK_LENGTH = 300


def step(state: State, event: Event, facts: Facts) -> Step:
    admin = facts.admin
    match state:
        case _ if admin is None:
            return refused(state, event)
        case ChangingSettings():
            return _step_overview(state, event, admin)
        case NamingOrganiser():
            return _step_name(state, event)
        case LinkingRule():
            return _step_link(state, event)
    return refused(state, event)


def _step_overview(state: ChangingSettings, event: Event, admin: AdminFacts) -> Step:
    pemda = state.pemda
    match event:
        case Tap(parts=("approval", (Approval.NONE | Approval.IN_BOT | Approval.LETTER) as approval)):
            return _change_approval(state, Approval(approval), admin)
        case Tap(parts=("days", ("5" | "6") as days)):
            return Step(state, (ChangePemda(pemda, "working_days", int(days)),), toast=texts.days_set(int(days)))
        case Tap(parts=("links", ("yes" | "no") as answer)):
            alone = answer == "yes"
            return Step(state, (ChangePemda(pemda, "links_alone", alone),), toast=texts.links_set(alone))
        case Tap(item="organiser"):
            return Step(NamingOrganiser(pemda))
        case Tap(item="rule"):
            return Step(LinkingRule(pemda))
        case _:
            return by_buttons(state, event)


def _change_approval(state: ChangingSettings, approval: Approval, admin: AdminFacts) -> Step:
    """Those whose assessment waits for the head are told how it goes on."""
    toast = texts.APPROVAL_SET[approval]
    if approval is admin.approval:
        return Step(state, toast=toast)
    effects: list[Effect] = [ChangePemda(state.pemda, "approval", approval.value)]
    if admin.period is not None:
        told = {Role.CONTACT: texts.APPROVAL_CHANGED[approval]}
        if approval is Approval.IN_BOT:
            told[Role.HEAD] = texts.HEAD_IS_ASKED
        for role, words in told.items():
            notice = Notice(words, ((steady(texts.SEE_ASSESSMENT, "resume"),),))
            effects.append(TellRole(state.pemda, role, notice, awaiting_head_in=admin.period.id))
    return Step(state, tuple(effects), toast=toast)


def _step_name(state: NamingOrganiser, event: Event) -> Step:
    back = ChangingSettings(state.pemda)
    match event:
        case Tap(item="cancel"):
            return Step(back)
        case Text(text, edited=False):
            name = text.strip()
            if "\n" in name or not _NAME_LENGTH[0] <= len(name) <= _NAME_LENGTH[1]:
                return Step(state, banner=texts.BAD_NAME)
            return Step(back, (ChangePemda(state.pemda, "organiser", name),), banner=texts.organiser_set(name))
        case _:
            return by_buttons(state, event, texts.NAME_ORGANISER)


def _step_link(state: LinkingRule, event: Event) -> Step:
    back = ChangingSettings(state.pemda)
    match event:
        case Tap(item="cancel"):
            return Step(back)
        case Tap(item="clear"):
            return Step(back, (ChangePemda(state.pemda, "rule_link", ""),), toast=texts.RULE_CLEARED)
        case Text(text, edited=False):
            address = text.strip()
            if not _is_address(address):
                return Step(state, banner=texts.BAD_LINK)
            return Step(back, (ChangePemda(state.pemda, "rule_link", address),), banner=texts.RULE_SET)
        case _:
            return by_buttons(state, event, texts.LINK_RULE)


def _is_address(address: str) -> bool:
    """An address a button can open: web, one word, with a host."""
    scheme, _, rest = address.partition("://")
    host = rest.partition("/")[0]
    return (
        scheme.lower() in ("http", "https")
        and "." in host.strip(".")
        and len(address) <= _LINK_LENGTH
        and not any(character.isspace() for character in address)
    )


def screen(state: State, facts: Facts) -> Screen:
    admin = facts.admin
    match state:
        case _ if admin is None:
            return CLOSED
        case NamingOrganiser():
            return Screen(texts.NAME_ORGANISER, ((button(texts.CANCEL, "cancel"),),))
        case LinkingRule():
            clear = (button(texts.CLEAR, "clear"),) if facts.rule_link else ()
            return Screen(texts.LINK_RULE, ((*clear, button(texts.CANCEL, "cancel")),))
        case _:
            return _overview_screen(admin, facts)


def _overview_screen(admin: AdminFacts, facts: Facts) -> Screen:
    """Each button names what a press makes of the setting."""
    approval = tuple(
        button(label, "approval", way.value) for way, label in texts.APPROVE_BY.items() if way is not admin.approval
    )
    six = admin.working_days == 6
    days = button(texts.FIVE_DAYS, "days", 5) if six else button(texts.SIX_DAYS, "days", 6)
    alone = admin.links_alone
    links = button(texts.REFUSE_LINKS, "links", "no") if alone else button(texts.ALLOW_LINKS, "links", "yes")
    text = texts.overview(admin.pemda_name, admin.approval, admin.working_days, alone, facts.organiser, facts.rule_link)
    return Screen(
        text,
        (
            approval,
            (days,),
            (links,),
            (button(texts.ORGANISER, "organiser"),),
            (button(texts.RULE, "rule"),),
            (to_menu(admin.pemda_id),),
        ),
    )


def record(state: State, facts: Facts) -> str:
    return texts.RECORD


COMMANDS: dict[str, Entry] = {}
OPENERS: dict[str, Opener] = {}
