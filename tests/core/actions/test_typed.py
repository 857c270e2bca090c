"""What is typed about a corrective action."""

from datetime import date

import pytest

from core.actions.typed import Fault, Said, read
from core.assessment.action import Action, Part

TODAY = date(2026, 11, 30)
DUE = date(2026, 12, 14)


@pytest.mark.parametrize(
    ("text", "asked", "said"),
    [
        ("Revisi SOP; Ani; 14-12-2026", Part.ACTION, Said("Revisi SOP", "Ani", DUE)),
        ("Revisi SOP\nKasubbag Umum", Part.ACTION, Said("Revisi SOP", "Kasubbag Umum")),
        ("Revisi\u200b  SOP", Part.ACTION, Said("Revisi SOP")),
        ("Ani", Part.PERSON, Said(person="Ani")),
        ("14 Des", Part.DUE, Said(due=DUE)),
        ("1 Sep", Part.DUE, Said(due=date(2027, 9, 1))),  # of the year that is to come
        ("30", Part.DUE, Said(due=TODAY)),
    ],
)
def test_parts_by_themselves_or_together(text: str, asked: Part, said: Said) -> None:
    assert read(text, asked, TODAY) == said


@pytest.mark.parametrize(
    ("text", "asked", "fault"),
    [
        ("ok", Part.ACTION, Fault.ACTION),
        ("x" * 301, Part.ACTION, Fault.ACTION),
        ("A", Part.PERSON, Fault.PERSON),
        ("segera", Part.DUE, Fault.DATE),
        ("29-11-2026", Part.DUE, Fault.PAST),
        ("1-1-2029", Part.DUE, Fault.FAR),
        ("Revisi SOP; Ani; besok", Part.ACTION, Fault.DATE),
        ("a; b; c; d", Part.ACTION, Fault.PARTS),
        (" ; ", Part.ACTION, Fault.ACTION),
    ],
)
def test_what_is_wrong(text: str, asked: Part, fault: Fault) -> None:
    assert read(text, asked, TODAY) is fault


def test_an_action_is_open_until_it_is_done_and_overdue_after_its_day() -> None:
    half = Action(1, "E1", "Revisi SOP")
    assert (half.missing, half.open) == ((Part.PERSON, Part.DUE), False)
    whole = Action(1, "E1", "Revisi SOP", "Ani", DUE)
    assert whole.open
    assert [whole.overdue(date(2026, 12, day)) for day in (14, 15)] == [False, True]
