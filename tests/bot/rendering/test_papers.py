"""Each paper is one row, and nobody gets one by an order that is not theirs."""

import inspect
from typing import Any, get_args

import pytest

from bot.rendering import works
from bot.rendering.documents import FETCHED, title
from bot.rendering.papers import PAPERS, Paper
from core.effects import (
    Effect,
    Invite,
    SendLetter,
    SendMonitoring,
    SendMyData,
    SendOwnList,
    SendPicture,
    SendRecap,
    SendRegister,
    SendResult,
    SendSurveySheet,
    SendTemplate,
    SendWorkloadForm,
    SendWorkloadRecap,
    SendWorkloadTemplate,
)
from core.people.roles import Role
from core.screen import Notice
from storage import effects
from storage.database import Database
from storage.messaging.contents import Job, Picture
from tests.conftest import Clock
from tests.storage.region import DUE, Region, build, opened

ROWS = list(PAPERS.values())


def test_each_kind_of_row_in_the_outbox_is_made_by_one_row_or_fetched() -> None:
    assert set(PAPERS) | set(FETCHED) == {Picture, *get_args(Job)}
    assert not set(PAPERS) & set(FETCHED)


def test_the_child_finds_each_renderer_by_its_name_and_has_no_other() -> None:
    drawn = {name for name, made in inspect.getmembers(works, inspect.isfunction) if made.__module__ == works.__name__}
    assert {paper.render.__name__ for paper in ROWS} == drawn


def test_administrators_read_another_title_for_each() -> None:
    titles = [title(kind.__new__(kind)) for kind in (*PAPERS, *FETCHED)]
    assert len(set(titles)) == len(titles) == len(ROWS) + len(FETCHED)


@pytest.mark.parametrize("paper", ROWS, ids=lambda paper: paper.title)
def test_each_is_ordered_by_orders_that_storage_carries_out(paper: Paper[Any, Any]) -> None:
    assert paper.ordered_by
    assert all(order in effects.HANDLERS for order in paper.ordered_by)


def _about_dinkes(region: Region) -> tuple[Effect, ...]:
    return (
        SendLetter(region.dinkes),
        SendResult(region.dinkes, Notice("Hasil")),
        SendRecap(1, region.period[1], "Rekap"),
        SendOwnList(1, "kematangan-2018"),
        Invite(1, Role.CONTACT, (region.opd[1, "DINKES"],), DUE),
        SendWorkloadTemplate(region.opd[1, "DINKES"], 2026),
        SendWorkloadForm(region.opd[1, "DINKES"], 2026),
        SendWorkloadRecap(1, 2026),
        SendRegister(region.opd[1, "DINKES"], "standar-pelayanan"),
        SendSurveySheet(region.dinkes, "https://contoh.go.id/survei/"),
        SendMonitoring(region.dinkes),
    )


def test_people_of_another_pemda_get_none(sqlite_only: Database, clock: Clock) -> None:
    build(sqlite_only)
    region = opened(sqlite_only, clock.now)
    orders = _about_dinkes(region)
    asked = {type(order) for order in orders}
    assert asked == {kind for paper in ROWS for kind in paper.ordered_by} - {SendMyData, SendTemplate, SendPicture}
    assert all(region.refuses("Gita", order) for order in orders)
