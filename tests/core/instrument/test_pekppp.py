"""PEKPPP as the ministry's slides and other regions have it: weights, categories, published results.

Sources: docs/instruments.md.
"""

from decimal import Decimal
from itertools import pairwise

import pytest

from core.instrument.parse import Variable, load_packaged, packaged_text, parse
from core.instrument.parts import NOT_APPLICABLE, UnknownLevel
from core.instrument.scoring import RegionResult, Score, band, by_aspect, region_summary, score
from tests.made_instruments import PEKPPP_WEIGHTS

PEKPPP = load_packaged("pekppp-2023")
UNIT = PEKPPP.part("unit")
COUNTED = tuple(variable.code for variable in PEKPPP.variables if variable.scored)


def answered(**changed: int) -> dict[str, int]:
    """Level 4 everywhere, but for these."""
    return dict.fromkeys(UNIT.codes, 4) | changed


def test_31_indicators_of_six_steps_of_which_30_count() -> None:
    assert UNIT.codes == tuple(f"P{n:02}" for n in range(1, 32))
    assert [[level.level for level in variable.levels] for variable in UNIT.variables] == [[0, 1, 2, 3, 4, 5]] * 31
    assert UNIT.codes[:30] == COUNTED
    assert (PEKPPP.evidence_required_from, PEKPPP.staged, PEKPPP.value_decimals) == (1, False, 2)
    assert not any(level.next_step for variable in PEKPPP.variables for level in variable.levels)


def test_weights_are_those_of_the_ministry() -> None:
    found = [
        (int(aspect.weight), tuple(int(one.weight) for one in UNIT.variables if one.aspect == aspect.code))
        for aspect in PEKPPP.counted_aspects
    ]
    assert found == list(PEKPPP_WEIGHTS.values())


@pytest.mark.parametrize("variable", UNIT.variables, ids=UNIT.codes)
def test_a_card_has_room_for_six_sentences_that_can_be_told_apart(variable: Variable) -> None:
    shorts = [level.short for level in variable.levels]
    assert all(0 < len(short) <= 64 for short in shorts)
    assert sum(map(len, shorts)) <= 300
    assert all(before != after for before, after in pairwise(map(_words, shorts)))
    assert len(set(shorts)) == 6


def _words(short: str) -> set[str]:
    return set(short.lower().split())


def test_no_sentence_reads_only_with_another_one() -> None:
    """Below the chosen level only its own sentence stands; short ones stand together, and may name the one before."""
    for variable in PEKPPP.variables:
        assert not [level.statement for level in variable.levels if "Seperti" in level.statement]
        named = {level.level: level.short for level in variable.levels if level.short.startswith("Seperti")}
        assert all(short.startswith(f"Seperti {level - 1}, ") for level, short in named.items())


@pytest.mark.parametrize(
    ("levels", "value", "category"),
    [
        (answered(), "4.00", "B"),
        (dict.fromkeys(UNIT.codes, 0), "0.00", "F"),
        (dict.fromkeys(UNIT.codes, 5), "5.00", "A"),
        (answered(P31=0), "4.00", "B"),
        (answered(P01=5), "4.04", "A-"),  # 24 % of 17 %
        (answered(P29=0, P30=0), "3.52", "B"),  # 12 % are missing
        (answered(P14=0), "3.70", "B"),  # 25 % of 30 % of 4
    ],
)
def test_a_value_is_the_weighted_mean_of_six_aspects(levels: dict[str, int], value: str, category: str) -> None:
    found = score(PEKPPP, levels)
    assert found is not None
    assert (found.value, found.band, found.staged_level) == (Decimal(value), category, None)


def test_an_aspect_has_the_mean_of_its_own_indicators() -> None:
    found = {one.code: one.value for one in by_aspect(PEKPPP, answered(P29=5, P25=0))}
    expected = {"KP": "4.00", "SDM": "4.00", "SPR": "4.00", "SIPP": "4.00", "KPG": "3.20", "INV": "4.50"}
    assert found == {code: Decimal(value) for code, value in expected.items()}


def test_known_results_have_their_categories() -> None:
    assert band(PEKPPP, Decimal("4.57")) == "A"  # Kabupaten Jepara, "prima"
    assert band(PEKPPP, Decimal("4.27")) == "A-"  # the same, "sangat baik"
    madiun = [Decimal("4.73"), Decimal("4.63"), Decimal("4.63")]  # 2024; published as 4,67
    assert region_summary(PEKPPP, madiun, 3) == RegionResult(3, 3, Decimal("4.66"), "A")


def test_no_source_lets_an_indicator_not_apply() -> None:
    with pytest.raises(UnknownLevel):
        score(PEKPPP, answered(P15=NOT_APPLICABLE))


def test_if_one_may_not_apply_its_weight_goes_to_the_others_of_its_aspect() -> None:
    """An office without a car park: P16 has 23 of the 85 that are left of Sarana Prasarana."""
    changed = packaged_text("pekppp-2023").replace(
        "short: Tempat Parkir", "short: Tempat Parkir\n    not_applicable: true"
    )
    lenient = parse(changed, "pekppp-2023.yaml")
    assert score(lenient, answered(P15=NOT_APPLICABLE)) == Score(
        Decimal("4.00"), "B", None, COUNTED[:14] + COUNTED[15:]
    )
    found = {one.code: one.value for one in by_aspect(lenient, answered(P15=NOT_APPLICABLE, P16=0))}
    assert found["SPR"] == Decimal("2.92")  # 4 * 62 / 85


@pytest.mark.parametrize("one", UNIT.variables, ids=lambda one: one.code)
def test_every_step_has_an_example_of_its_own(one: Variable) -> None:
    told = [level.example for level in one.levels]
    assert all(example.endswith(".") for example in told)
    assert len(set(told)) == 6
