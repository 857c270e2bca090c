"""Periods of several instruments open at the same time: what is refused, what each is called, what each person sees.

Kutai Timur runs its assessment of maturity for all OPD; beside it an evaluation of services and a checklist.
"""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.flows.groups import views
from bot.flows.groups.base import Command
from bot.texts.groups import board as group_board, views as view_texts
from bot.texts.people.join import choice
from bot.texts.review import card as review_card, result as review_result
from core.assessment.model import PeriodStatus
from core.assessment.sent import Sent
from core.effects import ClosePeriod, OpenPeriod, SaveExplanation, SaveLevel, SetDeclarant, Submit
from core.pemda.parts import Part
from core.pemda.periods import PeriodKind
from core.people.roles import Role, Sender
from core.review.facts import ReviewWish
from core.wish import Wish
from scheduler.periods import periods as period_ticks
from scheduler.posts import posts
from storage.assessment import instruments
from storage.engine.schema import ASSESSMENT, OUTBOX, PERIOD
from storage.groups import facts as group_facts
from storage.people import belonging
from storage.results import period as results
from tests.made_instruments import CHECKLIST_TEXT, SERVICE_TEXT
from tests.storage.groups.test_groups import CHAT, bound, tick
from tests.storage.region import DECLARANT, DUE, ENV, OPENS, VERIFY_DUE, Region, answered, filled
from tests.storage.review.test_verdicts import join

SERVICE, CHECKLIST = "layanan-contoh", "daftar-contoh"
WORDS = "Standar pelayanan sudah ditetapkan."


def on_the_shelf(region: Region) -> None:
    files = [text.replace("status: draft", "status: published") for text in (SERVICE_TEXT, CHECKLIST_TEXT)]
    region.database.write(lambda conn: [instruments.add(conn, text) for text in files])


def beside(name: str, instrument: str, *opds: int, kind: str = PeriodKind.YEARLY) -> OpenPeriod:
    return OpenPeriod(1, name, instrument, OPENS, DUE + timedelta(days=3), VERIFY_DUE, kind, opds)


@pytest.fixture
def several(region: Region) -> Region:
    """All three are open; the checklist is only for Dinkes."""
    on_the_shelf(region)
    region.do("Citra", beside("Layanan 2026", SERVICE), beside("Pemeriksaan 2026", CHECKLIST, dinkes(region)))
    return region


def dinkes(region: Region) -> int:
    return region.opd[1, "DINKES"]


def of(region: Region, name: str, code: str = "DINKES") -> int:
    period = region.row(PERIOD, name=name, pemda_id=1)["id"]
    return int(region.row(ASSESSMENT, period_id=period, opd_id=region.opd[1, code])["id"])


def test_an_opd_has_one_assessment_of_an_instrument_at_a_time(several: Region) -> None:
    dishub = several.opd[1, "DISHUB"]
    assert several.refuses("Citra", beside("2026-2", "kematangan-2018"))
    assert several.refuses("Citra", beside("Pemeriksaan 2", CHECKLIST, dinkes(several), dishub))
    assert several.refuses("Citra", beside("Pemeriksaan 2", CHECKLIST))
    assert several.refuses("Citra", beside("Pemeriksaan 2", CHECKLIST, several.opd[2, "DINKES"]))
    assert several.refuses("Citra", replace(beside("Pemeriksaan 2", CHECKLIST, dishub), kind="daily"))
    several.do("Citra", beside("Pemeriksaan 2", CHECKLIST, dishub, kind=PeriodKind.SITUATIONAL))
    assert [
        row["opd_id"] for row in several.rows(ASSESSMENT, period_id=several.row(PERIOD, name="Pemeriksaan 2")["id"])
    ] == [dishub]


def test_each_is_called_by_its_instrument_from_then_on(region: Region, several: Region) -> None:
    labels = {row["name"]: row["label"] for row in several.rows(PERIOD, pemda_id=1)}
    assert labels == {
        "2026": "Kematangan 2026",
        "Layanan 2026": "Layanan 2026",
        "Pemeriksaan 2026": "Pemeriksaan 2026",
    }
    assert {row["label"] for row in several.rows(PERIOD, pemda_id=2)} == {""}
    a = several.knows("Ani", Wish(assessment=several.dinkes)).assessment
    assert a is not None
    assert (a.period.name, a.period.heading, a.period.several) == ("Kematangan 2026", "Kematangan 2026", True)


def test_a_contact_chooses_among_what_is_open_for_the_opd(several: Region) -> None:
    known = several.knows("Ani")
    assert known.assessment is None
    assert [choice(item, known.choices) for item in known.choices] == [
        "Kematangan 2026 (0/11)",
        "Layanan 2026 (0/4)",
        "Pemeriksaan 2026 (0/2)",
    ]
    assert len(several.knows("Fajar").choices) == 2
    (only,) = several.knows("Gita").choices  # Bontang has one period, which is not named
    assert choice(only, [only]) == "Isi Dinkes (0/11)"
    assert several.knows("Gita").assessment is not None


def test_answers_go_to_their_own_assessment(several: Region) -> None:
    service = of(several, "Layanan 2026")
    several.do("Ani", SaveLevel(service, "P01", 4), SaveExplanation(service, "P01", WORDS, ((77, WORDS),)))
    words = SaveExplanation(several.dinkes, "V01", "Ada.", ((78, "Ada."),))
    several.do("Ani", SaveLevel(several.dinkes, "V01", 3), words)
    assert several.refuses("Ani", SaveLevel(several.dinkes, "P01", 4))
    account = several.person["Ani"] * 11
    found = [several.database.read(lambda conn, n=n: belonging.assessment_of(conn, account, n)) for n in (77, 78)]
    assert found == [service, several.dinkes]


def test_closing_one_leaves_the_others(several: Region) -> None:
    several.do("Citra", ClosePeriod(several.period[1]))
    assert several.refuses("Ani", SaveLevel(several.dinkes, "V01", 3))
    several.do("Ani", SaveLevel(of(several, "Layanan 2026"), "P01", 4))
    assert len(several.knows("Ani").choices) == 2
    tick(several, period_ticks)
    closed = several.row(PERIOD, id=several.period[1])
    assert closed["status"] == PeriodStatus.CLOSED  # no other of its instrument has opened


def test_the_coordinator_reads_each_period_apart(several: Region) -> None:
    several.do("Ani", *filled(several.dinkes))
    parts = frozenset({Part.OPDS})
    every = several.knows("Citra", Wish(pemda=1, parts=parts)).admin
    assert every is not None
    assert every.period is None
    assert len(every.running) == 3
    assert {line.complete for line in every.opds} == {0}
    assert every.sent[several.period[1]] == Sent(0, 2)
    checked = several.row(PERIOD, name="Pemeriksaan 2026")["id"]
    one = several.knows("Citra", Wish(pemda=1, parts=parts, within=several.period[1])).admin
    other = several.knows("Citra", Wish(pemda=1, parts=parts, within=checked)).admin
    assert one is not None
    assert other is not None
    assert [line.complete for line in one.opds] == [11, 0]
    assert [line.assessment for line in other.opds] == [of(several, "Pemeriksaan 2026"), None]
    several.do("Citra", ClosePeriod(checked))
    after = several.knows("Citra", Wish(pemda=1, parts=parts, within=checked)).admin
    assert after is not None
    assert after.period is None  # nothing is done to another one instead


def test_the_group_sees_all_and_says_which(several: Region) -> None:
    telegram, _ = bound(several)
    (board,) = [row for row in several.rows(OUTBOX, chat_id=CHAT) if row["kind"] == "send"]
    text = board["payload"]["text"]
    titles = ("Penilaian Kematangan 2026", "Penilaian Layanan 2026", "Pemeriksaan 2026")
    assert all(title in text for title in titles)
    assert text.count("OPD mengirim") == 3
    telegram.accept()

    def known(period: int | None):  # type: ignore[no-untyped-def]
        sender = Sender(several.person["Budi"] * 11, "Budi", CHAT)
        wanted = {"numbers": True, "years": False, "period": period}
        return several.database.read(lambda conn: group_facts.load(conn, sender, False, several.now, ENV, **wanted))

    assert known(None).results is None
    assert {one.name for one in known(None).periods} == {"Kematangan 2026", "Layanan 2026", "Pemeriksaan 2026"}
    assert known(several.period[1]).results.period.id == several.period[1]
    assert known(several.period[2]).results is None  # of another Pemda


def test_a_typed_year_of_several_periods_asks_which(several: Region) -> None:
    bound(several)
    sender = Sender(several.person["Budi"] * 11, "Budi", CHAT)
    known = several.database.read(
        lambda conn: group_facts.load(conn, sender, False, several.now, ENV, numbers=True, years=True)
    )
    asked = views.answer(Command("skor", "2026"), known).say
    assert asked is not None
    assert (asked.text, len(asked.rows)) == (view_texts.WHICH_PERIOD, 3)
    named = views.answer(Command("skor", "Layanan 2026"), known).say
    assert named is not None
    assert named.text.startswith("<i>Layanan 2026</i>")


def test_a_closed_period_can_still_be_looked_at_beside_an_open_one(several: Region) -> None:
    several.do("Citra", ClosePeriod(several.period[1]))
    present = several.database.read(lambda conn: results.present(conn, 1, several.now))
    assert several.period[1] in {one.id for one in present}
    boards = several.database.read(lambda conn: [results.load(conn, one.id, several.now) for one in present])
    assert "Pengisian sudah ditutup." in group_board.boards(boards)


def test_the_morning_of_a_group_has_a_post_for_each_period(several: Region) -> None:
    telegram, _ = bound(several)
    telegram.accept()
    several.now = DUE - timedelta(days=3)
    tick(several, posts)
    said = [row["payload"]["caption"] for row in telegram.waiting() if row["kind"] == "photo"]
    assert len(said) == 3
    assert len({text.partition("\n")[0] for text in said}) == 3
    telegram.accept()
    tick(several, posts)
    assert telegram.waiting() == []


def test_the_team_reads_which_period_it_judges(several: Region) -> None:
    join(several, "Oki", Role.VERIFIER, "organisasi")
    checked, service = of(several, "Pemeriksaan 2026"), of(several, "Layanan 2026")
    for assessment, levels in ((checked, {"E01": 0, "E02": 0}), (service, {"P01": 4, "P02": 5, "P03": 2, "P04": 0})):
        orders = [order for code, level in levels.items() for order in answered(assessment, code, level)]
        several.do("Ani", *orders, SetDeclarant(assessment, DECLARANT), Submit(assessment))
    queue = several.knows("Oki", Wish(review=ReviewWish(1, "region", queue=True))).review
    assert queue is not None
    assert {line.opd_short for line in queue.queue} == {"Dinkes\xa0· Pemeriksaan 2026", "Dinkes\xa0· Layanan 2026"}
    found = several.knows("Oki", Wish(review=ReviewWish(1, "region", checked))).review
    assert found is not None
    assert found.dossier is not None
    assert "Dinkes · Pemeriksaan 2026" in review_card.card(found.dossier, found.dossier.cards[0], None)[0]
    back = review_result.returned(found.dossier, [found.dossier.cards[0]], DUE, "WITA")
    assert "Dinkes · Pemeriksaan 2026 · E01" in back  # what the contacts read of it
