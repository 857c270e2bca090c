"""How many results wait in closed periods, and who is told when one of them is complete."""

from datetime import timedelta

from sqlalchemy import select

from core.effects import ArchivePeriod, ClosePeriod, Finalise, PublishResults, ReopenResult, Submit
from core.effects.review import ClaimReview, FixVerdicts
from core.facts import WaitingResults
from core.pemda.parts import Part
from core.people.roles import Role
from core.review.verdicts import Stage
from core.screen import Notice
from storage.engine.schema import OUTBOX
from storage.pemda import facts as pemda_facts
from tests.storage.region import Region, filled
from tests.storage.review.test_verdicts import accept, join, judge_all

DONE = Notice("Hasil Dinkes terverifikasi")


def waiting(region: Region) -> list[tuple[int, int]]:
    """How many results were opened again, and how many are verified, in each closed period."""
    loaded = region.database.read(
        lambda conn: pemda_facts.load(conn, 1, region.now, parts=frozenset({Part.RESULTS})).waiting
    )
    assert all(isinstance(one, WaitingResults) for one in loaded)
    return [(one.reopened, one.verified) for one in loaded]


def told(region: Region) -> list[int]:
    """Accounts that were sent DONE."""
    rows = region.database.read(lambda conn: conn.execute(select(OUTBOX.c.chat_id, OUTBOX.c.payload)).all())
    return [row.chat_id for row in rows if row.payload.get("text") == DONE.text]


def closed(region: Region) -> Region:
    """Dinkes is verified and final, Dishub waits for the team; the period is closed and its results are known."""
    region.do("Ani", *filled(region.dinkes), Submit(region.dinkes))
    region.do("Fajar", *filled(region.dishub), Submit(region.dishub))
    join(region, "Oki", Role.VERIFIER, "organisasi")
    region.now += timedelta(days=1)
    judge_all(region)
    assert waiting(region) == []  # the period is open, and Kelola hasil says what waits
    region.do("Citra", ClosePeriod(region.period[1]))
    assert waiting(region) == [(0, 1)]
    region.do("Citra", Finalise((region.dinkes,)), PublishResults(region.period[1]))
    region.now += timedelta(days=1)
    return region


def test_results_wait_from_the_reopening_until_they_are_final_again(region: Region) -> None:
    closed(region)
    assert waiting(region) == []
    region.do("Citra", ReopenResult(region.dinkes, ("V01",), "Bukti V01 keliru"))
    assert waiting(region) == [(1, 0)]
    region.now += timedelta(hours=1)
    judge_all(region)
    assert waiting(region) == [(0, 1)]
    region.do("Citra", Finalise((region.dinkes,)))
    assert waiting(region) == []


def test_nothing_waits_in_an_archived_period(region: Region) -> None:
    closed(region).do("Citra", ReopenResult(region.dinkes, ("V01",), "Bukti V01 keliru"))
    region.do("Citra", ArchivePeriod(region.period[1]))
    assert waiting(region) == []


def test_the_coordinators_are_told_with_the_last_verdict_alone(region: Region) -> None:
    """V01 is Budi's, V04 Oki's."""
    closed(region).do("Citra", ReopenResult(region.dinkes, ("V01", "V04"), "Bukti keliru"))
    region.now += timedelta(hours=1)
    for who, code, messages in (("Budi", "V01", 0), ("Oki", "V04", 1)):
        region.do(who, ClaimReview(region.dinkes, Stage.REGION), *accept(region, code))
        region.do(who, FixVerdicts(region.dinkes, Stage.REGION, finished=DONE))
        assert len(told(region)) == messages
