"""The assessment as it will be once a step's orders are stored, so that a flow can say what comes next. Only what
`Assessment.lacking` needs is kept up to date.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from core.assessment.action import Action
from core.assessment.answer import Answer
from core.assessment.model import Assessment, Evidence, EvidenceKind, EvidenceState
from core.effects import (
    AttachFile,
    AttachLink,
    AttachMonitoring,
    CopyFormerEvidence,
    Effect,
    RemoveEvidence,
    SaveAction,
    SaveExplanation,
    SaveLevel,
    TakeDocument,
    UseEvidence,
)
from core.facts import Facts

Uses = tuple[str, ...]


def ahead(a: Assessment, effects: Iterable[Effect], facts: Facts) -> Assessment:
    for effect in effects:
        a = _with(a, effect, facts)
    return a


def _with(a: Assessment, effect: Effect, facts: Facts) -> Assessment:
    match effect:
        case SaveLevel(variable=code, level=level):
            return _changed(a, code, replace(_answer(a, code, facts), level=level))
        case SaveAction(variable=code):
            return _changed(_acted(a, effect), code, a.answers.get(code))
        case SaveExplanation(variable=code, text=text):
            return _changed(a, code, replace(_answer(a, code, facts), explanation=text))
        case AttachFile(variable=code, kind=kind, name=name):
            return _proven(a, code, kind, name, facts)
        case AttachLink(variable=code, address=address):
            return _proven(a, code, EvidenceKind.LINK, address, facts)
        case CopyFormerEvidence(variable=code) | TakeDocument(variable=code) | AttachMonitoring(variable=code):
            return _proven(a, code, EvidenceKind.DOCUMENT, "", facts)
        case UseEvidence(evidence=number, variable=code):
            return _used(a, code, number, lambda uses: (*uses, code))
        case RemoveEvidence(evidence=number, variable=code):
            return _used(a, code, number, lambda uses: tuple(use for use in uses if use != code))
        case _:
            return a


def _answer(a: Assessment, code: str, facts: Facts) -> Answer:
    me = facts.person.id if facts.person else 0
    return a.answers.get(code) or Answer(code, None, "", 0, me, "", facts.now)


def _changed(a: Assessment, code: str, answer: Answer | None) -> Assessment:
    """The assessment with the new answer, if there is one. A reopened variable counts as repaired."""
    if answer is None:
        return a
    return replace(a, answers={**a.answers, code: replace(answer, repaired=answer.reopened is not None)})


def _acted(a: Assessment, said: SaveAction) -> Assessment:
    held = a.actions.get(said.variable) or Action(0, said.variable)
    action = replace(held, words=said.words or held.words, person=said.person or held.person, due=said.due or held.due)
    return replace(a, actions={**a.actions, said.variable: action})


def _proven(a: Assessment, code: str, kind: EvidenceKind, name: str, facts: Facts) -> Assessment:
    me = facts.person.id if facts.person else 0
    new = Evidence(0, kind, name, EvidenceState.RECEIVED, (code,), None, me, facts.now)
    return _changed(replace(a, evidence=(*a.evidence, new)), code, a.answers.get(code))


def _used(a: Assessment, code: str, number: int, change: Callable[[Uses], Uses]) -> Assessment:
    evidence = tuple(
        replace(item, variables=change(item.variables)) if item.id == number else item for item in a.evidence
    )
    return _changed(replace(a, evidence=evidence), code, a.answers.get(code))
