"""Which field (bidang) of the team checks which variable (transcript 13c_pengaturan)."""

from bot.flows.base import Step
from bot.flows.events import Event, Tap
from bot.flows.kit.coordinator import coordinator_flow
from bot.flows.kit.outside import by_buttons
from bot.flows.kit.rows import in_rows
from bot.flows.pemda.settings import above
from bot.flows.states.settings import AssigningFields
from bot.texts.pemda import days_off as texts, settings as setting_texts
from core.effects import ChangePemda
from core.facts import AdminFacts, Facts
from core.fit import fit
from core.instrument.parse import DEFAULT_ID, Instrument, load_packaged
from core.instrument.parts import FIELDS
from core.screen import Screen, button


def instrument_of(admin: AdminFacts) -> Instrument:
    """The instrument of the newest period, for its names; the usual one where there is no period yet."""
    return (admin.periods[0].pinned if admin.periods else None) or load_packaged(DEFAULT_ID)


def step(state: AssigningFields, event: Event, admin: AdminFacts, facts: Facts) -> Step:
    codes = instrument_of(admin).codes
    match event:
        case Tap(parts=("variable", code)) if code in codes and not state.code:
            return Step(AssigningFields(state.pemda, code))
        case Tap(parts=("field", field)) if state.code and (field in FIELDS or field == "own"):
            return _assigned(state, field, admin)
        case Tap(item="back"):
            return Step(AssigningFields(state.pemda) if state.code else above(state.pemda, "fields"))
        case _:
            return by_buttons(state, event)


def _assigned(state: AssigningFields, field: str, admin: AdminFacts) -> Step:
    """A choice that equals the instrument's own is not stored, so that a later version of it counts."""
    own = instrument_of(admin).variable(state.code).field or ""
    chosen = {code: one for code, one in admin.settings.fields.items() if code != state.code}
    if field not in ("own", own):
        chosen[state.code] = field
    toast = texts.field_set(state.code, chosen.get(state.code, own))
    return Step(AssigningFields(state.pemda), (ChangePemda(state.pemda, "fields", chosen),), toast=toast)


def screen(state: AssigningFields, admin: AdminFacts, facts: Facts) -> Screen:
    instrument, chosen = instrument_of(admin), admin.settings.fields
    back = (button(setting_texts.BACK, "back"),)
    if state.code not in instrument.codes:
        codes = [button(code + (" *" if code in chosen else ""), "variable", code) for code in instrument.codes]
        have = [(one.code, one.short, chosen.get(one.code, one.field or "")) for one in instrument.variables]
        return Screen(fit(texts.fields(have, len(chosen))), (*in_rows(codes, 4), back))
    variable = instrument.variable(state.code)
    own = variable.field or ""
    now = chosen.get(state.code, own)
    fields = [button(field.capitalize(), "field", field) for field in FIELDS if field != now]
    if state.code in chosen:
        fields.append(button(texts.AS_THE_INSTRUMENT, "field", "own"))
    return Screen(texts.field_of(state.code, variable.name, now, own), (*in_rows(fields, 2), back))


FLOW = coordinator_flow(states=(AssigningFields,), step=step, screen=screen, record=setting_texts.RECORD)
