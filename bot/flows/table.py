"""Every flow, and which of them a state, a command or a steady button belongs to."""

from collections.abc import Mapping
from typing import Any

from bot.flows.answers import (
    approval as head,
    conflict,
    contents,
    explanation,
    level,
    receipt,
    repair,
    submit,
    summary,
    variable as answers,
)
from bot.flows.base import Entry, Flow, Opener, State
from bot.flows.contact import ask, stray
from bot.flows.evidence import asked as evidence, listed as evidence_list
from bot.flows.pemda import (
    days_off as admin_days,
    fields as admin_fields,
    menu as admin,
    opds as admin_opds,
    papers as admin_papers,
    problems as admin_problems,
    settings as admin_settings,
    signatories as admin_signatories,
    words as admin_words,
)
from bot.flows.people import (
    help,
    invitations as admin_invite,
    join,
    joined,
    members as admin_people,
    privacy,
    profile,
    resume,
    viewing,
)
from bot.flows.periods import (
    day as admin_day,
    extension as admin_extension,
    life as admin_life,
    moving as admin_moving,
    period as admin_period,
)
from bot.flows.reminders import by_hand as admin_reminding, pressed as remind
from bot.flows.results import finalising as admin_results, own as result, publishing as admin_publishing
from bot.flows.review import card as review_card, questions, queue as review, result as review_result

FLOWS: tuple[Flow[Any], ...] = (
    join.FLOW,
    joined.FLOW,
    resume.FLOW,
    contents.FLOW,
    level.FLOW,
    explanation.FLOW,
    evidence.FLOW,
    evidence_list.FLOW,
    stray.FLOW,
    conflict.FLOW,
    ask.FLOW,
    summary.FLOW,
    submit.FLOW,
    receipt.FLOW,
    answers.FLOW,
    repair.FLOW,
    result.FLOW,
    remind.FLOW,
    head.FLOW,
    viewing.FLOW,
    profile.FLOW,
    privacy.FLOW,
    privacy.REQUEST,
    help.FLOW,
    questions.FLOW,
    questions.LIST,
    admin.FLOW,
    admin.MENU,
    admin_opds.FLOW,
    admin_period.FLOW,
    admin_day.FLOW,
    admin_extension.FLOW,
    admin_life.FLOW,
    admin_moving.FLOW,
    admin_results.FLOW,
    admin_publishing.FLOW,
    admin_invite.FLOW,
    admin_people.FLOW,
    admin_problems.FLOW,
    admin_reminding.FLOW,
    admin_settings.FLOW,
    review.FLOW,
    review_card.FLOW,
    review_result.FLOW,
    admin_words.FLOW,
    admin_days.FLOW,
    admin_fields.FLOW,
    admin_papers.FLOW,
    admin_signatories.FLOW,
)

FLOW_OF: Mapping[type[State], Flow[Any]] = {state: flow for flow in FLOWS for state in flow.states}
COMMANDS: Mapping[str, Entry] = {name: entry for flow in FLOWS for name, entry in flow.commands.items()}
OPENERS: Mapping[str, Opener] = {verb: opener for flow in FLOWS for verb, opener in flow.openers.items()}
