"""Settings of a Pemda that people may change in the chat; the others are set on the command line (CONVERSATIONS 13)."""

from bot.flows.admin_states import CLOSED, ChangingSettings, LinkingRule, NamingOrganiser, refused, to_menu
from bot.flows.base import Entry, Event, Opener, State, Step, Tap, Text
from bot.flows.outside import by_buttons
from bot.texts import admin_settings as texts
from core.assessment import Approval
from core.effects import ChangePemda
from core.facts import AdminFacts, Facts
from core.screen import Screen, button

STATES: tuple[type[State], ...] = (ChangingSettings, NamingOrganiser, LinkingRule)

_NAME_LENGTH = (3, 120)
_LINK_LENGTH = 300


def step(state: State, event: Event, facts: Facts) -> Step:
    admin = facts.admin
    match state:
        case _ if admin is None:
            return refused(state, event)
        case ChangingSettings():
            return _step_overview(state, event)
        case NamingOrganiser():
            return _step_name(state, event)
        case LinkingRule():
            return _step_link(state, event)
    return refused(state, event)


def _step_overview(state: ChangingSettings, event: Event) -> Step:
    pemda = state.pemda
    match event:
        case Tap(parts=("approval", (Approval.NONE | Approval.IN_BOT) as approval)):
            order = ChangePemda(pemda, "approval", str(approval))
            return Step(state, (order,), toast=texts.approval_set(Approval(approval)))
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
    if admin.approval is Approval.NONE:
        approval = button(texts.ASK_HEAD, "approval", Approval.IN_BOT.value)
    else:
        approval = button(texts.SKIP_HEAD, "approval", Approval.NONE.value)
    six = admin.working_days == 6
    days = button(texts.FIVE_DAYS, "days", 5) if six else button(texts.SIX_DAYS, "days", 6)
    alone = admin.links_alone
    links = button(texts.REFUSE_LINKS, "links", "no") if alone else button(texts.ALLOW_LINKS, "links", "yes")
    text = texts.overview(admin.pemda_name, admin.approval, admin.working_days, alone, facts.organiser, facts.rule_link)
    return Screen(
        text,
        (
            (approval,),
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
