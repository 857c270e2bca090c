"""Other instruments fit without new Python: weights, aspects, steps, percent, reversed, not applicable, unscored."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings, strategies as st

from core.charts.data import Scale
from core.instrument.check import check
from core.instrument.parse import UnknownLevel
from core.instrument.parts import NO_DOCUMENT, NOT_APPLICABLE
from core.instrument.scoring import (
    AspectValue,
    OutOfRange,
    RegionResult,
    Score,
    band,
    by_aspect,
    half_up,
    points,
    region_summary,
    score,
    value,
)
from tests.made_instruments import (
    CHECKLIST_TEXT,
    PEKPPP_WEIGHTS,
    SERVICE_TEXT,
    SOP_TEXT,
    STATEMENTS_TEXT,
    STEPS,
    YES_NO,
    made,
    pekppp_text,
    sotk_text,
    text,
    variable,
)

SERVICE = made(SERVICE_TEXT)
CHECKLIST = made(CHECKLIST_TEXT)
PEKPPP = made(pekppp_text())
SOTK = made(sotk_text())
SCORED = PEKPPP.codes[:-1]


def all_on(level: int) -> dict[str, int]:
    return dict.fromkeys(SCORED, level)


def test_weights_aspects_and_steps_from_zero_give_a_weighted_mean() -> None:
    exact = value(SERVICE, {"P01": 5, "P02": 0, "P03": 1})
    assert exact == Fraction(75 * 5 + 25 * 1, 100)
    assert (half_up(exact, 2), band(SERVICE, exact)) == (half_up(4, 2), "B")
    assert value(SERVICE, {"P01": 0, "P02": 5, "P03": 0}) == 0
    assert value(SERVICE, {"P01": 3, "P02": 3, "P03": 4}) == Fraction(75 * (60 * 3 + 40 * 2), 100 * 100) + 1


@pytest.mark.parametrize(
    ("level", "shown", "name"), [(0, "0.00", "F"), (3, "3.00", "C"), (4, "4.00", "B"), (5, "5.00", "A")]
)
def test_all_indicators_of_pekppp_on_one_level_have_that_value(level: int, shown: str, name: str) -> None:
    found = score(PEKPPP, all_on(level))
    holding = () if level == 5 else SCORED
    assert found == Score(Decimal(shown), name, None, holding)
    assert str(found.value) == shown  # with its decimals, as people read it


@pytest.mark.parametrize(
    ("aspect", "shown", "name"),
    [
        ("KP", "3.76", "B"),
        ("SDM", "3.75", "B"),
        ("SP", "3.82", "B"),
        ("SIPP", "3.89", "B"),
        ("KON", "3.90", "B"),
        ("INO", "3.88", "B"),
    ],
)
def test_an_aspect_of_pekppp_that_is_one_lower_costs_its_weight(aspect: str, shown: str, name: str) -> None:
    levels = {code: 4 - (PEKPPP.variable(code).aspect == aspect) for code in SCORED}
    found = score(PEKPPP, levels)
    assert found is not None
    assert (found.value, found.band) == (Decimal(shown), name)


def test_a_mixed_pekppp_by_hand() -> None:
    """Levels 0 to 5 in turn. Kebijakan: (14 + 28/2 + 42 + 40 + 85 + 7 + 14) / 100 = 2,16; the other aspects 2,40, 2,90,
    3,50, 1,65 and 4,50; together (51,84 + 60 + 52,2 + 38,5 + 16,5 + 54) / 100.
    """
    levels = {code: place % 6 for place, code in enumerate(SCORED)}
    assert value(PEKPPP, levels) == Fraction("2.7304")
    found = score(PEKPPP, levels)
    assert found is not None
    assert (found.value, found.band) == (Decimal("2.73"), "C")


def test_the_region_of_kota_madiun_2024_is_the_mean_of_its_units() -> None:
    units = [Decimal("4.73"), Decimal("4.63"), Decimal("4.63")]
    assert region_summary(PEKPPP, units, 3) == RegionResult(3, 3, Decimal("4.66"), "A")


@pytest.mark.parametrize(("index", "name"), [("4.57", "A"), ("4.27", "A-"), ("4.505", "A"), ("4.5049", "A-")])
def test_categories_of_pekppp_as_published(index: str, name: str) -> None:
    """Kabupaten Jepara: 4,57 and 4,27."""
    assert band(PEKPPP, Decimal(index)) == name


def test_a_share_of_forms_is_two_aspects() -> None:
    """F-02 4,20 and F-03 4,60 with 75 and 25 percent give 4,30."""
    assert half_up(Fraction(75 * Decimal("4.20") + 25 * Decimal("4.60")) / 100, 2) == Decimal("4.30")
    assert band(PEKPPP, Decimal("4.30")) == "A-"


def test_percent_over_dimensions_and_subdimensions() -> None:
    best, worst = dict.fromkeys(SOTK.codes, 4), dict.fromkeys(SOTK.codes, 1)
    assert score(SOTK, best) == Score(Decimal("100.00"), "", None, ())
    assert score(SOTK, worst) == Score(Decimal("25.00"), "", None, SOTK.codes)
    assert SOTK.ends == (Decimal(25), Decimal(100))
    one_down = best | {code: 1 for code in SOTK.codes if SOTK.variable(code).aspect == "TI"}
    assert score(SOTK, one_down).value == Decimal("92.50")  # type: ignore[union-attr]
    assert region_summary(SOTK, [Decimal("92.50"), Decimal("100.00")], 3) == RegionResult(2, 3, Decimal("96.25"), None)


def test_branches_that_do_not_exist_leave_their_weight_to_the_other_statements() -> None:
    levels = dict.fromkeys(SOTK.codes, 4) | {"KOM08": NOT_APPLICABLE, "KOM09": NOT_APPLICABLE}
    assert value(SOTK, levels) == 100
    levels["KOM01"] = 1
    assert value(SOTK, levels) == 100 - Fraction(25 * 3, 4 * 12)  # one of twelve, not of fourteen


def test_every_aspect_that_counts_has_a_value_of_its_own() -> None:
    levels = {"P01": 5, "P02": 5, "P03": NOT_APPLICABLE}
    assert by_aspect(SERVICE, levels) == (
        AspectValue("KP", "Kebijakan", 0, Decimal("3.00")),
        AspectValue("SDM", "Pegawai", 0, None),
    )
    assert by_aspect(SERVICE, {"P01": 5, "P02": 5}) == by_aspect(CHECKLIST, {"E01": 1, "E02": 0}) == ()
    assert {one.code for one in by_aspect(PEKPPP, all_on(3))} == set(PEKPPP_WEIGHTS)  # not the one that weighs nothing


def test_aspects_of_aspects_are_percentages_too() -> None:
    levels = {code: 1 if SOTK.variable(code).aspect == "TI" else 4 for code in SOTK.codes}
    found = {one.code: (one.depth, one.value) for one in by_aspect(SOTK, levels)}
    assert (found["STR"], found["PRO"], found["TI"]) == ((0, 100), (0, 85), (1, 25))
    assert list(found)[:2] == ["STR", "KOM"]


def test_reversed_variable_counts_as_its_mirror() -> None:
    assert [points(SERVICE, SERVICE.variable("P02"), level) for level in range(6)] == [5, 4, 3, 2, 1, 0]


def test_a_reversed_statement_is_best_where_nobody_agrees() -> None:
    kind = made(STATEMENTS_TEXT)
    assert score(kind, {"K01": 1, "K02": 4}) == Score(Decimal("100.00"), "", None, ())
    assert score(kind, {"K01": 4, "K02": 1}) == Score(Decimal("25.00"), "", None, ("K01", "K02"))
    assert Scale.of(kind).numerals == ("STS", "TS", "S", "SS")


def test_a_question_of_a_checklist_may_have_words_of_its_own() -> None:
    kind = made(SOP_TEXT)
    assert [step.statement for step in kind.variable("S1").levels] == ["Tetap", "Disempurnakan", "Dicabut"]
    assert (kind.has_level("S1", 1), kind.has_level("S1", 4), kind.has_level("E1", 4)) == (False, True, False)
    assert Scale.of(kind).numerals == ("Tid", "Ya", "Tet", "Dis", "Dic")
    scored = SOP_TEXT.replace("formula: none", "formula: percent")
    assert {fault.code for fault in check(scored.encode(), "x").faults} == {"LEVELS"}


def test_documents_of_a_variable_are_those_of_its_levels() -> None:
    """What is asked for at every level is written once."""
    asked = SOP_TEXT.replace("only_verified_counts", "required_from_level: 1, only_verified_counts")
    kind = made(asked.replace("    levels:", "    evidence: [SOP, Foto]\n    levels:"))
    assert [step.evidence for step in kind.variable("E1").levels] == [(NO_DOCUMENT,), ("SOP", "Foto")]
    assert kind.variable("E1").lower_evidence(1) == ()
    assert kind.evidence_required_from == 1 < made(SOP_TEXT).evidence_required_from


def test_not_applicable_variable_leaves_with_its_weight() -> None:
    assert value(SERVICE, {"P01": 4, "P02": 1, "P03": NOT_APPLICABLE}) == 4
    assert SERVICE.numeral(NOT_APPLICABLE, "P03") == "TB"


@pytest.mark.parametrize(("rule", "expected"), [("left_out", 4), ("lowest", 3), ("highest", Fraction(17, 4))])
def test_not_applicable_goes_as_the_instrument_says(rule: str, expected: Fraction) -> None:
    kind = made(SERVICE_TEXT.replace("formula: weighted_mean", f"formula: weighted_mean, not_applicable: {rule}"))
    levels = {"P01": 4, "P02": 1, "P03": NOT_APPLICABLE}
    found = score(kind, levels)
    assert value(kind, levels) == expected
    assert found is not None
    assert "P03" not in found.holding  # what does not apply holds nobody back


def test_a_sum_in_which_something_does_not_apply_is_scaled() -> None:
    bands = "bands: [{name: Semua, min: 0, max: 15}]\nband_rule: {rounding: half_up, decimals: 1, bounds: inclusive, "
    bands += "examples: [{value: 15, band: Semua}]}\n"
    three = [variable(f"P0{n}", range(6), "not_applicable: true,") for n in (1, 2, 3)]
    kind = made(text("sum", STEPS, bands, *three, more=", staging: terendah"))
    assert score(kind, {"P01": 4, "P02": 3, "P03": NOT_APPLICABLE}) == Score(Decimal("10.5"), "Semua", 3, ("P02",))
    assert score(kind, dict.fromkeys(kind.codes, NOT_APPLICABLE)) == Score(None, "", None, ())


def test_unscored_variable_neither_counts_nor_holds_up() -> None:
    assert (
        value(SERVICE, {"P01": 4, "P02": 1, "P03": 4}) == value(SERVICE, {"P01": 4, "P02": 1, "P03": 4, "P04": 0}) == 4
    )
    assert value(SERVICE, {"P01": 4, "P02": 1}) is None


def test_a_weighted_mean_has_a_result_without_a_staged_level() -> None:
    assert score(SERVICE, {"P01": 4, "P02": 1, "P03": 0}) == Score(Decimal("3.00"), "C", None, ("P03",))
    assert score(SERVICE, {"P01": 4, "P02": 1}) is None


def test_checklist_has_a_result_without_a_value() -> None:
    assert value(CHECKLIST, {"E01": 1, "E02": 0}) is None
    assert score(CHECKLIST, {"E01": 1, "E02": 0}) == Score(None, "", None, ())
    assert score(CHECKLIST, {"E01": 0}) is None  # not before all are answered
    assert CHECKLIST.bands == ()
    assert CHECKLIST.numeral(1, "E01") == "1"
    assert region_summary(CHECKLIST, [None, None], 5) == RegionResult(2, 5, None, None)


@settings(max_examples=100)
@given(st.lists(st.integers(0, 5), min_size=30, max_size=30), st.integers(0, 29))
def test_a_weighted_mean_stays_in_its_ends_and_never_falls_when_a_level_rises(levels: list[int], place: int) -> None:
    low, high = PEKPPP.ends
    names = [one.name for one in PEKPPP.bands]
    before = score(PEKPPP, dict(zip(SCORED, levels, strict=True)))
    levels[place] = min(5, levels[place] + 1)
    after = score(PEKPPP, dict(zip(SCORED, levels, strict=True)))
    assert before is not None
    assert after is not None
    assert low <= (before.value or 0) <= (after.value or 0) <= high
    assert names.index(before.band) <= names.index(after.band)


def test_a_level_off_the_scale_is_refused_and_a_variable_that_always_applies() -> None:
    for wrong in (6, -2, NOT_APPLICABLE):
        with pytest.raises(UnknownLevel):
            score(SERVICE, {"P01": wrong, "P02": 0, "P03": 0})


def test_a_value_outside_all_bands_is_refused_and_has_none_without_bands() -> None:
    with pytest.raises(OutOfRange):
        band(SERVICE, Decimal("5.01"))
    assert band(SOTK, 100) == ""


def test_whole_weights_enter_a_sum() -> None:
    bands = "bands: [{name: Semua, min: 0, max: 20}]\nband_rule: {rounding: half_up, decimals: 0, bounds: inclusive, "
    bands += "examples: [{value: 20, band: Semua}]}\n"
    pair = variable("P01", range(6), "weight: 3,"), variable("P02", range(6))
    weighted = made(text("sum", STEPS, bands, *pair, more=", staging: terendah"))
    assert score(weighted, {"P01": 4, "P02": 5}) == Score(Decimal(17), "Semua", 4, ("P01",))


def test_summary_of_a_checklist_names_no_value() -> None:
    report = check(
        text("none", YES_NO, "bands: []\n", variable("E01", range(2), "scored: false,")).encode(), "contoh.yaml"
    )
    assert report.instrument is not None
    assert report.summary == (
        "contoh versi 1 (draft) tanpa kesalahan: 1 variabel, tingkat 0 sampai 1, bukti diminta mulai tingkat 1. "
        f"Layar terpanjang E01, 17 dari 850 karakter. Sidik isi {report.instrument.content_hash}."
    )


def test_summary_of_a_weighted_mean_names_its_ends() -> None:
    assert "Nilai 0 sampai 5 dalam 9 kategori." in check(pekppp_text().encode(), "contoh.yaml").summary
    assert "Nilai 25 sampai 100, tanpa kategori." in check(sotk_text().encode(), "contoh.yaml").summary


def changed(old: str, new: str) -> str:
    assert old in SERVICE_TEXT
    return SERVICE_TEXT.replace(old, new)


FORMULA = "formula: weighted_mean"
SUMS = changed(FORMULA, f"{FORMULA}, weights_sum: 100")
TWO_LAYERS = "weight: 25, aspects: [{code: SUB, name: Sub, weight: 1}]}"
FALLING = changed("min: 0, max: 3}", "min: 4.01, max: 5}").replace("{name: A, min: 4.01", "{name: A, min: 0")


def worked(levels: str, value: str) -> str:
    return changed(FORMULA, f"{FORMULA}, examples: [{{levels: [{levels}], value: {value}, band: B}}]")


@pytest.mark.parametrize(
    ("code", "file", "said"),
    [
        ("WEIGHT_SUM", SUMS, "bobot P03 sampai P03 berjumlah 12,5, bukan 100"),
        ("WEIGHT_SUM", SUMS.replace("weight: 75", "weight: 70"), "bobot KP sampai SDM berjumlah 95, bukan 100"),
        ("WEIGHT_ZERO", changed("weight: 75", "weight: 0"), "KP berbobot 0"),
        ("ASPECT_EMPTY", changed("weight: 25}", "weight: 25}\n  - {code: X, name: X}"), "X tidak memuat"),
        ("ASPECT_UNKNOWN", changed("weight: 25}", TWO_LAYERS), '"SDM" bukan aspek terbawah'),
        ("CODE_DUPLICATE", changed("code: SDM", "code: KP"), '"KP" sudah dipakai'),
        ("ASPECT_UNUSED", changed(FORMULA, "formula: sum"), "jumlah tidak memakai aspek"),
        ("DECIMALS", changed(FORMULA, f"{FORMULA}, decimals: 1"), "nilai berdesimal 1, kategori 2"),
        ("BAND_GAP", changed("min: 3.01", "min: 3.02"), "B mulai di 3,02"),
        ("BAND_OVERLAP", changed("min: 3.01", "min: 3.00"), "mulai di 3,01"),
        ("BAND_COVER", changed("max: 5}", "max: 4.99}"), "nilai tertinggi 5"),
        ("BAND_ORDER", FALLING, "urutkan dari kategori terendah"),
        ("RESULT_EXAMPLE", worked("4, 1, 4", "4.10"), "hitungannya 4,00, B; perbaiki"),
        ("RESULT_EXAMPLE", worked("4, 1", "4.00"), "perlu 3 angka 0 sampai 5"),
        ("RESULT_EXAMPLE", worked("-1, 1, 4", "4.00"), "perlu 3 angka 0 sampai 5"),
    ],
)
def test_faults_of_weights_aspects_bands_and_examples(code: str, file: str, said: str) -> None:
    faults = check(file.encode(), "contoh.yaml").faults
    assert any(said in one.message for one in faults if one.code == code), faults


def test_sound_examples_and_sums_of_weights_are_taken() -> None:
    hundred = pekppp_text().replace(FORMULA, f"{FORMULA}, weights_sum: 100")
    for file in (worked("4, 1, 4", "4.00"), worked("4, 1, -1", "4.00"), hundred):
        assert check(file.encode(), "contoh.yaml").faults == ()
