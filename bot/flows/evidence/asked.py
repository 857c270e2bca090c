"""Evidence of a variable is asked: the first valid file opens the next variable. A file of another variable may be
used.
"""

from bot.flows.base import Flow, State, Step
from bot.flows.contact import buttons, gate, going, lines, stray
from bot.flows.events import Event, Tap
from bot.flows.evidence import documents, rounds
from bot.flows.kit.paging import number_of, page_of
from bot.flows.kit.rows import in_rows, pager
from bot.flows.states.documents import ChoosingDocument
from bot.flows.states.evidence import ChoosingEvidence, Evidencing
from bot.texts.evidence import screens as evidence
from core.assessment import fitting
from core.assessment.counts import proofs
from core.assessment.model import Assessment, Evidence, EvidenceKind
from core.effects import CopyFormerEvidence, UseEvidence
from core.facts import Facts
from core.screen import Button, Rows, Screen, button

PAGE = 8


@gate.step
def step(state: Evidencing | ChoosingEvidence, event: Event, facts: Facts, a: Assessment) -> Step:
    code = state.variable
    match event:
        case Tap(parts=("use", number)):
            return _use(state, number_of(number) or 0, facts, a)
        case Tap(parts=("former", number)):
            return _use_former(state, number_of(number) or 0, facts, a)
        case Tap(parts=("choose", page)):
            return Step(ChoosingEvidence(a.id, code, page=number_of(page) or 0))
        case Tap(parts=("take", number)):
            return documents.take(ChoosingDocument(a.id, code), number, facts, a)
        case Tap(parts=("monitoring", number)) if (
            taken := rounds.take(code, number_of(number) or 0, facts, a)
        ) is not None:
            return taken
        case Tap(parts=("documents", _)):
            return Step(ChoosingDocument(a.id, code))
        case Tap(parts=("skip", _)):
            return going.skip(a, code)
        case _:
            return stray.otherwise(state, event, facts, a)


def _use(state: Evidencing | ChoosingEvidence, number: int, facts: Facts, a: Assessment) -> Step:
    code = state.variable
    chosen = next((item for item in _others(a, code) if item.id == number), None)
    if chosen is None:
        return Step(state)
    order, toast = UseEvidence(a.id, number, code), evidence.used(chosen.name, code)
    return going.onward(facts, a, code, (order,), toast=toast, evidence_for=code)


def _use_former(state: Evidencing | ChoosingEvidence, number: int, facts: Facts, a: Assessment) -> Step:
    code = state.variable
    name = dict(_former(a, code)).get(number)
    if name is None:
        return Step(state)
    order, toast = CopyFormerEvidence(a.id, number, code), evidence.used_again(name, code)
    return going.onward(facts, a, code, (order,), toast=toast, evidence_for=code)


def _others(a: Assessment, code: str) -> list[Evidence]:
    """Evidence of other variables that this one does not use yet, newest first."""
    return [item for item in reversed(proofs(a)) if code not in item.variables]


def _former(a: Assessment, code: str) -> list[tuple[int, str]]:
    """Last year's files of this variable that are not used here yet: (number, name)."""
    before = a.former.get(code)
    here = {item.name for item in a.evidence_of(code)}
    return [(number, name) for number, name in before.evidence if name not in here] if before else []


def _taken_over(a: Assessment, code: str) -> bool:
    """Whether the variable has last year's answer."""
    before = a.former.get(code)
    return before is not None and (a.level(code), a.explanation(code)) == (before.level, before.explanation)


def best_fit(a: Assessment, code: str) -> Evidence | None:
    """The document of another variable whose name shares most telling words with what is asked for; the newest of
    several; None if there is none.
    """
    year, number = a.period.year, a.level(code)
    if number is None:
        return None
    wanted = fitting.words_of(a.instrument.variable(code).level(number).evidence) & fitting.telling(a.instrument, code)
    others = [item for item in _others(a, code) if item.kind is EvidenceKind.DOCUMENT]
    fits = {
        item: len(fitting.words_of([item.name]) & wanted)
        for item in others
        if item.may_be_of(year)  # one of another year costs levels, so it is only to be chosen knowingly
    }
    return max((item for item in fits if fits[item]), key=lambda item: fits[item], default=None)


@gate.screen
def screen(state: State, facts: Facts, a: Assessment) -> Screen:
    code = state.variable if isinstance(state, Evidencing | ChoosingEvidence) else ""
    where = gate.place(facts, a)
    if isinstance(state, ChoosingEvidence):
        return _choosing(state, where, a)
    notices = [*lines.note(a, code), *lines.links_alone(a, code)]
    reuse = _taken_over(a, code) and bool(_former(a, code))
    texts = evidence.asks(a, code, where, lines.following(a, code), reuse)
    table = rounds.way(a, code)
    rows = (*((table,) if table else ()), *_rows(facts, a, code, reuse))
    return lines.card(texts, rows, notices, colleagues=lines.presence(facts, code))


def _rows(facts: Facts, a: Assessment, code: str, reuse: bool) -> Rows:
    """A file that may be used again is never the first button: it is to be chosen knowingly."""
    leave = button(evidence.SKIP, "skip", code)
    change = (button(evidence.CHANGE_ANSWER, "check", code), buttons.contents(a))
    more = documents.opening(facts, a, code)
    if _others(a, code) or _former(a, code):
        more = (*more, button(evidence.CHOOSE_OTHER, "choose", 0))
    if not more:
        return ((leave, change[0]), change[1:])
    offered = documents.foremost(facts, a, code) or _offer(a, code, reuse)
    below: Rows = ((offered,),) if offered else ()
    if len(more) > 1:
        return (more, *below, (leave, change[0]), change[1:])
    return ((*more, leave), *below, change)


def _offer(a: Assessment, code: str, reuse: bool) -> Button | None:
    """The file that fits best: last year's own when the answer is last year's, else one of another variable."""
    if reuse:
        number, name = _former(a, code)[0]
        return button(evidence.use(name), "former", number)
    fit = best_fit(a, code)
    return button(evidence.use(fit.name), "use", fit.id) if fit else None


def _choosing(state: ChoosingEvidence, where: str, a: Assessment) -> Screen:
    code = state.variable
    options = [(item.name, ", ".join(item.variables), "use", item.id) for item in _others(a, code)]
    options += [(name, str(a.former_year or ""), "former", number) for number, name in _former(a, code)]
    page = page_of(list(enumerate(options, start=1)), state.page, PAGE)
    text = evidence.choosing(code, where, [(number, name, source) for number, (name, source, _, _) in page.items])
    chosen = [button(str(number), verb, row) for number, (_, _, verb, row) in page.items]
    back = (button(evidence.back_to(code), "open", code),)
    return Screen(text, (*in_rows(chosen, 4), *pager("choose", page.number, page.count), back))


FLOW: Flow[Evidencing | ChoosingEvidence] = Flow(
    states=(Evidencing, ChoosingEvidence), step=step, screen=screen, record=gate.record_of_evidence
)
