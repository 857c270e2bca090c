"""Charts filled from stored verdicts, and the numbers Telegram gave the drawn ones."""

from datetime import timedelta
from decimal import Decimal

from core.charts import pictures as charts, plain as chart_plain
from core.effects import Submit
from core.instrument.scoring import Score
from core.review.verdicts import Stage
from core.screen import steady
from storage.engine.schema import ASSESSMENT, PICTURE
from storage.messaging import pictures
from storage.messaging.contents import to_be_made
from storage.messaging.outbox import Kind, Priority
from storage.results import period as results
from tests.storage.region import Region, filled


def test_charts_show_what_the_stored_verdicts_give(region: Region) -> None:
    """Dinkes stands on 33: the region lowered its own V05 from IV to III; the province has judged V05 alone."""
    region.next_year()
    found = region.database.read(lambda conn: results.load(conn, region.period[1], region.now))
    number = region.opd[1, "DINKES"]
    radar = charts.radar(found, number)
    assert (radar.own.value, radar.region.value if radar.region else None, radar.province) == (34, 33, None)
    assert (radar.official, radar.former) == (Score(Decimal(33), "Sedang", 3, found.instrument.codes), None)
    dinkes, dishub = charts.heatmap(found).opds
    assert (dinkes.levels, dinkes.stage, dishub.score) == ((3,) * 11, Stage.REGION, None)
    assert charts.distribution(found).bands == (0, 0, 1, 0, 0)
    ranking = charts.ranking(found)
    assert (str(ranking.verified.mean), ranking.verified.n, ranking.verified.of) == ("33.00", 1, 2)
    every = region.database.read(lambda conn: results.years(conn, 1, region.now))
    assert [(one.year, str(one.value)) for one in charts.trend(every).years] == [(2026, "33.00")]
    period = region.rows(ASSESSMENT)[-1]["period_id"]
    new = region.database.read(lambda conn: results.load(conn, period, region.now))
    former = charts.radar(new, number).former
    assert former is not None
    assert (former.year, former.value, former.levels) == (2026, 33, (3,) * 11)


def test_progress_counts_the_day_it_was_sent_where_the_pemda_is(region: Region) -> None:
    region.now += timedelta(hours=15, minutes=30)  # 00.30 WITA on Tuesday, still Monday in UTC
    region.do("Ani", *filled(region.dinkes), Submit(region.dinkes))
    found = region.database.read(lambda conn: results.load(conn, region.period[1], region.now))
    (day,) = charts.progress(found).days
    assert (day.day.isoformat(), day.sent, day.verified) == ("2026-11-24", 1, 0)


def test_a_known_picture_goes_by_its_number(region: Region) -> None:
    found = region.database.read(lambda conn: results.load(conn, region.period[1], region.now))
    chart = charts.ranking(found)
    rows = ((steady("Peta nilai", "chart", "heatmap"),),)
    digest = chart_plain.digest(chart)
    write = region.database.write
    fresh = write(lambda conn: pictures.call(conn, -5, chart, "<b>Peringkat</b>", rows, thread_id=7))
    assert (fresh.kind, fresh.priority, fresh.again, fresh.thread_id) == (Kind.PHOTO, Priority.NOTICE, False, 7)
    assert to_be_made(fresh.content) == fresh.content
    assert chart_plain.from_plain(fresh.content.chart) == chart
    for number in ("A", "B"):  # the newest one counts
        write(lambda conn, number=number: pictures.keep(conn, digest, number, region.now))
        known = write(lambda conn: pictures.call(conn, -5, chart, "Peringkat", rows))
        assert (known.content.file_id, to_be_made(known.content)) == (number, None)
    edit = write(lambda conn: pictures.call(conn, -5, chart, "Peringkat", edit=77))
    assert (edit.kind, edit.target_message, edit.content.file_id, edit.content.in_place) == (Kind.EDIT, 77, "B", True)
    write(lambda conn: pictures.forget(conn, region.now + pictures.KEPT))
    assert len(region.rows(PICTURE)) == 1
    write(lambda conn: pictures.forget(conn, region.now + pictures.KEPT + timedelta(seconds=1)))
    assert region.rows(PICTURE) == []
