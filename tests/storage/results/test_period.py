"""What a period has reached: counts, official results, the year before."""

from core.assessment.model import Status
from core.effects import Submit
from storage.engine.schema import ASSESSMENT
from storage.results import period as results
from tests.storage.region import Region, answered, filled


def test_counts_every_opd_and_names_what_is_incomplete(region: Region) -> None:
    region.do("Ani", *filled(region.dinkes), Submit(region.dinkes))
    region.do("Fajar", *answered(region.dishub, "V01"))
    found = region.database.read(lambda conn: results.load(conn, region.period[1], region.now))
    dinkes, dishub = found.opds
    assert (found.states.waiting, found.states.filling, found.states.total) == (1, 1, 2)
    assert (dinkes.incomplete, dishub.incomplete) == ((), found.instrument.codes[1:])
    assert dinkes.stages.own.score is not None
    assert (dinkes.stages.own.score.value, dinkes.official) == (33, None)
    assert (found.region.n, found.region.of, found.region.mean) == (0, 2, None)
    assert found.means == {}


def test_compares_with_the_official_result_of_the_year_before(region: Region) -> None:
    new = region.next_year()
    period = region.row(ASSESSMENT, id=new)["period_id"]
    found = region.database.read(lambda conn: results.load(conn, period, region.now))
    dinkes, dishub = found.opds
    assert dinkes.status is Status.NOT_STARTED
    assert dinkes.former is not None
    assert (dinkes.former.year, dinkes.former.score.value, dinkes.former.levels["V05"]) == (2026, 33, 3)
    assert dishub.former is None
    assert found.former is not None
    assert (found.former_year, found.former.n, found.former.of) == (2026, 1, 2)


def test_the_current_period_is_the_newest_that_has_opened(region: Region) -> None:
    at = region.database.read
    assert at(lambda conn: results.current(conn, 1, region.now)) == region.period[1]
    new = region.row(ASSESSMENT, id=region.next_year())["period_id"]
    assert at(lambda conn: results.current(conn, 1, region.now)) == new
