"""Every flow, and which of them a state, a command, a steady button or a reply belongs to."""

from collections.abc import Mapping
from typing import Any

from bot.flows.actions import own as own_actions, region as late_actions
from bot.flows.answers import (
    action,
    approval,
    conflict,
    contents,
    explanation,
    level,
    receipt,
    register,
    repair,
    submit,
    summary,
    variable,
)
from bot.flows.base import Entry, Flow, Opener, State
from bot.flows.contact import ask, stray
from bot.flows.evidence import asked, dated, documents as region_documents, listed, undated, viewed
from bot.flows.pemda import (
    choice,
    days_off,
    documents,
    fields,
    leaving,
    menu,
    opd_file,
    opds,
    own_list_file,
    own_lists,
    papers,
    problems,
    renaming,
    setting_up,
    settings,
    signatories,
    words,
)
from bot.flows.people import (
    help,
    invitations,
    inviting,
    join,
    joined,
    members,
    privacy,
    profile,
    resume,
    viewing,
    welcome,
)
from bot.flows.periods import confirming, day, drafts, extension, life, moving, period, scoping, situational
from bot.flows.productivity import region, unit
from bot.flows.registers import opinions, own as own_register, region as registers
from bot.flows.reminders import by_hand, pressed
from bot.flows.results import finalising, own, publishing
from bot.flows.review import card, questions, queue, result
from bot.flows.survey import own as own_survey, region as surveys

FLOWS: tuple[Flow[Any], ...] = (
    join.FLOW,
    welcome.FLOW,
    joined.FLOW,
    resume.FLOW,
    contents.FLOW,
    register.FLOW,
    level.FLOW,
    action.FLOW,
    explanation.FLOW,
    asked.FLOW,
    listed.FLOW,
    viewed.FLOW,
    dated.FLOW,
    undated.FLOW,
    region_documents.FLOW,
    region_documents.VIEW,
    stray.FLOW,
    conflict.FLOW,
    ask.FLOW,
    summary.FLOW,
    submit.FLOW,
    receipt.FLOW,
    variable.FLOW,
    variable.LOOK,
    repair.FLOW,
    own.FLOW,
    pressed.FLOW,
    approval.FLOW,
    viewing.FLOW,
    profile.FLOW,
    privacy.FLOW,
    privacy.REQUEST,
    help.FLOW,
    questions.FLOW,
    questions.LIST,
    choice.FLOW,
    menu.FLOW,
    setting_up.FLOW,
    opd_file.FLOW,
    opds.FLOW,
    leaving.FLOW,
    period.FLOW,
    day.FLOW,
    confirming.FLOW,
    scoping.FLOW,
    situational.FLOW,
    extension.FLOW,
    drafts.FLOW,
    life.FLOW,
    moving.FLOW,
    finalising.FLOW,
    publishing.FLOW,
    invitations.FLOW,
    inviting.FLOW,
    members.FLOW,
    problems.FLOW,
    by_hand.FLOW,
    settings.FLOW,
    renaming.FLOW,
    queue.FLOW,
    card.FLOW,
    result.FLOW,
    words.FLOW,
    days_off.FLOW,
    documents.FLOW,
    own_lists.FLOW,
    own_list_file.FLOW,
    fields.FLOW,
    papers.FLOW,
    signatories.FLOW,
    unit.FLOW,
    region.FLOW,
    own_register.FLOW,
    registers.FLOW,
    opinions.FLOW,
    own_survey.FLOW,
    surveys.FLOW,
    own_actions.FLOW,
    late_actions.FLOW,
)

FLOW_OF: Mapping[type[State], Flow[Any]] = {state: flow for flow in FLOWS for state in flow.states}
COMMANDS: Mapping[str, Entry] = {name: entry for flow in FLOWS for name, entry in flow.commands.items()}
REPLIES: Mapping[str, Entry] = {verb: entry for flow in FLOWS for verb, entry in flow.replies.items()}
OPENERS: Mapping[str, Opener] = {verb: opener for flow in FLOWS for verb, opener in flow.openers.items()}
