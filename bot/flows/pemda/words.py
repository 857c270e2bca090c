"""Settings that are a line of words, and the local regulation as a link or a file (transcript 13c_pengaturan)."""

from typing import get_args

from bot.flows.base import Step
from bot.flows.events import Event, File, Tap, Text
from bot.flows.kit.coordinator import coordinator_flow
from bot.flows.kit.outside import by_buttons
from bot.flows.pemda.settings import above
from bot.flows.states.coordinator import ChangingSettings
from bot.flows.states.settings import ShowingRule, TypingSetting
from bot.texts.common import named
from bot.texts.pemda import settings as texts
from core.effects import ChangePemda, KeepPemdaFile
from core.effects.pemda import FilePurpose
from core.facts import AdminFacts, Facts
from core.pemda.settings import LENGTHS
from core.screen import Button, Screen, button

_States = TypingSetting | ShowingRule


def step(state: _States, event: Event, admin: AdminFacts, facts: Facts) -> Step:
    match state:
        case TypingSetting():
            return _step_words(state, event)
        case ShowingRule():
            return _step_rule(state, event)


def _step_words(state: TypingSetting, event: Event) -> Step:
    back = ShowingRule(state.pemda) if state.key == "rule_title" else above(state.pemda, state.key)
    least, most = LENGTHS[state.key]
    match event:
        case Tap(item="cancel"):
            return Step(back)
        case Tap(item="clear") if least == 0:
            return Step(back, (ChangePemda(state.pemda, state.key, ""),), toast=texts.CLEARED)
        case Text(text, edited=False):
            words = text.strip()
            if not max(least, 1) <= len(words) <= most or not words.isprintable():
                return Step(state, banner=texts.bad_line(least, most))
            banner = texts.changed(state.key, named(words, 160))
            return Step(back, (ChangePemda(state.pemda, state.key, words),), banner=banner)
        case _:
            return by_buttons(state, event, texts.PROMPTS[state.key])


def _step_rule(state: ShowingRule, event: Event) -> Step:
    pemda = state.pemda
    match event:
        case Tap(item="title"):
            return Step(TypingSetting(pemda, "rule_title"))
        case Tap(item="drop_link"):
            return Step(state, (ChangePemda(pemda, "rule_link", ""),), toast=texts.CLEARED)
        case Tap(item="drop_file"):
            return Step(state, (ChangePemda(pemda, "rule_file", {}),), toast=texts.CLEARED)
        case Tap(item="back"):
            return Step(ChangingSettings(pemda))
        case File(photo=True):
            return Step(state, banner=texts.NOT_A_PHOTO)
        case File(file_id=file_id, name=name, size=size):
            order = KeepPemdaFile(pemda, FilePurpose.RULE, file_id, name or "peraturan", size or 0)
            return Step(state, (order,), banner=texts.file_coming(order.name))
        case Text(text, edited=False):
            address = text.strip()
            if not is_address(address):
                return Step(state, banner=texts.BAD_LINK)
            return Step(state, (ChangePemda(pemda, "rule_link", address),), banner=texts.RULE_LINK_SET)
        case _:
            return by_buttons(state, event, texts.BAD_LINK)


def is_address(address: str) -> bool:
    """Whether a button can open it: a web address, one word, with a host."""
    scheme, _, rest = address.partition("://")
    host = rest.partition("/")[0]
    return (
        scheme.lower() in ("http", "https")
        and "." in host.strip(".")
        and len(address) <= LENGTHS["rule_link"][1]
        and not any(character.isspace() for character in address)
    )


def screen(state: _States, admin: AdminFacts, facts: Facts) -> Screen:
    match state:
        case TypingSetting(key=key) if key in texts.PROMPTS:
            clearable = LENGTHS[key][0] == 0 and bool(getattr(admin.settings, key))
            clear = (button(texts.CLEAR, "clear"),) if clearable else ()
            return Screen(texts.typing(admin.settings, key), ((*clear, button(texts.CANCEL, "cancel")),))
        case _:
            return _rule_screen(admin)


def _rule_screen(admin: AdminFacts) -> Screen:
    settings = admin.settings
    drop: list[Button] = []
    if settings.rule_link:
        drop.append(button(texts.DROP_LINK, "drop_link"))
    if settings.rule_file:
        drop.append(button(texts.DROP_FILE, "drop_file"))
    rows = ((button(texts.RULE_TITLE, "title"),), tuple(drop), (button(texts.BACK, "back"),))
    return Screen(texts.rule(settings), tuple(row for row in rows if row))


FLOW = coordinator_flow(states=get_args(_States), step=step, screen=screen, record=texts.RECORD)
