"""What facts and answers cost, counted in statements: nothing grows with the number of OPD."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import MappingProxyType
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, TextClause, event, insert

from bot.flows.base import State
from bot.flows.states.coordinator import Administering, ListingOpds, PickingDay, Purpose
from bot.flows.states.people import ListingPeople
from bot.flows.states.periods import ManagingResults
from bot.flows.states.settings import ListingDays
from core.effects import Effect, ImportOpds, LeaveRole, SaveLevel
from core.pemda.opd_list.reading import OpdRow
from core.people.roles import Role
from core.wish import Wish
from storage.effects import HANDLERS
from storage.engine.schema import MEMBERSHIP, PERSON
from storage.engine.statements import Prepared, Values
from storage.facts import ANSWER_EFFECTS
from tests.places import ROOT
from tests.storage.phone import Phone
from tests.storage.region import OPENS, Region, filled


@contextmanager
def counted() -> Iterator[list[str]]:
    """Statements of every engine, prepared ones too, transactions apart."""
    seen: list[str] = []

    def note(conn: Connection, cursor: object, statement: str, *rest: object) -> None:
        seen.append(statement)

    def noted(self: Prepared, conn: Connection, values: Values = MappingProxyType({})) -> Any:
        if not isinstance(self._statement, TextClause):  # the beginning and the end of a transaction
            seen.append(str(self._statement))
        return execute(self, conn, values)

    execute, Prepared._execute = Prepared._execute, noted
    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", note)
        Prepared._execute = execute


def alone(region: Region) -> None:
    """Dewi leaves, so that Ani is the only contact: most OPD have one."""
    region.do("Dewi", LeaveRole(region.row(MEMBERSHIP, person_id=region.person["Dewi"])["id"]))


def statements(region: Region, name: str, wish: Wish) -> int:
    region.knows(name, wish)  # instruments are parsed once
    with counted() as seen:
        region.knows(name, wish)
    return len(seen)


def test_a_contact_costs_four_selects(region: Region) -> None:
    alone(region)
    region.do("Ani", *filled(region.dinkes))
    assert statements(region, "Ani", Wish(region.dinkes)) == 4


def test_with_a_colleague_it_is_one_more(region: Region) -> None:
    assert statements(region, "Ani", Wish(region.dinkes)) == 5


def test_a_former_year_is_read_once_when_it_is_final(region: Region) -> None:
    new = region.next_year()
    alone(region)
    assert statements(region, "Ani", Wish(new)) == 4


def test_a_former_year_that_may_still_change_is_read_each_time(region: Region) -> None:
    new = region.next_year("verified")
    alone(region)
    assert statements(region, "Ani", Wish(new)) == 8


SHOWN: tuple[tuple[State, int], ...] = (
    (Administering(1), 18),
    (PickingDay(1, Purpose.DUE, "2026-12-01"), 3),
    (ListingOpds(1), 9),
    (ListingPeople(1), 4),
    (ManagingResults(1, 1), 11),
    (ListingDays(1, "own_holidays"), 4),  # one for the deadlines that fall on them
)
"""Screens of a coordinator, and what it costs to load what they show."""


@pytest.mark.parametrize("opds", [55, 300])
def test_a_coordinators_screen_loads_what_it_shows(region: Region, opds: int) -> None:
    rows = tuple(OpdRow(f"O{number:04d}", f"Dinas {number}", f"D{number}", "Dinas") for number in range(opds))
    region.do("Citra", ImportOpds(1, rows))
    costs = [(state, statements(region, "Citra", state.wish())) for state, _ in SHOWN]
    assert costs == list(SHOWN)


def test_a_calendar_reads_nothing_of_the_opd(region: Region) -> None:
    with counted() as seen:
        region.knows("Citra", PickingDay(1, Purpose.DUE, "2026-12-01").wish())
    assert not [statement for statement in seen if "FROM opd" in statement or "FROM assessment" in statement]


PRESSES = (
    ("Kelola OPD", 21),  # the menu, and nothing more
    ("Lihat daftar OPD", 12),
    ("Kembali", 12),
    ("Buka menu", 20),  # the OPD are there already
    ("Kelola periode", 23),
    ("Kelola hasil", 22),
    ("Kembali", 22),
    ("Ubah tenggat", 14),  # the period's page; the calendar needs nothing more
    ("Jan ›", 6),
)
"""A coordinator's presses one after another, and how often each reads from the database."""


@pytest.mark.parametrize("opds", [55, 300])
def test_a_press_reads_nothing_twice(region: Region, opds: int) -> None:
    rows = tuple(OpdRow(f"O{number:04d}", f"Dinas {number}", f"D{number}", "Dinas") for number in range(opds))
    region.do("Citra", ImportOpds(1, rows))
    citra, costs = Phone(region, "Citra").command("admin"), []
    for label, _ in PRESSES:
        with counted() as seen:
            citra.tap(label)
        reads = [statement for statement in seen if statement.startswith(("SELECT", "WITH"))]
        locks = sum("FOR UPDATE" in statement for statement in reads)
        costs.append((label, len(reads) - locks))
    assert costs == list(PRESSES)


def test_after_an_answer_the_sender_is_not_read_again(region: Region) -> None:
    alone(region)
    ani = Phone(region, "Ani").command("isi").tap("Mulai")
    with counted() as seen:
        ani.tap("III")
    assert sum("FROM person" in statement for statement in seen) == 1


@pytest.mark.parametrize("order", ANSWER_EFFECTS, ids=lambda order: order.__name__)
def test_orders_about_answers_write_nothing_that_says_who_somebody_is(order: type[Effect]) -> None:
    room = import_module(HANDLERS[order].__module__).__package__
    assert room in ("storage.answers", "storage.evidence")
    for path in (ROOT / room.replace(".", "/")).glob("*.py"):
        assert not re.search(r"\b(insert|update|delete)\((conn, )?(PERSON|MEMBERSHIP|PEMDA|OPD)\b", path.read_text())


@pytest.mark.parametrize("opds", [70, 700])
def test_more_opd_and_contacts_cost_nothing(region: Region, opds: int) -> None:
    rows = tuple(OpdRow(f"O{number:04d}", f"Dinas {number}", f"D{number}", "Dinas") for number in range(opds))
    region.do("Citra", ImportOpds(1, rows))

    def people(conn: Connection) -> None:
        accounts = [{"telegram_id": 10**6 + n, "name": f"Kontak {n}", "joined_at": OPENS} for n in range(opds)]
        numbers = list(conn.execute(insert(PERSON).returning(PERSON.c.id), accounts).scalars())
        given = {"role": Role.CONTACT.value, "pemda_id": 1, "opd_id": region.opd[1, "DISHUB"], "since": OPENS}
        conn.execute(insert(MEMBERSHIP), [given | {"person_id": number} for number in numbers])

    region.database.write(people)
    alone(region)
    assert statements(region, "Ani", Wish(region.dinkes)) == 4
    region.do("Ani", SaveLevel(region.dinkes, "V01", 2))
    with counted() as seen:
        region.do("Ani", SaveLevel(region.dinkes, "V01", 3))
    locks = 1 if region.database.dialect == "postgresql" else 0
    assert len(seen) == 8 + locks  # assessment, answer, update; audit: the answer's state, head, link, content, head
