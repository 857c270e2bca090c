"""A contact's buttons that are on several screens, with the same meaning on all of them (anywhere.py answers them)."""

from bot.flows.contact import going, next_period
from bot.texts import common
from bot.texts.actions import listed
from bot.texts.answers import question, submit
from bot.texts.people import join
from bot.texts.survey import screens
from core.assessment.model import Approval, Assessment
from core.facts import Facts
from core.results.stages import REVIEWED
from core.screen import Button, Rows, button, steady


def contents(a: Assessment) -> Button:
    """To the table of contents; to the receipt where only single variables are open."""
    if going.drafting(a):
        return button(common.OPEN_CONTENTS, "contents", a.id)
    return button(common.OPEN_RECEIPT, "home", a.id)


def summary(a: Assessment) -> Button:
    return button(common.OPEN_SUMMARY, "summary", a.id)


def home(a: Assessment, label: str) -> Button:
    return button(label, "home", a.id)


def ask(code: str) -> Button:
    return button(common.ASK_TEAM, "ask", code)


def ask_anything() -> Button:
    """A question about the whole assessment, also when everything is locked."""
    return button(question.SEND, "ask", "")


def call_head(facts: Facts, a: Assessment) -> tuple[Button, ...]:
    """Tells the coordinator that nobody is there to approve in the bot; nothing where somebody is, or is oneself."""
    wanted = a.approval is Approval.IN_BOT and not facts.heads and not a.over
    return (button(submit.CALL_HEAD, "call_head", a.id),) if wanted else ()


def other_opd(facts: Facts, a: Assessment) -> tuple[Button, ...]:
    """To the choice of an OPD, for people with several, of a period, or of what else of the OPD is assessed."""
    newer = next_period.newer(facts, a)
    several = any(item.assessment != a.id and item != newer for item in facts.choices)
    within = a.subject is not None or any(item.period for item in facts.choices)
    label = join.CHANGE_PERIOD if within else join.CHANGE_OPD
    return (steady(label, "choose"),) if several else ()


def survey(a: Assessment) -> tuple[Button, ...]:
    """To the survey of users, where the instrument asks them."""
    return (steady(screens.OPEN, "survey", a.id),) if a.instrument.public_form else ()


def actions(a: Assessment) -> tuple[Button, ...]:
    """To the OPD's corrective actions, where the instrument asks for them."""
    return (steady(listed.OPEN, "actions", a.opd.id, a.id),) if a.instrument.acts else ()


def result(a: Assessment) -> Rows:
    """To the result, once the team has finished: one row, or none."""
    return ((steady(common.SEE_RESULT, "result", a.id),),) if a.status in REVIEWED else ()
