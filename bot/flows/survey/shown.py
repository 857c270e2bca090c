"""What contacts and coordinators have in common at a survey: the screen's rows and the orders of its buttons."""

from bot.flows.base import State, Step
from bot.flows.events import Event, Tap
from bot.texts.survey import screens as texts
from core.effects import OpenSurvey, SendSurveySheet
from core.facts import Facts
from core.screen import Rows, button, copy
from core.survey.form import SurveyLine


def line_of(facts: Facts, assessment: int) -> SurveyLine | None:
    return next((line for line in facts.surveys if line.assessment == assessment), None)


def address(line: SurveyLine, facts: Facts) -> str:
    """Of the page; "" where the bot has none. Before there is a link it is where the pages are."""
    return f"{facts.surveys_at}{line.code}" if facts.surveys_at else ""


def rows(line: SurveyLine, facts: Facts) -> Rows:
    if line.ended or not facts.surveys_at:
        return ()
    if not line.code:
        return ((button(texts.MAKE, "make"),),)
    return ((button(texts.SHEET, "sheet"), copy(texts.COPY, address(line, facts))),)


def step(state: State, event: Event, facts: Facts, line: SurveyLine) -> Step | None:
    """None for what is not about the survey itself."""
    match event:
        case Tap(item="make" | "sheet") if line.ended:
            return Step(state, toast=texts.ENDED)
        case Tap(item="make") if facts.surveys_at:
            return Step(state, (OpenSurvey(line.assessment),), texts.MADE)
        case Tap(item="sheet") if facts.surveys_at and line.code:
            return Step(state, (SendSurveySheet(line.assessment, facts.surveys_at),), texts.COMES)
        case _:
            return None
