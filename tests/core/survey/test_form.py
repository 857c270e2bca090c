"""What users are asked, how their page is read, and the value of all of them."""

from fractions import Fraction

from core.instrument.parse import load_packaged
from core.survey import form as rules

PEKPPP = load_packaged("pekppp-2023")
FORM = rules.form_of(PEKPPP)
assert FORM is not None
ALL = {one.code: "4" for one in FORM.questions}


def test_pekppp_asks_users_14_statements_and_kematangan_none() -> None:
    assert FORM is not None
    assert (FORM.code, len(FORM.questions), FORM.scale) == ("F03", 14, (0, 1, 2, 3, 4, 5))
    assert FORM.questions[0].text == "Syarat layanan mudah dipenuhi."
    assert rules.form_of(load_packaged("kematangan-2018")) is None


def test_only_numbers_of_the_scale_are_answers() -> None:
    assert FORM is not None
    odd = ALL | {"M01": "6", "M02": "-1", "M03": "4.0", "M04": "", "M05": "٤", "M99": "5", "ticket": "x"}
    given = rules.chosen(FORM, odd)
    assert rules.missing(FORM, given) == (1, 2, 3, 4, 5)
    assert set(given.values()) == {4}
    assert rules.missing(FORM, rules.chosen(FORM, ALL)) == ()


def test_a_value_is_the_mean_of_means_and_needs_five_answers() -> None:
    assert rules.value(total=4 * 14 * 4, answers=4, questions=14) is None
    assert rules.value(total=23 * 14, answers=5, questions=14) == Fraction(23, 5)
    assert rules.summary([{"M01": 5}] * 4) == rules.SurveySummary(4, {})
    assert rules.summary([{"M01": 5}, *[{"M01": 4}] * 4]).means == {"M01": Fraction(21, 5)}


def test_a_digest_is_the_same_for_one_mark_and_survey_only() -> None:
    assert rules.digest("00" * 32, "a") == rules.digest("00" * 32, "a")
    assert len({rules.digest(salt * 32, mark) for salt in ("00", "01") for mark in ("a", "b")}) == 4
