"""A Pemda's own lists of evidence: who changes them, who reads them, and what was asked when."""

import json
from datetime import timedelta

import pytest

from bot.flows.states.own_lists import OwnLists
from core.assessment.model import Assessment
from core.effects import ChangeOwnList, ReadOwnList, SaveExplanation, SendOwnList, Submit, SubmitRepair
from core.effects.review import ClaimReview, DraftVerdict, FixVerdicts
from core.review.facts import ReviewWish
from core.review.verdicts import Stage
from core.screen import Notice
from core.wish import Wish
from storage.engine.schema import ANSWER, OUTBOX, OWN_LINE
from tests.storage.region import CODES, Region, filled
from tests.storage.test_facts_cost import alone, statements

ID = "kematangan-2018"
SK, NOTULEN, REKAP = "SK tim evaluasi", "Notulen evaluasi", "Rekap temuan"
WISH = OwnLists(1).wish()


def ask(region: Region, *lines: str, who: str = "Citra") -> None:
    """These are all lines of V01, level III."""
    region.do(who, ChangeOwnList(2 if who == "Hadi" else 1, ID, (("V01", 3, lines),)))


def known(region: Region, name: str, assessment: int) -> Assessment:
    found = region.knows(name, Wish(assessment)).assessment
    assert found is not None
    return found


def asked(region: Region, name: str, assessment: int) -> list[str]:
    return [line.words for line in known(region, name, assessment).wanted("V01").own]


def judged_by(region: Region) -> list[str]:
    """What the verifier of V01 is told was asked."""
    region.do("Budi", ClaimReview(region.dinkes, Stage.REGION))
    review = region.knows("Budi", Wish(review=ReviewWish(1, "region", region.dinkes))).review
    assert review is not None
    assert review.dossier is not None
    card = review.dossier.card("V01")
    assert card is not None
    return [line.words for line in card.wanted.own]


def test_a_line_that_goes_keeps_its_row_and_one_that_stays_is_not_touched(region: Region) -> None:
    ask(region, SK, NOTULEN)
    region.now += timedelta(hours=1)
    ask(region, NOTULEN, REKAP)
    rows = [(row["words"], row["added_at"], row["removed_at"]) for row in region.rows(OWN_LINE)]
    before = region.now - timedelta(hours=1)
    assert rows == [(SK, before, region.now), (NOTULEN, before, None), (REKAP, region.now, None)]
    told = json.loads(region.last_content())
    assert (told["added"], told["removed"]) == ([["V01", 3, REKAP]], [["V01", 3, SK]])
    acts = region.acts()
    ask(region, REKAP, NOTULEN)
    assert region.acts() == acts


def test_only_its_coordinator_changes_a_list_and_no_other_pemda_reads_it(region: Region) -> None:
    ask(region, SK)
    ask(region, "Punya Bontang", who="Hadi")
    for name in ("Ani", "Eko", "Budi", "Hadi", "Gita"):
        for order in (
            ChangeOwnList(1, ID, (("V01", 3, (NOTULEN,)),)),
            SendOwnList(1, ID),
            ReadOwnList(1, ID, "f9", "isi.xlsx", 900),
        ):
            assert region.refuses(name, order)
    region.do("Ani", *filled(region.dinkes))
    region.do("Gita", *filled(region.bontang))
    assert asked(region, "Ani", region.dinkes) == [SK]
    assert asked(region, "Gita", region.bontang) == ["Punya Bontang"]
    admin = region.knows("Citra", WISH).admin
    assert admin is not None
    assert [[line.words for line in one.lines] for one in admin.own_lists] == [[SK]]
    assert region.knows("Hadi", WISH).admin is None


@pytest.mark.parametrize(
    "order",
    [
        ChangeOwnList(1, "tidak-ada", (("V01", 3, (SK,)),)),
        ChangeOwnList(1, ID, (("V01", 1, (SK,)),)),
        ChangeOwnList(1, ID, (("V01", 3, ("x",)),)),
        ChangeOwnList(1, ID, (("V01", 3, (SK,)), ("V01", 3, (NOTULEN,)))),
    ],
)
def test_what_no_list_may_hold_is_refused(region: Region, order: ChangeOwnList) -> None:
    assert region.refuses("Citra", order)


def test_a_list_that_changes_never_changes_what_was_sent(region: Region) -> None:
    ask(region, SK)
    region.do("Ani", *filled(region.dinkes))
    before = known(region, "Ani", region.dinkes)
    region.now += timedelta(days=1)
    region.do("Ani", Submit(region.dinkes))
    region.now += timedelta(days=1)
    ask(region, NOTULEN)
    assert judged_by(region) == [SK]
    after = known(region, "Ani", region.dinkes)
    assert (before.incomplete, after.incomplete) == ((), ())


def test_what_was_returned_is_judged_by_the_list_at_its_repair(region: Region) -> None:
    region.do("Ani", *filled(region.dinkes), Submit(region.dinkes))
    assert judged_by(region) == []
    for code in CODES:
        version = region.row(ANSWER, assessment_id=region.dinkes, variable=code)["version"]
        level, note = (None, "Bukti belum ada") if code == "V01" else (3, "")
        region.do("Budi", DraftVerdict(region.dinkes, Stage.REGION, code, version, level, note))
    until = region.now + timedelta(days=7)
    region.do("Budi", FixVerdicts(region.dinkes, Stage.REGION, until, Notice("V01 dikembalikan")))
    region.now += timedelta(days=1)
    ask(region, SK)
    assert asked(region, "Ani", region.dinkes) == [SK]
    region.now += timedelta(days=1)
    region.do("Ani", SaveExplanation(region.dinkes, "V01", "Diperbaiki."), SubmitRepair(region.dinkes, "V01"))
    region.now += timedelta(days=1)
    ask(region, NOTULEN)
    assert judged_by(region) == [SK]


def test_a_pemda_without_a_list_costs_nothing_and_one_with_a_list_one_select(region: Region) -> None:
    alone(region)
    region.do("Ani", *filled(region.dinkes))
    assert statements(region, "Ani", Wish(region.dinkes)) == 4
    ask(region, SK)
    assert statements(region, "Ani", Wish(region.dinkes)) == 5


def test_the_sheet_and_the_reading_are_ordered_for_who_asked(region: Region) -> None:
    region.do("Citra", SendOwnList(1, ID), ReadOwnList(1, ID, "f9", "isi.xlsx", 900))
    citra = region.person["Citra"] * 11
    jobs = [(row["chat_id"], row["payload"]["job"]) for row in region.rows(OUTBOX)]
    assert jobs == [(citra, "own_list_sheet"), (citra, "own_list")]
