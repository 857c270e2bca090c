"""What a contact or head may know of the results: their own, of everybody else the mean alone."""

from sqlalchemy import Connection, insert, update

from core.effects import ClosePeriod, Finalise, PublishResults, SendResult, Submit
from core.people.roles import Role
from core.results.period import Note
from core.review.verdicts import Stage
from core.screen import Notice, steady
from core.wish import Wish
from storage.engine.schema import ANSWER, ASSESSMENT, INSTRUMENT, OUTBOX, PERIOD, VERDICT
from tests.storage.region import CODES, Region, answered, filled

CARD = Notice("<b>Hasil 2026</b>", ((steady("Lihat per variabel", "variables", 1),),))


def judged(region: Region, assessment: int, level: int = 2, stage: str = "region", note: str = "kurang") -> None:
    """The team has judged every variable as it stands, and the review is finished."""

    def work(conn: Connection) -> None:
        for row in region_answers(conn, assessment):
            values = {"assessment_id": assessment, "variable": row.variable, "version": row.version, "stage": stage}
            values |= {"level": level, "note": note, "by": region.person["Budi"], "at": region.now}
            conn.execute(insert(VERDICT).values(values))
        conn.execute(update(ASSESSMENT).where(ASSESSMENT.c.id == assessment).values(status="verified"))

    region.database.write(work)


def region_answers(conn: Connection, assessment: int):  # type: ignore[no-untyped-def]
    return conn.execute(ANSWER.select().where(ANSWER.c.assessment_id == assessment)).all()


def sent(region: Region) -> None:
    region.do("Ani", *filled(region.dinkes), Submit(region.dinkes))
    region.do("Fajar", *filled(region.dishub), Submit(region.dishub))


def asks(number: int | None) -> Wish:
    return Wish(number, results=True)


def test_an_opd_knows_its_own_result_and_the_mean(region: Region) -> None:
    sent(region)
    judged(region, region.dinkes)
    judged(region, region.dishub, 3)
    found = region.knows("Ani", asks(region.dinkes)).results
    assert found is not None
    assert found.opd.code == "DINKES"
    assert found.opd.official is not None
    assert (found.opd.official.value, found.opd.official.staged_level) == (22, 2)
    assert (found.region.mean, found.region.band, found.region.n, found.region.of) == (None, None, 2, 2)
    assert set(found.notes) == set(CODES)
    assert found.notes["V04"] == (Note(Stage.REGION, "kurang"),)
    assert "Budi" not in repr(found)
    assert "DISHUB" not in repr(found)


def test_the_mean_is_known_to_an_opd_when_the_results_are_made_known(region: Region) -> None:
    """Before that it stands in nothing that contacts and heads get: neither the card nor the numbers of the picture."""
    sent(region)
    judged(region, region.dinkes)
    judged(region, region.dishub, 3)
    for name in ("Ani", "Eko"):
        region.do(name, SendResult(region.dinkes, CARD))
        chart = region.rows(OUTBOX)[-1]["payload"]["chart"]
        assert (chart["means"], chart["verified"]["mean"], chart["verified"]["n"]) == ([], None, 2)
    region.do("Citra", Finalise((region.dinkes, region.dishub)), PublishResults(region.period[1]))
    for name in ("Ani", "Eko"):
        found = region.knows(name, asks(region.dinkes)).results
        assert found is not None
        assert str(found.region.mean) == "27.50"
        region.do(name, SendResult(region.dinkes, CARD))
        assert len(region.rows(OUTBOX)[-1]["payload"]["chart"]["means"]) == len(CODES)


def test_results_are_read_only_where_they_are_asked_for_and_theirs(region: Region) -> None:
    sent(region)
    judged(region, region.dishub)
    assert region.knows("Ani", Wish(region.dinkes)).results is None
    for name in ("Budi", "Citra"):
        assert region.knows(name, asks(region.dishub)).results is None
    for name, own in (("Ani", region.dinkes), ("Gita", region.bontang)):  # who asks for another's gets their own
        found = region.knows(name, asks(region.dishub)).results
        assert found is not None
        assert found.opd.assessment == own
    head = region.knows("Eko", asks(region.dinkes)).results
    assert head is not None


def test_before_the_review_is_finished_no_word_of_the_team_is_known(region: Region) -> None:
    sent(region)
    judged(region, region.dinkes)
    region.database.write(lambda conn: conn.execute(update(ASSESSMENT).values(status="in_review")))
    found = region.knows("Ani", asks(region.dinkes)).results
    assert found is not None
    assert (found.opd.official, found.notes) == (None, {})
    assert found.opd.stages.own.score is not None


def test_a_note_on_a_former_version_is_not_shown(region: Region) -> None:
    sent(region)
    judged(region, region.dinkes)
    region.database.write(
        lambda conn: conn.execute(update(ANSWER).where(ANSWER.c.variable == "V04").values(version=99))
    )
    found = region.knows("Ani", asks(region.dinkes)).results
    assert found is not None
    assert "V04" not in found.notes


def test_who_belongs_to_several_opd_is_led_to_each(region: Region) -> None:
    sent(region)
    region.take(region.invite(Role.CONTACT, opds=("DISHUB",)), region.person["Ani"] * 11, "Ani")
    found = region.knows("Ani", asks(region.dinkes)).results
    assert found is not None
    assert found.others == {region.dishub: "Dishub"}
    other = region.knows("Ani", asks(region.dishub)).results
    assert other is not None
    assert (other.opd.code, other.others) == ("DISHUB", {region.dinkes: "Dinkes"})
    alone = region.knows("Eko", asks(region.dinkes)).results
    assert alone is not None
    assert alone.others == {}


def test_the_result_of_a_closed_period_is_still_found(region: Region) -> None:
    sent(region)
    judged(region, region.dinkes)
    region.do("Citra", ClosePeriod(region.period[1]))
    known = region.knows("Ani", asks(None))
    assert known.assessment is not None
    assert known.assessment.id == region.dinkes
    assert known.results is not None
    assert region.knows("Ani", Wish()).assessment is None


def test_a_year_with_another_instrument_is_not_compared(region: Region) -> None:
    new = region.next_year()
    found = region.knows("Ani", asks(new)).results
    assert found is not None
    assert (found.former_year, found.unlike_year) == (2026, None)

    def other(conn: Connection) -> None:
        row = conn.execute(INSTRUMENT.select()).first()
        assert row is not None
        values = {"slug": "lain", "version": 1, "hash": "lain", "content": row.content}
        number = conn.execute(insert(INSTRUMENT).values(values).returning(INSTRUMENT.c.id)).scalar_one()
        conn.execute(update(PERIOD).where(PERIOD.c.id == region.period[1]).values(instrument_id=number))

    region.database.write(other)
    found = region.knows("Ani", asks(new)).results
    assert found is not None
    assert (found.former_year, found.unlike_year, found.opd.former) == (None, 2026, None)


def test_the_picture_goes_to_those_of_the_opd(region: Region) -> None:
    sent(region)
    judged(region, region.dinkes)
    for name in ("Ani", "Eko"):
        region.do(name, SendResult(region.dinkes, CARD))
    calls = region.rows(OUTBOX)
    assert [(call["chat_id"], call["kind"]) for call in calls] == [
        (region.person["Ani"] * 11, "photo"),
        (region.person["Eko"] * 11, "photo"),
    ]
    payload = calls[0]["payload"]
    assert (payload["caption"], payload["rows"]) == (CARD.text, [[["Lihat per variabel", "variables:1", "steady"]]])
    assert payload["chart"]["official"]["value"] == "22"
    for name in ("Fajar", "Gita", "Budi", "Citra"):
        assert region.refuses(name, SendResult(region.dinkes, CARD))


def test_an_opd_without_any_level_has_a_standing(region: Region) -> None:
    region.do("Ani", *answered(region.dinkes, "V01"))
    found = region.knows("Ani", asks(region.dinkes)).results
    assert found is not None
    assert (found.opd.stages.own.score, len(found.opd.incomplete)) == (None, 10)
