"""Other instruments fit without new Python: weights, aspects, 0-5 steps, reversed, not applicable, unscored.

Invented figures; the real ones come with their own files.
"""

from fractions import Fraction

import pytest

from core.instrument.check import check
from core.instrument.parse import Instrument, parse
from core.instrument.scoring import band, half_up, points, score, value

HEAD = """
id: {id}
title: Contoh
version: 1
status: draft
language: id
unit: unit layanan
period: tahunan
legal_basis: [Contoh]
evidence_policy: {{cumulative: true, required_from_level: 1, only_verified_counts: true}}
scoring: {{variable: contoh, total: contoh, region: contoh, staging: tidak ada, formula: {formula}}}
"""
STEPS = "levels:\n" + "".join(f"  - {{value: {n}, roman: '{n}', name: Tahap {n}}}\n" for n in range(6))
YES_NO = "levels:\n  - {value: 0, roman: '0', name: Tidak}\n  - {value: 1, roman: '1', name: Ya}\n"
CATEGORIES = """
bands:
  - {name: C, min: 0, max: 3}
  - {name: B, min: 3.01, max: 4}
  - {name: A, min: 4.01, max: 5}
band_rule: {rounding: half_up, decimals: 2, bounds: inclusive, examples: [{value: 4.005, band: A}]}
aspects:
  - {code: KP, name: Kebijakan, weight: 75}
  - {code: SDM, name: Pegawai, weight: 25}
"""


def variable(code: str, steps: int, more: str) -> str:
    lines = [
        f"  - {{code: {code}, name: Butir {code}, short: {code}, field: organisasi,",
        f"     question: Seberapa, help: Lihat, {more}",
        "     levels: [",
    ]
    for n in range(steps):
        documents = "Tidak ada dokumen yang diwajibkan" if n == 0 else f"Dokumen {n}"
        lines.append(f"      {{level: {n}, statement: T{n}, evidence: [{documents}], next_step: N, source: pattern}},")
    return "\n".join([*lines, "    ]}"])


def instrument(formula: str, scale: str, rest: str, *variables: str) -> Instrument:
    return parse(
        HEAD.format(id="contoh", formula=formula) + scale + rest + "variables:\n" + "\n".join(variables), "contoh.yaml"
    )


SERVICE = instrument(
    "weighted_mean",
    STEPS,
    CATEGORIES,
    variable("P01", 6, "aspect: KP, weight: 60,"),
    variable("P02", 6, "aspect: KP, weight: 40, reversed: true,"),
    variable("P03", 6, "aspect: SDM, weight: 12.5, not_applicable: true,"),
    variable("P04", 6, "aspect: SDM, scored: false,"),
)
CHECKLIST = instrument(
    "none", YES_NO, "bands: []\n", variable("E01", 2, "scored: false,"), variable("E02", 2, "scored: false,")
)


def test_weights_aspects_and_steps_from_zero_give_a_weighted_mean() -> None:
    exact = value(SERVICE, {"P01": 5, "P02": 0, "P03": 1})
    assert exact == Fraction(75 * 5 + 25 * 1, 100)
    assert (half_up(exact, 2), band(SERVICE, exact)) == (half_up(4, 2), "B")
    assert value(SERVICE, {"P01": 0, "P02": 5, "P03": 0}) == 0
    assert value(SERVICE, {"P01": 3, "P02": 3, "P03": 4}) == Fraction(75 * (60 * 3 + 40 * 2), 100 * 100) + 1


def test_reversed_variable_counts_as_its_mirror() -> None:
    assert [points(SERVICE, SERVICE.variable("P02"), level) for level in range(6)] == [5, 4, 3, 2, 1, 0]


def test_not_applicable_variable_leaves_with_its_weight() -> None:
    assert value(SERVICE, {"P01": 4, "P02": 1, "P03": None}) == 4


def test_unscored_variable_neither_counts_nor_holds_up() -> None:
    assert (
        value(SERVICE, {"P01": 4, "P02": 1, "P03": 4}) == value(SERVICE, {"P01": 4, "P02": 1, "P03": 4, "P04": 0}) == 4
    )
    assert value(SERVICE, {"P01": 4, "P02": 1}) is None


def test_weighted_mean_has_no_total() -> None:
    with pytest.raises(ValueError, match="has no total"):
        score(SERVICE, {"P01": 4, "P02": 1, "P03": 4})


def test_checklist_has_answers_but_no_value() -> None:
    assert value(CHECKLIST, {"E01": 1, "E02": 0}) is None
    assert CHECKLIST.bands == ()
    assert CHECKLIST.numeral(1) == "1"


def test_whole_weights_enter_a_sum() -> None:
    bands = "bands: [{name: Semua, min: 0, max: 20}]\nband_rule: {rounding: half_up, decimals: 0, bounds: inclusive, "
    bands += "examples: [{value: 20, band: Semua}]}\n"
    weighted = instrument("sum", STEPS, bands, variable("P01", 6, "weight: 3,"), variable("P02", 6, ""))
    found = score(weighted, {"P01": 4, "P02": 5})
    assert found is not None
    assert (found.total, found.staged_level, found.holding) == (17, 4, ("P01",))


def test_summary_of_a_checklist_names_no_value() -> None:
    text = (
        HEAD.format(id="contoh", formula="none")
        + YES_NO
        + "bands: []\nvariables:\n"
        + variable("E01", 2, "scored: false,")
    )
    report = check(text.encode(), "contoh.yaml")
    assert report.instrument is not None
    assert report.summary == (
        "contoh versi 1 (draft) tanpa kesalahan: 1 variabel, tingkat 0 sampai 1, bukti diminta mulai tingkat 1. "
        f"Layar terpanjang E01, 17 dari 850 karakter. Sidik isi {report.instrument.content_hash}."
    )
