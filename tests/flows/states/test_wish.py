"""What a state names is loaded for it, and what an event names comes first."""

from dataclasses import MISSING, fields
from typing import Any

import pytest

from bot.flows import router
from bot.flows.base import State
from bot.flows.events import Begin, OpdFileRead, Tap
from bot.flows.states.contact import Browsing, Resulting
from bot.flows.states.coordinator import ListingOpds, MovingDue, PickingDay, Purpose
from bot.flows.states.pemda import OPDS, SHELF
from bot.flows.states.people import ListingPeople
from bot.flows.states.review import Judging
from bot.flows.states.survey import ShowingSurvey
from bot.flows.table import FLOW_OF
from core.pemda.parts import NOTHING
from core.review.facts import ReviewWish
from core.wish import Wish

ROWS = ("assessment", "question", "pemda", "period", "reminding", "member")
NOT_LOADED = {(MovingDue, "period"), (ShowingSurvey, "assessment")}
"""The first is only compared with the open period, whose line is always there; the second is one of its surveys, which
are loaded together.
"""

NUMBERS = {"reminding": "log", "chosen": (), "role": "contact"}


def sample(kind: type[State]) -> State:
    """A state with a number of its own in each field that names a row."""
    values: dict[str, Any] = {}
    for place, entry in enumerate(fields(kind), start=11):
        if entry.name in ROWS or (entry.default is MISSING and entry.default_factory is MISSING):
            values[entry.name] = NUMBERS.get(entry.name, place)
    return kind(**values)


@pytest.mark.parametrize("kind", FLOW_OF, ids=lambda kind: kind.__name__)
def test_what_a_state_names_is_loaded(kind: type[State]) -> None:
    state = sample(kind)
    named = {name for name in ROWS if hasattr(state, name) and (kind, name) not in NOT_LOADED}
    wish = state.wish()
    assert {name: getattr(wish, name) for name in ROWS} == {
        name: getattr(state, name) if name in named else None for name in ROWS
    }


def test_the_period_that_is_opened_again_is_loaded() -> None:
    assert PickingDay(1, Purpose.REOPENING, "2026-12-01", of=5).wish().period == 5
    assert PickingDay(1, Purpose.DRAFT_DUE, "2026-12-01", of=5).wish().period is None


def test_an_event_comes_before_the_state_and_the_state_before_the_last_assessment() -> None:
    assert router.wish(Browsing(3), Begin("isi"), 7).assessment == 3
    assert router.wish(ListingOpds(1), Begin("isi"), 7) == Wish(assessment=7, pemda=1, parts=OPDS)
    assert router.wish(Browsing(3), Tap("open:4:V01"), 7).assessment == 4
    assert router.wish(ListingOpds(1), Tap("admin:2"), None).pemda == 2
    assert router.wish(ListingOpds(1), Tap("page:2", 5), None).pemda == 1
    assert router.wish(Browsing(3), OpdFileRead(2, "opd.csv"), 7) == Wish(assessment=3, pemda=2, parts=OPDS)
    assert router.wish(Judging(1, "region", 6), Tap("review:8"), None).review == ReviewWish(assessment=8)
    assert router.wish(Judging(1, "region", 6), Tap("page:2", 5), None).review == ReviewWish(1, "region", 6)


def test_a_number_that_names_nothing_is_not_replaced_by_the_states() -> None:
    """A forged button leads to what it names, which is nothing, and never to what stands on the screen."""
    assert router.wish(ListingOpds(1), Tap("admin:0"), None).pemda == 0
    assert router.wish(Browsing(3), Tap("open:0:V01"), 7).assessment == 0


def test_a_button_is_given_the_parts_that_its_entry_reads() -> None:
    assert router.wish(ListingPeople(1), Tap("extend:2"), None) == Wish(pemda=2, parts=OPDS)
    assert router.wish(ListingPeople(1), Tap("extend:"), None) == Wish(pemda=1, parts=OPDS)
    assert router.wish(ListingOpds(1), Tap("admin:2"), None) == Wish(pemda=2, parts=NOTHING)


@pytest.mark.parametrize("purpose", sorted(set(Purpose) - {Purpose.VERIFICATION, Purpose.EXTENSION}))
def test_a_calendar_loads_no_opd(purpose: Purpose) -> None:
    """But where a chosen day moves the dates of OPD that have one of their own."""
    new = purpose in (Purpose.NEW_DUE, Purpose.NEW_VERIFICATION)
    assert PickingDay(1, purpose, "2026-12-01").wish().parts == (SHELF if new else NOTHING)


def test_results_are_loaded_for_their_screen_command_and_button() -> None:
    assert router.wish(Resulting(3), Tap("variables:3", 1), None).results
    assert router.wish(Resulting(3), Begin("isi"), 8) == Wish(8)  # a command goes on where the person filled in
    assert router.wish(None, Begin("hasil"), None).results
    assert router.wish(None, Tap("result:3"), None) == Wish(3, results=True)
    assert not router.wish(Browsing(3), Begin("isi"), None).results


def test_a_token_and_an_invitation_are_looked_up() -> None:
    assert router.wish(None, Begin("mulai", "abc"), None).token == "abc"
    assert router.wish(None, Begin("mulai", invitation="f00"), None).invitation == "f00"
