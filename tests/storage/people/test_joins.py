"""Joining is told to those it concerns, collected, with a way to undo it, on both databases."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from core.effects import RemoveMembership, ReportMember
from core.people.roles import Role
from core.wish import Wish
from core.written import long_day
from scheduler.env import TickEnv
from scheduler.joins import joins
from storage.engine.schema import MEMBERSHIP, OUTBOX
from storage.people import joins as joins_stored
from tests.storage.region import Region

ENV = TickEnv(frozenset({9_000_001}), lambda years, own, worked: frozenset())


@pytest.fixture(autouse=True)
def _settled(region: Region) -> None:
    """Everybody of the region has been heard of, long ago."""
    region.database.write(lambda conn: conn.execute(MEMBERSHIP.update().values(told_at=region.now - timedelta(days=9))))


def tick(region: Region) -> None:
    for piece in region.database.read(lambda conn: list(joins(conn, region.now, ENV))):
        region.database.write(piece.work)


def told(region: Region, name: str) -> list[dict]:  # type: ignore[type-arg]
    return [row["payload"] for row in region.rows(OUTBOX, chat_id=region.person[name] * 11)]


def join(region: Region, account: int, name: str, role: Role = Role.CONTACT, code: str = "DINKES") -> int:
    opds = (code,) if role in (Role.CONTACT, Role.HEAD) else ()
    region.take(region.invite(role, opds=opds), account, name)
    return int(region.rows(MEMBERSHIP)[-1]["id"])


def test_coordinator_and_colleagues_hear_who_joined(region: Region) -> None:
    number = join(region, 555, "Zul <b>")
    tick(region)
    (to_citra,) = told(region, "Citra")
    assert to_citra["text"].startswith("Zul &lt;b&gt; bergabung sebagai kontak Dinas Kesehatan, pukul ")
    assert to_citra["rows"] == [[["Keluarkan", f"people:1:{number}:remove", "steady"]]]
    for colleague in ("Ani", "Dewi", "Eko"):
        (notice,) = told(region, colleague)
        assert notice["text"].endswith("Bila bukan rekan Bapak/Ibu, laporkan kepada koordinator.")
        assert notice["rows"] == [[["Laporkan", f"stranger:{number}", "steady"]]]
    for other in ("Fajar", "Budi", "Gita", "Hadi"):
        assert told(region, other) == []
    assert region.rows(OUTBOX, chat_id=555) == []
    tick(region)
    assert len(told(region, "Citra")) == 1


@pytest.mark.parametrize("role", [Role.VERIFIER, Role.PROVINCE, Role.VIEWER, Role.COORDINATOR])
def test_the_team_is_told_to_coordinators_only(region: Region, role: Role) -> None:
    join(region, 555, "Zul", role)
    tick(region)
    assert len(told(region, "Citra")) == 1
    assert told(region, "Ani") == []
    assert region.rows(OUTBOX, chat_id=555) == []  # nobody hears of themselves


def test_the_head_is_told_to_the_contacts(region: Region) -> None:
    join(region, 555, "Kepala", Role.HEAD)
    tick(region)
    assert "bergabung sebagai kepala OPD Dinas Kesehatan" in told(region, "Ani")[0]["text"]


def test_seventy_within_an_hour_make_three_messages(region: Region) -> None:
    for number in range(70):
        join(region, 10_000 + number, f"Kontak {number}", code="DISHUB")
        tick(region)
        region.now += timedelta(seconds=51)
    region.now += timedelta(minutes=31)
    tick(region)
    notices = told(region, "Citra")
    assert len(notices) == 3
    assert notices[0]["text"].startswith("Kontak 0 bergabung")
    assert notices[1]["text"].startswith("<b>36 orang bergabung</b>")
    assert "\ndan 26 orang lain.\n" in notices[1]["text"]
    assert len(notices[1]["text"]) < 900
    assert notices[1]["rows"] == [[["Atur orang", "people:1", "steady"]]]


@pytest.mark.parametrize("still", [timedelta(days=4), timedelta(weeks=9)])
def test_after_a_standstill_it_is_told_late_with_the_true_date(region: Region, still: timedelta) -> None:
    join(region, 555, "Zul")
    day = long_day(region.now.astimezone(ZoneInfo("Asia/Makassar")).date())
    region.now += still
    tick(region)
    tick(region)
    (to_citra,) = told(region, "Citra")
    assert "Zul bergabung sebagai kontak Dinas Kesehatan, " in to_citra["text"]
    assert f"{day} pukul " in to_citra["text"]
    assert f"{day} pukul " in told(region, "Ani")[0]["text"]


def test_who_has_left_meanwhile_is_told_to_nobody(region: Region) -> None:
    number = join(region, 555, "Zul")
    region.do("Citra", RemoveMembership(number))
    region.now += timedelta(days=4)
    tick(region)
    assert told(region, "Citra") == []


def test_the_people_of_a_made_up_region_are_announced_to_nobody(region: Region) -> None:
    join(region, 555, "Zul")
    region.database.write(joins_stored.settle)
    region.now += timedelta(days=4)
    tick(region)
    assert told(region, "Citra") == []


def test_without_a_coordinator_the_administrators_hear_of_it(region: Region) -> None:
    held = region.row(MEMBERSHIP, person_id=region.person["Citra"])["id"]
    region.do("Citra", RemoveMembership(held))
    join(region, 555, "Zul")
    tick(region)
    assert len(region.rows(OUTBOX, chat_id=9_000_001)) == 1


def test_a_colleague_reports_and_only_a_colleague(region: Region) -> None:
    number = join(region, 555, "Zul")
    seen = region.knows("Ani", Wish(member=number)).member
    assert seen is not None
    assert (seen.name, seen.role, seen.opd_name) == ("Zul", Role.CONTACT, "Dinas Kesehatan")
    for other in ("Fajar", "Budi", "Gita"):
        assert region.knows(other, Wish(member=number)).member is None
        assert region.refuses(other, ReportMember(number))
    region.do("Ani", ReportMember(number))
    assert region.acts()[-1] == "member_reported"


def test_rights_end_at_once(region: Region) -> None:
    number = join(region, 555, "Zul")
    assert region.knows_account(555, Wish(region.dinkes)).assessment is not None
    region.do("Citra", RemoveMembership(number))
    known = region.knows_account(555, Wish(region.dinkes, member=number))
    assert (known.memberships, known.assessment, known.member) == ((), None, None)
    assert region.refuses("Ani", ReportMember(number))
