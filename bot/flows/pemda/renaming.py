"""Another name for the Pemda, shown with what keeps the former one before it is taken (transcript 13c_pengaturan)."""

from dataclasses import replace

from bot.flows.base import Step
from bot.flows.events import Event, Tap, Text
from bot.flows.kit.coordinator import coordinator_flow
from bot.flows.kit.outside import by_buttons
from bot.flows.states.coordinator import ChangingSettings
from bot.flows.states.settings import RenamingPemda
from bot.texts import common
from bot.texts.pemda import menu, renaming as texts, settings as setting_texts
from core.effects import RenamePemda, TellRole
from core.facts import AdminFacts, Facts
from core.pemda.settings import is_pemda_name
from core.people.roles import Role
from core.screen import Notice, Screen, button


def step(state: RenamingPemda, event: Event, admin: AdminFacts, facts: Facts) -> Step:
    match event:
        case Tap(item="cancel"):
            return Step(ChangingSettings(state.pemda))
        case Tap(item="rename") if state.name:
            who = common.whoever(facts.person)
            told = Notice(texts.told(admin.pemda_name, state.name, who))
            orders = (RenamePemda(state.pemda, state.name), TellRole(state.pemda, Role.COORDINATOR, told))
            return Step(ChangingSettings(state.pemda), orders, banner=texts.renamed(state.name))
        case Text(text):
            return _written(state, " ".join(text.split()), admin, facts)
        case _:
            return by_buttons(state, event, menu.BAD_PEMDA_NAME)


def _written(state: RenamingPemda, name: str, admin: AdminFacts, facts: Facts) -> Step:
    """Shows the name as it would be taken. Another text replaces it."""
    others = {known.casefold() for number, known in facts.pemdas.items() if number != state.pemda}
    if not is_pemda_name(name):
        return Step(state, banner=menu.BAD_PEMDA_NAME)
    if name == admin.pemda_name:
        return Step(state, banner=texts.SAME)
    if name.casefold() in others:
        return Step(state, banner=menu.pemda_exists(name))
    return Step(replace(state, name=name))


def screen(state: RenamingPemda, admin: AdminFacts, facts: Facts) -> Screen:
    cancel = (button(menu.CANCEL, "cancel"),)
    if not state.name:
        return Screen(texts.prompt(admin.pemda_name), (cancel,))
    return Screen(texts.confirm(admin.pemda_name, state.name), ((button(texts.RENAME, "rename"),), cancel))


FLOW = coordinator_flow(states=(RenamingPemda,), step=step, screen=screen, record=setting_texts.RECORD)
