"""Forms that the OPD and the team fill in, from the first answer to results and exports."""

from datetime import timedelta
from decimal import Decimal

import pytest

from bot.texts import documents
from bot.texts.results import own as own_texts, own_variables
from core.effects import Finalise, ReopenResult, SaveExplanation, SaveLevel, SetDeclarant, Submit
from core.effects.review import ClaimReview, DraftVerdict, FixVerdicts
from core.instrument.scoring import Score
from core.people.roles import Role
from core.review.verdicts import Stage
from storage.engine.schema import ANSWER
from storage.operations import my_data
from storage.orders.rights import Refused
from tests.made_instruments import FORMS_TEXT
from tests.storage.region import DECLARANT, Region, answered
from tests.storage.results.test_other_instruments import as_json, assessed, cells, own, pinned_to, whole
from tests.storage.review.test_verdicts import join

REGION = Stage.REGION
GIVEN = {"P01": 4, "U01": 2, "E01": 5, "E02": 80}


@pytest.fixture
def sent(region: Region) -> Region:
    """Ani has answered what her OPD is asked: P01 with a level, U01 with an essay."""
    assessed(region, FORMS_TEXT, {"P01": 4}, SaveExplanation(region.dinkes, "U01", "Uraian tentang kantor ini."))
    return region


def judged(region: Region, given: dict[str, int] = GIVEN) -> None:
    join(region, "Oki", Role.VERIFIER, "organisasi")
    drafts = [DraftVerdict(region.dinkes, REGION, code, _version(region, code), level) for code, level in given.items()]
    region.do("Oki", ClaimReview(region.dinkes, REGION), *drafts, FixVerdicts(region.dinkes, REGION))


def _version(region: Region, code: str) -> int:
    return int(region.row(ANSWER, assessment_id=region.dinkes, variable=code)["version"])


def test_each_part_is_filled_in_by_its_own_people_only(region: Region) -> None:
    pinned_to(region, FORMS_TEXT)
    for code in ("E01", "M01", "U01"):
        with pytest.raises(Refused):
            region.do("Ani", SaveLevel(region.dinkes, code, 3))
    with pytest.raises(Refused):
        region.do(
            "Ani", *answered(region.dinkes, "P01", 4), SetDeclarant(region.dinkes, DECLARANT), Submit(region.dinkes)
        )
    with pytest.raises(Refused):  # and nobody but the team marks
        region.do("Ani", DraftVerdict(region.dinkes, REGION, "E01", 1, 5))


def test_the_result_is_made_of_the_forms_that_have_a_value(sent: Region) -> None:
    found = whole(sent)
    assert (found.asked, found.opds[0].incomplete) == (2, ())
    own_score = found.opds[0].stages.own.score
    assert own_score == Score(Decimal("4.00"), "B", None, ("P01",))  # its own part, and no essay yet
    judged(sent)
    mine = own(sent)
    assert mine.opd.official is not None
    assert (mine.opd.official.value, mine.opd.official.band) == (Decimal("3.50"), "B")
    card = own_texts.card(mine, mine.opd)
    assert "Bagian: Isian unit 3,00 (50%) · Isian evaluator 4,50 (25%) · Isian pengguna – (25%)" in card
    lines = own_variables.variables(mine)
    assert "U01 U01 · <b>– → 2</b>" in lines
    assert "E02 Pengamatan · – → 80" in lines
    assert own_variables.variable(mine, "E02").splitlines()[-1] == "<i>Nilai 80 dari 100</i>"


def test_exports_hold_what_the_team_filled_in(sent: Region) -> None:
    judged(sent)
    sent.do("Citra", Finalise((sent.dinkes,)))
    (dinkes, _) = as_json(sent)["opds"]
    forms = {one["code"]: (one["share"], one["value"]) for one in dinkes["region"]["forms"]}
    assert forms == {"F01": (50, 3), "F02": (25, 4.5), "F03": (25, None)}
    filled = next(line for line in dinkes["answers"] if line["variable"] == "E02")
    assert (filled["level"], filled["answered_by"], filled["verdicts"][0]["level"]) == (None, None, 80)
    assert cells(sent)["Aspek"][4][2:] == [3.0, 4.5, "", 3.5]
    assert cells(sent)["Matriks"][4][2:6] == [4, 2, 5, 80]


def test_a_mark_stands_in_the_personal_data_of_who_gave_it(sent: Region) -> None:
    """Found: a mark beyond the Roman numerals could not be written."""
    judged(sent)
    mine = sent.database.read(lambda conn: my_data.collect(conn, sent.person["Oki"]))
    assert "nilai: 80" in documents.my_data(mine)


def test_what_the_team_fills_in_is_not_given_back_and_can_be_judged_again(sent: Region) -> None:
    join(sent, "Oki", Role.VERIFIER, "organisasi")
    with pytest.raises(Refused):
        sent.do("Oki", DraftVerdict(sent.dinkes, REGION, "E01", 1, None, "Belum lengkap"))
    judged(sent)
    sent.do("Citra", Finalise((sent.dinkes,)))
    sent.now += timedelta(days=1)
    sent.do("Citra", ReopenResult(sent.dinkes, ("E02",), "Pengamatan keliru"))
    assert whole(sent).opds[0].again == ("E02",)
    judged(sent, {"E02": 100})
    assert whole(sent).opds[0].value == Decimal("3.67")
