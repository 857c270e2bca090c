"""Orders of the coordinator: OPD, periods, due dates, settings, set-aside updates."""

import json
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection, insert

from core.assessment.model import PeriodStatus, Status
from core.effects import (
    ChangePemda,
    ClosePeriod,
    CreatePemda,
    Effect,
    Extend,
    ImportOpds,
    MoveDue,
    OpenPeriod,
    PublishResults,
    RenamePemda,
    RetryUpdate,
    RevokeInvitations,
    SaveLevel,
)
from core.pemda.opd_list.reading import OpdRow
from core.people.roles import Role
from storage import effects
from storage.audit import writes
from storage.engine.schema import ASSESSMENT, INBOX, INSTRUMENT, INVITATION, OPD, PEMDA, PERIOD
from storage.results import rows
from tests.storage.region import ADMIN, DUE, OPENS, VERIFY_DUE, Region, later

YEAR = timedelta(days=365)
NEXT = OpenPeriod(1, "2027", "kematangan-2018", OPENS + YEAR, DUE + YEAR, VERIFY_DUE + YEAR)


@pytest.mark.parametrize("name", ["Ani", "Eko", "Budi", "Hadi", "Gita"])
def test_nobody_else_gives_a_coordinators_orders(region: Region, name: str) -> None:
    orders: list[Effect] = [
        ImportOpds(1, (OpdRow("DLH", "Dinas Lingkungan Hidup", "DLH", "Dinas"),)),
        NEXT,
        ClosePeriod(region.period[1]),
        MoveDue(region.period[1], later(DUE, days=1)),
        Extend(region.dinkes, later(DUE, days=1)),
        RevokeInvitations(1),
        ChangePemda(1, "working_days", 6),
        CreatePemda("Kabupaten Berau", "Asia/Makassar"),
        RenamePemda(1, "Kabupaten Kutai"),
    ]
    for order in orders:
        assert region.refuses(name, order)


# the name


def test_a_pemda_is_renamed_with_a_line_in_the_log(region: Region) -> None:
    region.do("Citra", RenamePemda(1, " Kabupaten  Kutai "))
    assert region.row(PEMDA, id=1)["name"] == "Kabupaten Kutai"
    assert region.acts()[-1] == "pemda_renamed"
    assert json.loads(region.last_content()) == {"from": "Kabupaten Kutai Timur", "to": "Kabupaten Kutai"}
    (other,) = (row["name"] for row in region.rows(PEMDA) if row["id"] == 2)
    for name in ("ab", "x" * 81, other.upper()):
        assert region.refuses("Citra", RenamePemda(1, name))
    before = len(region.acts())
    region.do("Citra", RenamePemda(1, "Kabupaten Kutai"))
    assert len(region.acts()) == before


def test_results_that_are_known_keep_the_name_they_were_made_known_under(region: Region) -> None:
    period = region.period[1]
    region.database.write(
        lambda conn: writes.update(conn, ASSESSMENT, {"status": Status.FINAL.value}, ASSESSMENT.c.id == region.dinkes)
    )
    region.do("Citra", PublishResults(period), RenamePemda(1, "Kabupaten Kutai"), ClosePeriod(period), NEXT)
    (coming,) = (row["id"] for row in region.rows(PERIOD, pemda_id=1) if row["name"] == "2027")
    for number, name in ((period, "Kabupaten Kutai Timur"), (coming, "Kabupaten Kutai")):
        assert region.database.read(lambda conn, of=number: rows.head(conn, of)).pemda_name == name


# OPD


def test_an_import_adds_updates_and_leaves_the_absent(region: Region) -> None:
    rows = (
        OpdRow("DLH", "Dinas Lingkungan Hidup", "DLH", "Dinas"),
        OpdRow("DINKES", "Dinas Kesehatan dan KB", "Dinkes", "Dinas"),
    )
    region.do("Citra", ImportOpds(1, rows))
    assert [(row["code"], row["name"]) for row in region.rows(OPD, pemda_id=1)] == [
        ("DINKES", "Dinas Kesehatan dan KB"),
        ("DISHUB", "Dinas Perhubungan"),
        ("DLH", "Dinas Lingkungan Hidup"),
    ]
    assert [row["name"] for row in region.rows(OPD, pemda_id=2)] == ["Dinas Kesehatan", "Dinas Perhubungan"]
    new = region.rows(OPD, code="DLH")[0]["id"]
    joined = region.row(ASSESSMENT, opd_id=new)
    assert (joined["period_id"], joined["status"]) == (region.period[1], Status.NOT_STARTED)
    assert region.acts()[-1] == "opds_imported"
    before = region.dump()
    region.do("Citra", ImportOpds(1, rows))
    assert region.dump() == before


def test_an_imported_opd_does_not_join_a_closed_period(region: Region) -> None:
    region.do("Citra", ClosePeriod(region.period[1]))
    region.do("Citra", ImportOpds(1, (OpdRow("DLH", "Dinas Lingkungan Hidup", "DLH", "Dinas"),)))
    assert region.rows(ASSESSMENT, opd_id=region.rows(OPD, code="DLH")[0]["id"]) == []


# periods


def test_a_period_takes_all_opd_and_pins_its_instrument(region: Region) -> None:
    region.do("Citra", ClosePeriod(region.period[1]), NEXT)
    period = region.row(PERIOD, name="2027")
    assert (period["year"], period["kind"], period["status"]) == (2027, "yearly", PeriodStatus.OPEN)
    assert (period["opens_at"], period["due_at"]) == (OPENS + YEAR, DUE + YEAR)
    assert [row["opd_id"] for row in region.rows(ASSESSMENT, period_id=period["id"])] == [
        region.opd[1, "DINKES"],
        region.opd[1, "DISHUB"],
    ]
    (pinned,) = region.rows(INSTRUMENT)  # one row for all four periods
    assert (pinned["slug"], period["instrument_id"]) == ("kematangan-2018", pinned["id"])
    assert region.acts()[-2:] == ["period_closed", "period_opened"]


@pytest.mark.parametrize(
    "order",
    [
        replace(NEXT, name="2026"),
        replace(NEXT, name=" "),
        replace(NEXT, instrument="tidak-ada"),
        replace(NEXT, opens=DUE + YEAR),
        replace(NEXT, verification_due=DUE),
    ],
)
def test_a_period_that_cannot_be_is_refused(region: Region, order: OpenPeriod) -> None:
    assert region.refuses("Citra", order)


def test_two_periods_are_not_open_at_the_same_time(region: Region) -> None:
    overlapping = replace(NEXT, opens=VERIFY_DUE, due=later(VERIFY_DUE, days=1), verification_due=later(DUE, days=90))
    assert region.refuses("Citra", overlapping)
    region.do("Citra", NEXT)  # a year later: they do not meet
    assert region.refuses("Citra", replace(NEXT, name="2027b"))
    region.do("Hadi", replace(NEXT, pemda=2))  # another Pemda's periods are its own


@pytest.mark.parametrize(
    ("name", "due", "year"),
    [
        ("Penilaian 2026 susulan", datetime.fromisoformat("2027-01-20T16:00+08:00"), 2026),
        ("Susulan", datetime.fromisoformat("2027-12-31T23:00+00:00"), 2028),
        ("Triwulan 120261", datetime.fromisoformat("2027-03-31T16:00+08:00"), 2027),
    ],
)
def test_the_year_of_a_period(region: Region, name: str, due: datetime, year: int) -> None:
    region.do("Citra", ClosePeriod(region.period[1]))
    region.do("Citra", OpenPeriod(1, name, "kematangan-2018", OPENS, due, due))
    assert region.row(PERIOD, name=name)["year"] == year


def test_closing_twice_is_closing_once(region: Region) -> None:
    region.do("Citra", ClosePeriod(region.period[1]))
    before = region.dump()
    region.do("Citra", ClosePeriod(region.period[1]))
    assert region.dump() == before
    assert region.row(PERIOD, id=region.period[2])["status"] == PeriodStatus.OPEN


def test_due_dates_move_together_or_alone(region: Region) -> None:
    region.do("Citra", MoveDue(region.period[1], later(DUE, days=1)))
    region.do("Citra", MoveDue(region.period[1], verification_due=later(VERIFY_DUE, days=1)))
    region.do("Citra", MoveDue(region.period[1], later(DUE, days=1)))  # nothing new
    row = region.row(PERIOD, id=region.period[1])
    assert (row["due_at"], row["verification_due_at"]) == (later(DUE, days=1), later(VERIFY_DUE, days=1))
    assert region.acts()[-2:] == ["due_moved", "due_moved"]
    assert region.refuses("Citra", MoveDue(region.period[1], later(VERIFY_DUE, days=2)))
    assert region.refuses("Citra", MoveDue(region.period[1], OPENS))
    assert region.refuses("Citra", MoveDue(region.period[2], later(DUE, days=1)))


def test_an_extension_is_one_opds_own_and_can_be_taken_back(region: Region) -> None:
    region.do("Citra", Extend(region.dinkes, later(DUE, days=4)))
    rows = {row["id"]: row["due_at"] for row in region.rows(ASSESSMENT)}
    assert (rows[region.dinkes], rows[region.dishub]) == (later(DUE, days=4), None)
    assert region.last_content() == '{"from":null,"to":"2026-12-18T08:00:00+00:00"}'
    region.do("Citra", Extend(region.dinkes, None))
    assert region.row(ASSESSMENT, id=region.dinkes)["due_at"] is None
    assert region.refuses("Citra", Extend(region.dinkes, later(VERIFY_DUE, seconds=1)))
    assert region.refuses("Citra", Extend(region.bontang, later(DUE, days=1)))


# Pemda


def test_only_administrators_and_the_operator_make_a_pemda(region: Region) -> None:
    order = CreatePemda("  Kabupaten   Berau ", "Asia/Makassar")
    assert region.refuses("Citra", order)
    admin = effects.Actor(None, ADMIN, region.now, frozenset({ADMIN}))
    region.database.write(lambda conn: effects.apply(conn, order, admin))
    assert [row["name"] for row in region.rows(PEMDA)][2:] == ["Kabupaten Berau"]
    for wrong in (order, replace(order, name=""), CreatePemda("Kabupaten Paser", "Asia/Atlantis")):
        with pytest.raises(effects.Refused):
            region.database.write(lambda conn, wrong=wrong: effects.apply(conn, wrong, admin))


def test_settings_are_changed_one_by_one(region: Region) -> None:
    region.do("Citra", ChangePemda(1, "links_alone", False), ChangePemda(1, "organiser", "Bagian Organisasi Setda"))
    rows = region.rows(PEMDA)
    assert [(row["links_alone"], row["organiser"]) for row in rows] == [
        (False, "Bagian Organisasi Setda"),
        (True, "Bagian Organisasi"),
    ]
    assert region.last_content() == ('{"from":"Bagian Organisasi","key":"organiser","to":"Bagian Organisasi Setda"}')


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("approval", "maybe"),
        ("working_days", 7),
        ("working_days", True),
        ("links_alone", "yes"),
        ("id", 9),
        ("seat", 3),
    ],
)
def test_impossible_settings_are_refused(region: Region, key: str, value: str | int | bool) -> None:
    assert region.refuses("Citra", ChangePemda(1, key, value))


def test_invitations_are_revoked_in_one_pemda(region: Region) -> None:
    region.invite(Role.CONTACT, opds=("DINKES",))
    region.invite(Role.CONTACT, 2, ("DINKES",))
    region.do("Citra", RevokeInvitations(1))
    assert [row["revoked_at"] for row in region.rows(INVITATION)] == [region.now, None]
    assert region.acts()[-1] == "invitations_revoked"


# set-aside updates


def set_aside(region: Region, account: int) -> int:
    def work(conn: Connection) -> int:
        values = {"update_id": account, "identity": "m", "lane": f"p{account}", "body": "{}", "state": "aside"}
        query = insert(INBOX).values(**values, attempts=5, received_at=region.now).returning(INBOX.c.id)
        return int(conn.execute(query).scalar_one())

    return region.database.write(work)


def test_a_set_aside_update_is_retried_by_its_own_coordinator(region: Region) -> None:
    number = set_aside(region, region.person["Ani"] * 11)
    foreign = set_aside(region, region.person["Gita"] * 11)
    assert region.refuses("Ani", RetryUpdate(number))
    assert region.refuses("Hadi", RetryUpdate(number))
    assert region.refuses("Citra", RetryUpdate(foreign))
    assert [row["state"] for row in region.rows(INBOX)] == ["aside", "aside"]
    region.do("Citra", RetryUpdate(number))
    row = region.row(INBOX, id=number)
    assert (row["state"], row["attempts"]) == ("waiting", 0)
    assert region.acts()[-1] == "update_retried"
    before = region.dump()
    assert region.refuses("Citra", RetryUpdate(number))  # it is not set aside any more
    assert region.dump() == before


def test_the_operator_does_what_coordinators_do(region: Region) -> None:
    operator = effects.Actor(None, None, region.now)
    region.database.write(lambda conn: effects.apply(conn, ClosePeriod(region.period[1]), operator))
    assert region.row(PERIOD, id=region.period[1])["status"] == PeriodStatus.CLOSED
    assert region.refuses("Ani", SaveLevel(region.dinkes, "V01", 3))
