"""Status of an assessment: the table of moves, and its diagram in the docs, which is drawn from it."""

import os

import pytest
from hypothesis import given, strategies as st

from core.assessment.model import SENT, Status
from core.assessment.status import TRANSITIONS, Act, StatusError, after, together
from tests.places import ROOT

PAGE = ROOT / "docs" / "assessment-status.md"
TOP = """# Status of an assessment

Drawn from `TRANSITIONS` in `core/assessment/status.py` by `tests/core/assessment/test_status.py`; `PANDU_UPDATE=1`
draws it anew. What is not an arrow here is refused and changes nothing.
"""


def diagram() -> str:
    moves: dict[tuple[Status, Status], list[str]] = {}
    for (status, act), to in TRANSITIONS.items():
        moves.setdefault((status, to), []).append(act.value)
    lines = [f"    {status} --> {to}: {', '.join(acts)}" for (status, to), acts in moves.items()]
    body = "\n".join(["stateDiagram-v2", f"    [*] --> {Status.NOT_STARTED}", *lines, f"    {Status.FINAL} --> [*]"])
    return f"{TOP}\n```mermaid\n{body}\n```\n"


def test_the_diagram_in_the_docs_is_the_table() -> None:
    if os.environ.get("PANDU_UPDATE"):
        PAGE.write_text(diagram(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == diagram()


def test_every_status_can_be_reached() -> None:
    reached = {Status.NOT_STARTED}
    while more := {to for (status, _), to in TRANSITIONS.items() if status in reached} - reached:
        reached |= more
    assert reached == set(Status)


@given(st.sampled_from(Status), st.sampled_from(Act))
def test_what_the_table_does_not_name_is_refused(status: Status, act: Act) -> None:
    if (status, act) in TRANSITIONS:
        assert after(status, act) is TRANSITIONS[status, act]
    else:
        with pytest.raises(StatusError):
            after(status, act)


def test_only_a_reopening_leaves_the_final_status() -> None:
    assert [act for (status, act) in TRANSITIONS if status is Status.FINAL] == [Act.REOPEN]
    assert Status.FINAL in SENT


@pytest.mark.parametrize(
    ("statuses", "whole"),
    [
        ("not_started not_started", "not_started"),
        ("not_started verified", "draft"),
        ("draft awaiting_head", "draft"),
        ("awaiting_head submitted", "awaiting_head"),
        ("submitted verified", "submitted"),
        ("returned final", "returned"),
        ("in_review verified", "in_review"),
        ("verified final", "verified"),
        ("final final", "final"),
    ],
)
def test_what_several_assessments_of_an_opd_are_together(statuses: str, whole: str) -> None:
    assert together([Status(one) for one in statuses.split()]) == whole
    assert together([Status(one) for one in reversed(statuses.split())]) == whole
