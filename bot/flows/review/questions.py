"""The team's side of "Tanya tim": answering, passing on to the field, open questions (transcript 05b_tanya_tim)."""

from dataclasses import dataclass, replace

from bot.flows.base import KEEP_NOTICE, Flow, Opener, State, Step
from bot.flows.events import Event, File, Other, Tap, Text
from bot.flows.kit.coordinator import coordinator_flow, to_menu
from bot.flows.kit.lists import in_list
from bot.flows.kit.outside import by_buttons, stay
from bot.flows.kit.paging import number_of, page_of
from bot.flows.kit.rows import in_rows
from bot.flows.states.pemda import QUESTIONS
from bot.flows.states.problems import ListingQuestions
from bot.texts import common
from bot.texts.review import questions as texts
from core import typed
from core.effects import Effect, Forward, Reply, Tell, TellRole
from core.facts import AdminFacts, Facts, QuestionFacts
from core.people.roles import Role
from core.screen import Notice, Rows, Screen, button, steady
from core.wish import Wish

_PAGE = 5


@dataclass(frozen=True, slots=True)
class ReadingQuestion(State):
    """`forwarded`: it was passed on just now, so that is not offered again; `sent`: it was answered here just now.
    `pemda` is set for its coordinators, so that the other questions are loaded.
    """

    question: int
    forwarded: bool = False
    pemda: int | None = None
    sent: bool = False

    def wish(self) -> Wish:
        return Wish(question=self.question, pemda=self.pemda, parts=QUESTIONS)


@dataclass(frozen=True, slots=True)
class Replying(State):
    """An answer is being written; `text` waits to be confirmed."""

    question: int
    text: str = ""

    def wish(self) -> Wish:
        return Wish(question=self.question)

    @property
    def unsent(self) -> str:
        return self.text


def reply(event: Event, state: State | None, facts: Facts) -> Step:
    """[Jawab] on a question."""
    question = facts.question
    if question is None:
        return stay(state, toast=texts.GONE)
    return Step(Replying(question.id) if question.answer is None else _reading(question, facts))


def _reading(question: QuestionFacts, facts: Facts, forwarded: bool = False) -> ReadingQuestion:
    pemda = question.pemda_id if question.pemda_id in facts.pemdas else None
    return ReadingQuestion(question.id, forwarded, pemda)


def replied(event: Event, state: State | None, facts: Facts) -> Step:
    """A text that replies to the notice of a question is its answer. The conversation stays where it is."""
    question = facts.question
    assert isinstance(event, Text)
    if question is None:
        return stay(state, banner=texts.GONE)
    here = state or _reading(question, facts)
    if question.answer is not None:
        return Step(here, banner=texts.already(question))
    words = event.text.strip()
    if refusal := _refusal(words):
        return Step(here, banner=refusal)
    return Step(here, _answer(words, question, facts), banner=texts.sent(question))


def forward(event: Event, state: State | None, facts: Facts) -> Step:
    """[Teruskan ke bidang] on a question. The coordinators may still answer it themselves."""
    question = facts.question
    if question is None:
        return stay(state, toast=texts.GONE)
    here = _reading(question, facts)
    if question.pemda_id not in facts.pemdas:
        return Step(here, toast=texts.ONLY_COORDINATOR)
    if question.answer is not None:
        return Step(here, toast=texts.ANSWERED)
    if not question.variable:
        return Step(here, toast=texts.NO_FIELD)
    if not question.verifiers:
        return Step(here, toast=texts.nobody(question.field))
    notice = Notice(texts.asked(question), ((steady(texts.ANSWER, "reply", question.id),),))
    told = TellRole(question.pemda_id, Role.VERIFIER, notice, field=question.field, question=question.id)
    here = _reading(question, facts, forwarded=True)
    return Step(here, (Forward(question.id), told), toast=texts.forwarded(question.field))


def step(state: State, event: Event, facts: Facts) -> Step:
    question = facts.question
    match state, event:
        case _ if question is None:
            return by_buttons(state, event)
        case Replying(), Tap(item="cancel"):
            return Step(_reading(question, facts))
        case Replying(text=text), Tap(item="send") if text:
            return _send(state, text, question, facts)
        case Replying(), Text(text):
            return _written(state, text.strip(), question, facts)
        case Replying(), File() | Other():
            return Step(state, banner=texts.ONLY_TEXT)
        case ReadingQuestion(), Text(text, edited=False) if not typed.is_empty(text):
            return _written(Replying(question.id), text.strip(), question, facts)
        case ReadingQuestion(), Tap(item="list") if question.pemda_id in facts.pemdas:
            return Step(ListingQuestions(question.pemda_id))
        case _:
            return by_buttons(state, event)


def _written(state: Replying, text: str, question: QuestionFacts, facts: Facts) -> Step:
    """Shows the answer as it would be sent. Another text replaces it."""
    if question.answer is not None:
        return Step(_reading(question, facts), banner=texts.already(question))
    if refusal := _refusal(text):
        return Step(state, banner=refusal)
    return Step(replace(state, text=text))


def _refusal(text: str) -> str:
    """Why a text cannot be sent as an answer; "" where it can."""
    if typed.is_empty(text):
        return texts.ONLY_TEXT
    return texts.too_long(len(text)) if len(text) > typed.LONGEST_QUESTION else ""


def _send(state: Replying, text: str, question: QuestionFacts, facts: Facts) -> Step:
    here = _reading(question, facts)
    if question.answer is not None:
        return Step(here, toast=texts.ALREADY)
    return Step(replace(here, sent=True), _answer(text, question, facts), toast=texts.SENT)


def _answer(text: str, question: QuestionFacts, facts: Facts) -> tuple[Effect, ...]:
    """Stores the answer, tells who asked, and closes the question for the others of the team."""
    who = common.whoever(facts.person)
    code, at = question.variable, (question.assessment, question.variable)
    way = steady(texts.open_variable(code), "open" if code else "receipt", *at, KEEP_NOTICE)
    notice = Notice(texts.answer(question, text), ((way,), (steady(texts.AGAIN, "again", *at),)))
    closed = Notice(texts.closed(question, who))
    return (Reply(question.id, text, closed), Tell((question.asked_by,), notice, question.pemda_id))


def _step_list(state: ListingQuestions, event: Event, admin: AdminFacts, facts: Facts) -> Step:
    match event:
        case Tap(parts=("question", number)) if _listed(admin, number):
            return Step(ReadingQuestion(int(number), pemda=state.pemda))
        case Tap(parts=("question", _)):
            return Step(state, toast=texts.ANSWERED)
        case _:
            return in_list(state, event)


def _listed(admin: AdminFacts, number: str) -> bool:
    return any(question.id == number_of(number) for question in admin.questions)


def screen(state: State, facts: Facts) -> Screen:
    match state:
        case _ if facts.question is None:
            return Screen(texts.GONE)
        case Replying() if facts.question.answer is None:
            cancel = button(texts.CANCEL, "cancel")
            if not state.text:
                return Screen(texts.prompt(facts.question), ((cancel,),))
            return Screen(texts.confirm(facts.question, state.text), ((button(texts.SEND, "send"),), (cancel,)))
        case _:
            done = state if isinstance(state, ReadingQuestion) else ReadingQuestion(facts.question.id)
            return _question_screen(facts.question, done, facts)


def _question_screen(question: QuestionFacts, done: ReadingQuestion, facts: Facts) -> Screen:
    """`done`: what was done with the question on this screen."""
    coordinates = question.pemda_id in facts.pemdas
    leave: Rows = ()
    if coordinates:
        none = facts.admin is not None and not any(item.id != question.id for item in facts.admin.questions)
        others: Rows = () if none else ((button(texts.OPEN_LIST, "list"),),)
        leave = (*others, (to_menu(question.pemda_id),))
    if question.answer is not None:
        return Screen(texts.replied(question, done.sent), leave)
    passes = coordinates and question.variable
    passing: Rows = ((steady(texts.FORWARD, "forward", question.id),),) if passes and not done.forwarded else ()
    text = f"{texts.asked(question)}\n{texts.forwarded(question.field)}" if done.forwarded else texts.asked(question)
    return Screen(text, ((steady(texts.ANSWER, "reply", question.id),), *passing, *leave))


def _list_screen(state: ListingQuestions, admin: AdminFacts, facts: Facts) -> Screen:
    if not admin.questions:
        return Screen(texts.EMPTY, ((to_menu(admin.pemda_id),),))
    page = page_of(admin.questions, state.page, _PAGE)
    numbered = list(enumerate(page.items, start=page.first + 1))
    text = texts.open_ones(len(admin.questions), [texts.line(number, question) for number, question in numbered])
    rows = in_rows([button(texts.choose(number), "question", question.id) for number, question in numbered], 3)
    return Screen(text, (*rows, *page.turner, (to_menu(admin.pemda_id),)))


def record(state: State, facts: Facts) -> str:
    question = facts.question
    if question is not None and question.answer is not None:
        return texts.sent(question) if isinstance(state, ReadingQuestion) and state.sent else texts.record(question)
    return texts.RECORD


FLOW = Flow(
    states=(ReadingQuestion, Replying),
    step=step,
    screen=screen,
    record=record,
    openers={"reply": Opener(reply, "question"), "forward": Opener(forward, "question")},
    replies={"reply": replied},
)
LIST = coordinator_flow(states=(ListingQuestions,), step=_step_list, screen=_list_screen, record=texts.RECORD)
