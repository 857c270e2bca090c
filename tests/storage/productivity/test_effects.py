"""Tables of positions on both databases: stored, seen, asked for, removed, exported; how long names are kept."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from core.effects import (
    ChangePemda,
    NoteWorkloadAsked,
    ReadWorkload,
    RemoveWorkload,
    SaveWorkload,
    SendWorkloadForm,
    SendWorkloadRecap,
    SendWorkloadTemplate,
)
from core.productivity.facts import Unit, WorkloadWish
from core.productivity.model import Position
from core.productivity.rating import Sums
from core.wish import Wish
from storage.engine.schema import OUTBOX, WORKLOAD
from storage.messaging.packing import unpack
from storage.orders.rights import Actor
from storage.productivity import retention
from tests.storage.exported import exported
from tests.storage.region import Region

POSITIONS = (
    Position("Analis <b>", Decimal("2500.5"), 1, 1),
    Position("Arsiparis", Decimal(1000), 1),
    Position("Pengadministrasi", Decimal(600), 0, 1),
)


def saved(region: Region, opd: str = "DINKES", year: int = 2026, by: str = "Ani") -> SaveWorkload:
    order = SaveWorkload(region.opd[1, opd], year, POSITIONS)
    region.do(by, order)
    return order


def unit(region: Region, who: str, year: int = 0) -> Unit | None:
    found = region.knows(who, Wish(workload=WorkloadWish(region.opd[1, "DINKES"], year=year))).workload
    assert found is not None
    return found.unit


def test_a_table_is_stored_seen_and_replaced(region: Region) -> None:
    saved(region, year=2025)
    saved(region)
    seen = unit(region, "Ani")
    assert seen is not None
    assert (seen.line.year, seen.positions, seen.years) == (2026, POSITIONS, (2026, 2025))
    assert (seen.line.sums, seen.saved_by, seen.may_change) == (Sums(Decimal("4100.5"), 2, 2), "Ani", True)
    region.do("Citra", SaveWorkload(region.opd[1, "DINKES"], 2026, POSITIONS[:1]))
    head = unit(region, "Eko")
    assert head is not None
    assert (head.positions, head.saved_by, head.may_change) == (POSITIONS[:1], "Citra", False)
    assert '"replaced":true' in region.last_content().replace(" ", "")
    assert "Analis" not in region.last_content()


def test_nobody_else_sees_or_touches_it(region: Region) -> None:
    order = saved(region)
    assert [unit(region, who) for who in ("Fajar", "Budi", "Gita", "Hadi")] == [None] * 4
    opd = order.opd
    for stranger in ("Fajar", "Budi", "Gita", "Hadi"):
        for forbidden in (
            order,
            RemoveWorkload(opd, 2026),
            ReadWorkload(opd, "F", "a.xlsx", 9),
            SendWorkloadTemplate(opd, 2026),
            SendWorkloadForm(opd, 2026),
        ):
            assert region.refuses(stranger, forbidden)
    for only_looks in (order, RemoveWorkload(opd, 2026), SendWorkloadTemplate(opd, 2026)):
        assert region.refuses("Eko", only_looks)
    region.do("Eko", SendWorkloadForm(opd, 2026))
    for who in ("Ani", "Hadi"):
        assert region.refuses(who, SendWorkloadRecap(1, 2026))
        assert region.refuses(who, NoteWorkloadAsked(1, (opd,), 2026))
    assert region.refuses("Citra", NoteWorkloadAsked(1, (region.opd[2, "DINKES"],), 2026))
    known = region.knows("Hadi", Wish(workload=WorkloadWish(pemda=1))).workload
    assert known is not None
    assert known.region is None


def test_impossible_tables_are_refused(region: Region) -> None:
    opd = region.opd[1, "DINKES"]
    for position in (Position("", Decimal(1)), Position("A", Decimal(-1)), Position("A", Decimal(1), -1)):
        assert region.refuses("Ani", SaveWorkload(opd, 2026, (position,)))
    assert region.refuses("Ani", SaveWorkload(opd, 2026, ()))
    assert region.refuses("Ani", SaveWorkload(opd, 2019, POSITIONS))
    assert region.refuses("Ani", RemoveWorkload(opd, 2026))


def test_a_coordinator_sees_all_and_asks_for_what_is_missing(region: Region) -> None:
    saved(region)
    dishub = region.opd[1, "DISHUB"]
    region.do("Citra", NoteWorkloadAsked(1, (dishub, region.opd[1, "DINKES"]), 2026))
    known = region.knows("Citra", Wish(workload=WorkloadWish(pemda=1))).workload
    assert known is not None and known.region is not None  # noqa: PT018
    found = known.region
    assert (found.year, found.years, found.hours, len(found.rated)) == (2026, (2026,), 1250, 1)
    assert found.sums == Sums(Decimal("4100.5"), 2, 2)
    asked = next(one for one in found.units if one.opd == dishub)
    assert (asked.sums, asked.asked) == (None, region.now.date())
    own = region.knows("Fajar", Wish(workload=WorkloadWish())).workload
    assert own is not None
    assert [(one.code, one.year) for one in own.own] == [("DISHUB", 2026)]
    region.do("Ani", RemoveWorkload(region.opd[1, "DINKES"], 2026))
    seen = unit(region, "Ani")
    assert seen is not None
    assert (seen.positions, seen.line.sums, seen.years) == ((), None, ())


def test_papers_are_ordered_as_jobs(region: Region) -> None:
    order = saved(region)
    region.do("Ani", SendWorkloadTemplate(order.opd, 2026), ReadWorkload(order.opd, "F", "a.xlsx", 9))
    region.do("Citra", SendWorkloadRecap(1, 2026))
    jobs = [unpack(row["payload"]) for row in region.rows(OUTBOX)][-4:]
    assert [type(job).__name__ for job in jobs] == [
        "WorkloadTemplate",
        "WorkloadFile",
        "WorkloadRecap",
        "WorkloadRecap",
    ]


def test_the_export_has_the_tables_of_the_year(region: Region) -> None:
    saved(region)
    saved(region, "DISHUB", 2025, "Fajar")
    found = exported(region)["productivity"]
    assert (found["year"], found["effective_hours"], found["efficiency"], found["grade"]) == (2026, 1250, 0.82, "C")
    (dinkes,) = found["opds"]
    assert (dinkes["code"], dinkes["workload"], dinkes["need"], len(dinkes["positions"])) == ("DINKES", 4100.5, 3, 3)
    assert dinkes["positions"][2] == {
        "name": "Pengadministrasi",
        "workload": 600,
        "pns": 0,
        "pppk": 1,
        "need": 0,
        "need_unrounded": 0.48,
        "efficiency": 0.48,
        "grade": "E",
    }


def test_names_go_when_the_time_of_the_year_is_over_and_numbers_stay(region: Region) -> None:
    saved(region)
    region.do("Citra", ChangePemda(1, "kept_years", 1))

    def look(now: datetime) -> list[bool]:
        actor = Actor(None, None, now)
        return region.database.write(
            lambda conn: [retention.erase(conn, one.id, actor) for one in list(retention.over(conn, now))]
        )

    end = datetime(2027, 12, 31, 16, tzinfo=UTC)  # midnight in Sangatta
    assert look(end - timedelta(seconds=1)) == []
    assert look(end) == [True]
    assert look(end) == []
    row = region.row(WORKLOAD, id=1)
    assert row["positions"] == [["", "2500.5", 1, 1], ["", "1000", 1, 0], ["", "600", 0, 1]]
    assert (row["saved_by"], row["workload"]) == (None, "4100.5")
    assert "workload_erased" in region.acts()


def test_hours_of_the_pemda(region: Region) -> None:
    saved(region)
    region.do("Citra", ChangePemda(1, "effective_hours", 1300))
    seen = unit(region, "Ani")
    assert seen is not None
    assert seen.rating is not None
    assert (seen.hours, str(seen.rating.efficiency)) == (1300, "0.79")
    for wrong in (999, 2001, "1250", True):
        assert region.refuses("Citra", ChangePemda(1, "effective_hours", wrong))
    assert region.refuses("Ani", ChangePemda(1, "effective_hours", 1300))
