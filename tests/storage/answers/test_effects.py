"""Orders about answers: stored once, by those who may, while they may; nothing is lost when two work at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import Connection, update

from core.assessment.model import Status
from core.effects import ClosePeriod, LeaveRole, SaveExplanation, SaveLevel, Submit
from core.people.roles import Sender
from core.wish import Wish
from storage import effects, facts
from storage.audit import chain
from storage.engine.schema import ANSWER, ASSESSMENT, MEMBERSHIP
from storage.orders.rights import lock
from tests.storage.region import ENV, OPENS, VERIFY_DUE, Region, filled


def test_a_level_begins_the_assessment(region: Region) -> None:
    region.do("Ani", SaveLevel(region.dinkes, "V01", 3))
    answer = region.row(ANSWER)
    assert (answer["variable"], answer["level"], answer["explanation"], answer["version"]) == ("V01", 3, "", 1)
    assert (answer["answered_by"], answer["answered_at"]) == (region.person["Ani"], region.now)
    assert region.row(ASSESSMENT, id=region.dinkes)["status"] == Status.DRAFT
    assert region.row(ASSESSMENT, id=region.dishub)["status"] == Status.NOT_STARTED
    assert region.acts(region.dinkes) == ["level_saved"]
    assert region.last_content() == '{"from":null,"to":3,"variable":"V01"}'


def test_the_same_level_again_changes_nothing(region: Region) -> None:
    region.do("Ani", SaveLevel(region.dinkes, "V01", 3))
    before = region.dump()
    region.now += timedelta(minutes=5)
    region.do("Dewi", SaveLevel(region.dinkes, "V01", 3))
    assert region.dump() == before


def test_each_change_raises_the_version(region: Region) -> None:
    region.do("Ani", SaveLevel(region.dinkes, "V01", 3))
    region.do("Ani", SaveExplanation(region.dinkes, "V01", "Renja dibahas.", ((7, "Renja dibahas."),)))
    region.do("Dewi", SaveLevel(region.dinkes, "V01", 4))
    answer = region.row(ANSWER)
    assert (answer["level"], answer["explanation"], answer["version"]) == (4, "Renja dibahas.", 3)
    assert (answer["parts"], answer["answered_by"]) == ([[7, "Renja dibahas."]], region.person["Dewi"])
    assert region.acts(region.dinkes) == ["level_saved", "explanation_saved", "level_saved"]


def test_level_and_explanation_are_known_by_their_own_authors(region: Region) -> None:
    region.do("Ani", SaveLevel(region.dinkes, "V01", 3), SaveExplanation(region.dinkes, "V01", "Renja dibahas."))
    region.do("Dewi", SaveLevel(region.dinkes, "V01", 4))
    region.do("Ani", SaveLevel(region.dinkes, "V02", 3), SaveExplanation(region.dinkes, "V02", "Evaluasi."))
    region.do("Dewi", SaveExplanation(region.dinkes, "V02", "Evaluasi triwulan."))
    answers = region.knows("Dewi", Wish(region.dinkes)).assessment.answers
    ani, dewi = region.person["Ani"], region.person["Dewi"]
    assert [(answers[code].by, answers[code].explained_by) for code in ("V01", "V02")] == [(dewi, ani), (ani, dewi)]
    assert (answers["V01"].explained_by_name, answers["V02"].by_name) == ("Ani", "Ani")
    assert [answer["answered_by"] for answer in region.rows(ANSWER)] == [dewi, dewi]


def test_an_explanation_may_come_first(region: Region) -> None:
    region.do("Ani", SaveExplanation(region.dinkes, "V01", "Renja dibahas."))
    answer = region.row(ANSWER)
    assert (answer["level"], answer["explanation"], answer["version"]) == (None, "Renja dibahas.", 1)


def test_the_same_explanation_from_other_messages_keeps_its_version(region: Region) -> None:
    region.do("Ani", SaveExplanation(region.dinkes, "V01", "Satu dua", ((7, "Satu dua"),)))
    region.do("Ani", SaveExplanation(region.dinkes, "V01", "Satu dua", ((7, "Satu"), (8, "dua"))))
    answer = region.row(ANSWER)
    assert (answer["parts"], answer["version"]) == ([[7, "Satu"], [8, "dua"]], 1)
    assert region.acts(region.dinkes) == ["explanation_saved"]


@pytest.mark.parametrize("name", ["Fajar", "Gita", "Eko", "Budi", "Citra", "Hadi"])
def test_only_contacts_of_the_opd_answer(region: Region, name: str) -> None:
    assert region.refuses(name, SaveLevel(region.dinkes, "V01", 3))
    assert region.refuses(name, SaveExplanation(region.dinkes, "V01", "Bukan urusannya."))


def test_whoever_left_answers_no_more(region: Region) -> None:
    membership = region.row(MEMBERSHIP, person_id=region.person["Ani"])["id"]
    region.do("Ani", LeaveRole(membership))
    assert region.refuses("Ani", SaveLevel(region.dinkes, "V01", 3))


def test_strangers_and_the_operator_answer_nothing(region: Region) -> None:
    for actor in (effects.Actor(None, 4711, region.now), effects.Actor(None, None, region.now)):
        with pytest.raises(effects.Refused):
            region.database.write(
                lambda conn, actor=actor: effects.apply(conn, SaveLevel(region.dinkes, "V01", 3), actor)
            )
    assert region.rows(ANSWER) == []


@pytest.mark.parametrize(("variable", "level"), [("V12", 3), ("LETTER", 3), ("V01", 0), ("V01", 6)])
def test_what_the_instrument_does_not_have_is_refused(region: Region, variable: str, level: int) -> None:
    assert region.refuses("Ani", SaveLevel(region.dinkes, variable, level))


def test_nothing_is_answered_outside_the_period(region: Region) -> None:
    order, now = SaveLevel(region.dinkes, "V01", 3), region.now
    region.now = OPENS - timedelta(seconds=1)
    assert region.refuses("Ani", order)
    region.now = VERIFY_DUE + timedelta(seconds=1)
    assert region.refuses("Ani", order)
    region.now = now
    region.do("Citra", ClosePeriod(region.period[1]))
    assert region.refuses("Ani", order)
    region.do("Gita", SaveLevel(region.bontang, "V01", 3))  # the other Pemda's period is still open


def test_after_the_due_date_answers_are_accepted(region: Region) -> None:
    region.now = VERIFY_DUE - timedelta(seconds=1)
    region.do("Ani", SaveLevel(region.dinkes, "V01", 3))
    assert region.row(ANSWER)["level"] == 3


def test_a_sent_assessment_is_locked(region: Region) -> None:
    region.do("Ani", *filled(region.dinkes), Submit(region.dinkes))
    assert region.refuses("Ani", SaveLevel(region.dinkes, "V01", 4))
    assert region.refuses("Dewi", SaveExplanation(region.dinkes, "V01", "Lain."))


def test_of_a_returned_assessment_only_what_was_reopened_is_open(region: Region) -> None:
    region.do("Ani", *filled(region.dinkes), Submit(region.dinkes))

    def reopen(conn: Connection) -> None:
        conn.execute(update(ASSESSMENT).where(ASSESSMENT.c.id == region.dinkes).values(status="returned"))
        conn.execute(update(ANSWER).where(ANSWER.c.variable == "V02").values(reopened_at=region.now))

    region.database.write(reopen)
    assert region.refuses("Ani", SaveLevel(region.dinkes, "V01", 4))
    region.do("Ani", SaveLevel(region.dinkes, "V02", 4))
    answer = region.row(ANSWER, variable="V02")
    assert (answer["level"], answer["version"], answer["repaired"]) == (4, 3, True)
    assert region.row(ASSESSMENT, id=region.dinkes)["status"] == Status.RETURNED


def test_sixty_parallel_changes_of_two_contacts_lose_nothing(region: Region) -> None:
    """Each reads the explanation and appends a word, as a turn does: facts, then orders, under the lock."""

    def append(number: int) -> None:
        name = "Ani" if number % 2 else "Dewi"
        actor, account = region.actor(name), region.person[name] * 11

        def turn(conn: Connection) -> None:
            lock(conn, region.dinkes)
            sender = Sender(account, name, account)
            known = facts.Reader(conn, sender, region.now, ENV).load(Wish(region.dinkes))
            assert known.assessment is not None
            text = f"{known.assessment.explanation('V01')} {number}".strip()
            level = number % 5 + 1
            effects.apply(conn, SaveExplanation(region.dinkes, "V01", text), actor)
            effects.apply(conn, SaveLevel(region.dinkes, "V02", level), actor)

        region.database.write(turn)

    with ThreadPoolExecutor(12) as threads:
        list(threads.map(append, range(60)))
    answer = region.row(ANSWER, variable="V01")
    assert sorted(map(int, answer["explanation"].split())) == list(range(60))
    assert answer["version"] == 60
    assert region.database.read(lambda conn: chain.verify(conn, 1)).whole
    saved = [act for act in region.acts(region.dinkes) if act == "level_saved"]
    assert region.row(ANSWER, variable="V02")["version"] == len(saved)
