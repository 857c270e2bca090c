"""The questionnaire of PermenPANRB 20/2018. Sources: docs/instruments.md."""

from decimal import Decimal

import pytest

from core.instrument.parse import Variable, load_packaged
from core.instrument.parts import NOT_APPLICABLE
from core.instrument.scoring import Score, by_aspect, score

SOTK = load_packaged("sotk-2018")
STATEMENTS = tuple(one for one in SOTK.variables if not one.essay)
BACKWARDS = "F01 F03 I02 I04 K01 K02 K03 K04 K05 K06 K08 K10 R04 R05 S01 S03 S04 T04"


def every(best: bool) -> dict[str, int]:
    """The best or the worst answer to each statement."""
    return {one.code: 4 if best is not one.reversed else 1 for one in STATEMENTS}


def test_62_statements_of_which_18_run_backwards_and_11_essays() -> None:
    assert (len(STATEMENTS), len(SOTK.variables) - len(STATEMENTS)) == (62, 11)
    assert " ".join(sorted(one.code for one in STATEMENTS if one.reversed)) == BACKWARDS
    assert not any(one.scored for one in SOTK.variables if one.essay)
    assert SOTK.bands == ()  # ranks are not settled


def test_essays_are_marked_by_five_qualities_and_five_degrees_of_proof() -> None:
    marking = SOTK.marking
    assert marking is not None
    assert len(marking.proof) == 5
    ends = [[tuple(map(int, one.split("-"))) for one in row.marks] for row in marking.answers]
    step = [
        [(10 * (row + proof) + (row + proof > 0), 10 * (row + proof) + 20) for proof in range(5)] for row in range(5)
    ]
    assert ends == step


def test_each_subdimension_has_its_weight() -> None:
    found = {one.code: one.weight for part in SOTK.counted_aspects for one in part.aspects}
    tens = dict.fromkeys(("SEL", "TKK", "PPP", "RIS", "TI"), Decimal(10))
    assert found == {"KOM": 25, "FOR": Decimal("12.5"), "SEN": Decimal("12.5")} | tens
    counted = {code: sum(one.aspect == code for one in STATEMENTS) for code in found}
    assert counted == {"KOM": 14, "FOR": 7, "SEN": 11, "SEL": 8, "TKK": 7, "PPP": 4, "RIS": 6, "TI": 5}


@pytest.mark.parametrize("one", STATEMENTS, ids=lambda one: one.code)
def test_four_answers_can_be_told_apart_on_a_card(one: Variable) -> None:
    said = [level.short for level in one.levels]
    assert len(set(said)) == 4
    assert [level.statement for level in one.levels] == [f"{words}." for words in said]


def test_all_best_is_100_and_all_worst_25() -> None:
    assert score(SOTK, every(best=True)) == Score(Decimal("100.00"), "", None, ())
    assert _value(every(best=False)) == Decimal("25.00")
    assert {one.value for one in by_aspect(SOTK, every(best=False))} == {Decimal("25.00")}


def test_a_mixed_one_worked_by_hand() -> None:
    """Complexity all "setuju": 6 good statements count 3, 8 backward ones 2, so 34 of 56; the rest best.

    25 x 34/56 + 75 = 90,18. Without branch offices K08 and K09 leave, one of each kind: 25 x 29/48 + 75 = 90,10.
    """
    complexity = [one for one in STATEMENTS if one.aspect == "KOM"]
    assert sum(one.reversed for one in complexity) == 8
    levels = every(best=True) | {one.code: 3 for one in complexity}
    assert _value(levels) == Decimal("90.18")
    assert _value(levels | {"K08": NOT_APPLICABLE, "K09": NOT_APPLICABLE}) == Decimal("90.10")


def _value(levels: dict[str, int]) -> Decimal | None:
    found = score(SOTK, levels)
    return found and found.value


def test_nothing_comes_of_an_unfinished_one() -> None:
    levels = every(best=True)
    del levels["T05"]
    assert score(SOTK, levels) is None
