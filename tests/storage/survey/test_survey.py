"""A survey from its link to its value, and what is forgotten at its end."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select, update

from bot.rendering import surveys, works
from bot.texts.results import own as own_texts
from core.effects import ClosePeriod, Finalise, OpenSurvey, RestartSurvey, SendSurveySheet
from core.effects.survey import SurveyEffect
from core.instrument.parse import load_packaged, packaged_text
from core.papers import survey_sheet
from core.survey.form import SurveyLine, digest, form_of
from core.wish import Wish
from scheduler.env import TickEnv
from scheduler.retention import retention
from storage.engine.schema import OUTBOX, PERIOD, SURVEY, SURVEY_ANSWER
from storage.messaging.contents import SurveySheet
from storage.orders.rights import Refused
from storage.survey import page
from storage.survey.page import Filled, PublicPage
from tests.storage.region import Region
from tests.storage.results.test_other_instruments import as_json, assessed, cells, judged, own, pinned_to, whole

TEXT = packaged_text("pekppp-2023")
PEKPPP = load_packaged("pekppp-2023")
FORM = form_of(PEKPPP)
AT = "https://contoh.go.id/survei/"


@pytest.fixture
def surveyed(region: Region) -> Region:
    """The period is one of PEKPPP, and Ani has opened the survey of Dinkes."""
    pinned_to(region, TEXT)
    region.do("Ani", OpenSurvey(region.dinkes))
    return region


def shown(region: Region) -> PublicPage:
    code = region.database.read(
        lambda conn: conn.execute(select(SURVEY.c.code).where(SURVEY.c.ended_at.is_(None))).scalar_one()
    )
    found = region.database.read(lambda conn: page.find(conn, code, region.now))
    assert found is not None
    return found


def answers(region: Region, *levels: int, first: int = 0) -> None:
    """Users answer every statement with one level each."""
    found, codes = shown(region), [one.code for one in FORM.questions] if FORM else []
    assert found.salt is not None
    given = [
        Filled(found.survey, digest(found.salt, f"{place}"), dict.fromkeys(codes, level))
        for place, level in enumerate(levels, start=first)
    ]
    region.database.write(lambda conn: page.store(conn, given))


def line(region: Region, who: str = "Ani") -> SurveyLine:
    wish = Wish(region.dinkes, surveys=True)
    if who == "Citra":
        wish = Wish(pemda=1, period=region.period[1], surveys=True)
    return next(one for one in region.knows(who, wish).surveys if one.assessment == region.dinkes)


def test_a_link_is_made_once_and_leads_to_the_office(surveyed: Region) -> None:
    before = line(surveyed)
    surveyed.do("Citra", OpenSurvey(surveyed.dinkes))
    assert line(surveyed) == before == SurveyLine(surveyed.dinkes, "Dinkes", before.code, 0, False)
    assert len(before.code) >= 12
    found = shown(surveyed)
    assert (found.office, found.pemda, found.form) == ("Dinas Kesehatan", "Kabupaten Kutai Timur", FORM)
    assert surveyed.database.read(lambda conn: page.find(conn, "x" * 12, surveyed.now)) is None


def test_one_answer_a_digest_and_a_count_for_contact_and_coordinator(surveyed: Region) -> None:
    answers(surveyed, 5, 5, 4)
    answers(surveyed, 0, 0, 0)
    assert line(surveyed).answers == line(surveyed, "Citra").answers == 3
    rows = surveyed.rows(SURVEY_ANSWER)
    assert sorted(row["total"] for row in rows) == [56, 70, 70]
    assert set(rows[0]) == {"id", "survey_id", "digest", "levels", "total"}  # and nothing about who or when


@pytest.mark.parametrize(
    ("who", "order"),
    [
        ("Fajar", OpenSurvey),
        ("Gita", OpenSurvey),
        ("Budi", OpenSurvey),
        ("Eko", OpenSurvey),
        ("Ani", RestartSurvey),
        ("Hadi", RestartSurvey),
        ("Fajar", lambda number: SendSurveySheet(number, AT)),
    ],
)
def test_only_contacts_of_the_opd_and_coordinators_have_it(surveyed: Region, who: str, order: SurveyEffect) -> None:
    with pytest.raises(Refused):
        surveyed.do(who, order(surveyed.dinkes))  # type: ignore[operator]
    assert surveyed.knows("Fajar", Wish(surveyed.dinkes, surveys=True)).surveys[:1] != (line(surveyed),)


def test_an_instrument_without_users_has_no_survey(region: Region) -> None:
    with pytest.raises(Refused):
        region.do("Ani", OpenSurvey(region.dinkes))


def test_a_coordinator_drops_what_a_flood_left(surveyed: Region) -> None:
    answers(surveyed, *[0] * 9)
    old, former = shown(surveyed), line(surveyed).code
    surveyed.do("Citra", RestartSurvey(surveyed.dinkes))
    assert line(surveyed).answers == 0
    assert line(surveyed).code != former
    closed = surveyed.database.read(lambda conn: page.find(conn, former, surveyed.now))
    assert closed is not None
    assert closed.salt is None
    late = Filled(old.survey, "d" * 32, {"M01": 0})
    surveyed.database.write(lambda conn: page.store(conn, [late]))
    assert surveyed.rows(SURVEY_ANSWER) == []


def test_at_the_end_salt_and_digests_go_and_the_numbers_stay(surveyed: Region) -> None:
    answers(surveyed, 5, 4)
    env = TickEnv(frozenset(), lambda *_: frozenset())

    def tick() -> None:
        pieces = surveyed.database.write(lambda conn: list(retention(conn, surveyed.now, env)))
        for piece in pieces:
            if piece.key.startswith("survey:"):
                assert surveyed.database.write(piece.work)

    tick()
    assert all(row["digest"] for row in surveyed.rows(SURVEY_ANSWER))
    surveyed.do("Citra", ClosePeriod(surveyed.period[1]))
    assert shown(surveyed).salt is None  # at once; the hourly look erases
    tick()
    assert [row["digest"] for row in surveyed.rows(SURVEY_ANSWER)] == [None, None]
    assert surveyed.row(SURVEY)["salt"] is None
    assert (line(surveyed, "Citra").answers, line(surveyed, "Citra").ended) == (2, True)
    again = timedelta(days=1)
    surveyed.database.write(lambda conn: conn.execute(update(PERIOD).values(status="open")))
    surveyed.now += again
    assert shown(surveyed).salt is None  # a reopened period does not open it again
    with pytest.raises(Refused):
        surveyed.do("Ani", RestartSurvey(surveyed.dinkes))


def filled(region: Region, level: int) -> None:
    assessed(region, TEXT, dict.fromkeys(PEKPPP.part("unit").codes, level))


def test_the_index_is_three_quarters_evaluator_and_a_quarter_users(region: Region) -> None:
    """F-02 4,20 and F-03 4,60 make 4,30, A-."""
    filled(region, 4)
    judged(region, dict.fromkeys(("P10", "P11", "P12", "P13", "P26"), 5))  # 25 % of 70 % and 10 % of 25 %: 0,20 more
    region.do("Ani", OpenSurvey(region.dinkes))
    answers(region, 5, 5, 5, 4)
    mine = own(region)
    card = own_texts.card(mine, mine.opd)
    assert "Bagian: Penilaian evaluator (F-02) 4,20 (75%) · Penilaian pengguna (F-03) – (25%)" in card
    assert "Sementara: isian pengguna belum ada, atau kurang dari 5." in card
    answers(region, 4, first=4)
    mine = own(region)
    card = own_texts.card(mine, mine.opd)
    assert "Nilai <b>4,30</b> dari 5 · kategori <b>A-</b>" in card
    assert "Penilaian evaluator (F-02) 4,20 (75%) · Penilaian pengguna (F-03) 4,60 (25%)" in card
    assert "Sementara" not in card
    region.do("Citra", Finalise((region.dinkes,)))
    assert shown(region).salt is None  # what is final does not change any more
    (official,) = [one.official for one in whole(region).opds if one.official]
    assert (official.value, official.band) == (Decimal("4.30"), "A-")
    (dinkes, dishub) = as_json(region)["opds"]
    assert dinkes["region"]["forms"][1] == {
        "code": "F03",
        "name": "Penilaian pengguna (F-03)",
        "share": 25,
        "value": 4.6,
    }
    assert dinkes["survey"]["answers"] == 5
    assert set(dinkes["survey"]["means"].values()) == {4.6}
    assert dishub["survey"] == {"answers": 0, "means": {}}
    assert cells(region)["Aspek"][4][2:4] == [4.2, 4.6]


def test_the_sheet_has_the_code_of_this_survey(surveyed: Region) -> None:
    surveyed.do("Ani", SendSurveySheet(surveyed.dinkes, AT))
    (job,) = [row["payload"] for row in surveyed.rows(OUTBOX) if row["payload"].get("job") == SurveySheet.NAME]
    assert job["address"] == AT
    sheet = surveyed.database.read(lambda conn: surveys.sheet(conn, SurveySheet(surveyed.dinkes, AT), surveyed.now))
    assert (sheet.link, sheet.questions) == (f"{AT}{line(surveyed).code}", 14)
    assert works.survey_sheet(survey_sheet.to_plain(sheet)).startswith(b"%PDF")
