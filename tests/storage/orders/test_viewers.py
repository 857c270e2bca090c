"""Live screens are drawn again when somebody else has moved the assessment that they show."""

import json
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert

from core.effects import AskHead, ChangePemda, ClosePeriod, Effect, HeadReturns, ReopenPeriod, Submit, Withdraw
from storage.engine.schema import CONVERSATION, INBOX
from storage.orders.viewers import A_SECOND
from tests.storage.region import VERIFY_DUE, Region, filled

SENT = 700
"""A message of the live screen."""


def looks(region: Region, account: int, assessment: int, **more: Any) -> None:
    values = {
        "telegram_id": account,
        "assessment_id": assessment,
        "state": {"is": "Receipting", "assessment": assessment},
        "live_message": SENT,
        **more,
    }
    region.database.write(lambda conn: conn.execute(insert(CONVERSATION).values(values)))


def account(region: Region, name: str) -> int:
    return region.person[name] * 11


def drawn(region: Region) -> list[tuple[int, str]]:
    """The accounts whose screen is drawn again, and because of what."""
    events = [json.loads(row["body"])["pandu"] for row in region.rows(INBOX)]
    assert {event["kind"] for event in events} <= {"changed"}
    return [(event["telegram_id"], event["key"].partition(":")[0]) for event in events]


@pytest.fixture
def asked(region: Region) -> Region:
    """The head approves in the bot; the contacts Ani and Dewi and the head Eko look at it."""
    region.do("Citra", ChangePemda(1, "approval", "in_bot"))
    region.do("Ani", *filled(region.dinkes))
    for name in ("Ani", "Dewi", "Eko"):
        looks(region, account(region, name), region.dinkes)
    return region


def test_a_colleague_and_the_head_see_what_was_sent(asked: Region) -> None:
    asked.do("Ani", AskHead(asked.dinkes))
    assert drawn(asked) == [(account(asked, name), "head_asked") for name in ("Dewi", "Eko")]


@pytest.mark.parametrize(
    ("name", "order", "act"),
    [("Eko", Submit, "submitted"), ("Eko", HeadReturns, "returned_by_head"), ("Dewi", Withdraw, "withdrawn")],
)
def test_whoever_waits_sees_what_was_decided(asked: Region, name: str, order: type[Effect], act: str) -> None:
    asked.do("Ani", AskHead(asked.dinkes))
    asked.do(name, order(asked.dinkes))  # type: ignore[call-arg]
    others = [other for other in ("Ani", "Dewi", "Eko") if other != name]
    assert drawn(asked)[2:] == [(account(asked, other), act) for other in others]


def test_who_shows_something_else_is_left_alone(region: Region) -> None:
    region.do("Ani", *filled(region.dinkes))
    looks(region, 901, region.dishub)
    looks(region, 902, region.dinkes, state={"is": "Administering", "pemda": 1})
    looks(region, 903, region.dinkes, live_message=None)
    looks(region, 904, region.dinkes, live_media=True)
    looks(region, 905, region.dinkes, live_message=None, live_outbox=12)
    region.do("Ani", Submit(region.dinkes))
    assert drawn(region) == [(905, "submitted")]


def test_the_screens_of_all_opd_follow_the_period_at_a_pace(region: Region) -> None:
    everybody = range(1000, 1000 + 2 * A_SECOND + 5)
    for number in everybody:
        looks(region, number, region.dinkes if number % 2 else region.dishub)
    looks(region, 5, region.assessment[2, "DINKES"])
    region.do("Citra", ClosePeriod(region.period[1]), ClosePeriod(region.period[1]))
    assert drawn(region) == [(number, "period_closed") for number in everybody]
    whens = [row["next_at"] for row in region.rows(INBOX)]
    seconds = [region.now + timedelta(seconds=1), region.now + timedelta(seconds=2)]
    assert whens == [None] * A_SECOND + [seconds[0]] * A_SECOND + [seconds[1]] * 5
    region.do("Citra", ReopenPeriod(region.period[1], VERIFY_DUE))
    assert drawn(region)[len(everybody) :] == [(number, "period_reopened") for number in everybody]
