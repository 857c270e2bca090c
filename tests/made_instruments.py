"""Made-up instruments of every kind, as files. Only the weights and categories of PEKPPP and of the evaluation of the
structure are real (PermenPANRB 29/2022 and 20/2018, as several sources have them); their sentences are not.
"""

from collections.abc import Iterable, Mapping

from core.instrument.parse import Instrument, parse

HEAD = """
id: {id}
title: {title}
version: 1
status: draft
language: id
unit: unit layanan
period: tahunan
legal_basis: [Contoh]
evidence_policy: {{cumulative: true, required_from_level: {proof_from}, only_verified_counts: true}}
scoring: {{variable: contoh, total: contoh, region: contoh, formula: {formula}{more}}}
"""
STEPS = "levels:\n" + "".join(f"  - {{value: {n}, roman: '{n}', name: Tahap {n}}}\n" for n in range(6))
YES_NO = "levels:\n  - {value: 0, roman: '0', name: Tidak}\n  - {value: 1, roman: '1', name: Ya}\n"
FOUR = "levels:\n" + "".join(f"  - {{value: {n}, roman: '{n}', name: Jawaban {n}}}\n" for n in range(1, 5))
CATEGORIES = """
bands:
  - {name: C, min: 0, max: 3}
  - {name: B, min: 3.01, max: 4}
  - {name: A, min: 4.01, max: 5}
band_rule: {rounding: half_up, decimals: 2, bounds: inclusive, examples: [{value: 4.005, band: A}]}
"""
ASPECTS = """
aspects:
  - {code: KP, name: Kebijakan, weight: 75}
  - {code: SDM, name: Pegawai, weight: 25}
"""
PEKPPP_BANDS = "bands:\n" + "".join(
    f"  - {{name: {name}, min: {least}, max: {most}}}\n"
    for name, least, most in (
        *(("F", "0", "1"), ("E", "1.01", "1.5"), ("D", "1.51", "2"), ("C-", "2.01", "2.5"), ("C", "2.51", "3")),
        *(("B-", "3.01", "3.5"), ("B", "3.51", "4"), ("A-", "4.01", "4.5"), ("A", "4.51", "5")),
    )
)
PEKPPP_RULE = "band_rule: {rounding: half_up, decimals: 2, bounds: inclusive, examples: [{value: 4.27, band: A-}]}\n"
PEKPPP_WEIGHTS: Mapping[str, tuple[int, tuple[int, ...]]] = {
    "KP": (24, (17, 14, 7, 14, 10, 17, 7, 7, 7)),
    "SDM": (25, (10, 20, 20, 20, 30)),
    "SP": (18, (15, 23, 20, 20, 11, 11)),
    "SIPP": (11, (30, 20, 20, 30)),
    "KON": (10, (20, 25, 25, 30)),
    "INO": (12, (50, 50)),
}
SOTK: Mapping[str, tuple[str, Mapping[str, tuple[str, int]]]] = {
    "STR": ("50", {"KOM": ("25", 14), "FOR": ("12.5", 7), "SEN": ("12.5", 11)}),
    "PRO": ("50", {"SEL": ("10", 8), "TAT": ("10", 7), "PER": ("10", 4), "RIS": ("10", 6), "TI": ("10", 5)}),
}
"""Dimension -> its weight, and its subdimensions with weight and number of statements."""


def variable(code: str, levels: Iterable[int], more: str = "") -> str:
    """A variable; `more` are further keys, each with a comma behind it. The lowest level needs no document."""
    steps = tuple(levels)
    lines = [
        f"  - {{code: {code}, name: Butir {code}, short: {code}, field: organisasi,",
        f"     question: Seberapa, help: Lihat, {more}",
        "     levels: [",
    ]
    for n in steps:
        documents = "Tidak ada dokumen yang diwajibkan" if n == steps[0] else f"Dokumen {n}"
        lines.append(f"      {{level: {n}, statement: T{n}, evidence: [{documents}], next_step: N, source: pattern}},")
    return "\n".join([*lines, "    ]}"])


def text(
    formula: str, scale: str, rest: str, *variables: str, more: str = "", id: str = "contoh", title: str = "Contoh"
) -> str:
    """A file; `more` are further keys of `scoring`, each behind a comma."""
    proof_from = 2 if scale is FOUR else 1
    head = HEAD.format(id=id, title=title, formula=formula, more=more, proof_from=proof_from)
    return head + scale + rest + "variables:\n" + "\n".join(variables)


def made(file: str) -> Instrument:
    return parse(file, "contoh.yaml")


SERVICE_TEXT = text(
    "weighted_mean",
    STEPS,
    CATEGORIES + ASPECTS,
    variable("P01", range(6), "aspect: KP, weight: 60,"),
    variable("P02", range(6), "aspect: KP, weight: 40, reversed: true,"),
    variable("P03", range(6), "aspect: SDM, weight: 12.5, not_applicable: true,"),
    variable("P04", range(6), "aspect: SDM, scored: false,"),
    id="layanan-contoh",
    title="Evaluasi Layanan Contoh",
)
CHECKLIST_TEXT = text(
    "none",
    YES_NO,
    "bands: []\n",
    variable("E01", range(2), "scored: false,"),
    variable("E02", range(2), "scored: false, not_applicable: true,"),
    id="daftar-contoh",
    title="Pemeriksaan Contoh",
)


STRUCTURE_TEXT = text(
    "percent",
    FOUR,
    "bands: []\n",
    *(variable(f"V{n:02}", range(1, 5)) for n in range(1, 4)),
    id="struktur-contoh",
    title="Evaluasi Struktur Contoh",
)
"""With the codes of another instrument, V01 to V03."""


def on_shelf(file: str, short_title: str = "") -> str:
    """The file as it may stand on the shelf from which periods take their instruments."""
    short = f"short_title: {short_title}\nversion:" if short_title else "version:"
    return file.replace("status: draft", "status: published").replace("version:", short, 1)


def pekppp_text() -> str:
    """F-02 of PEKPPP: six aspects of 30 indicators, and one more that is not counted."""
    aspects = "".join(
        f"  - {{code: {code}, name: {code}, weight: {weight}}}\n" for code, (weight, _) in PEKPPP_WEIGHTS.items()
    )
    inner = [(code, weight) for code, (_, weights) in PEKPPP_WEIGHTS.items() for weight in weights]
    variables = [
        variable(f"P{place:02}", range(6), f"aspect: {code}, weight: {weight},")
        for place, (code, weight) in enumerate(inner, start=1)
    ]
    extra = variable("P31", range(6), "aspect: IT, scored: false,")
    rest = f"{PEKPPP_BANDS}{PEKPPP_RULE}aspects:\n{aspects}  - {{code: IT, name: Tambahan, weight: 0}}\n"
    return text("weighted_mean", STEPS, rest, *variables, extra, id="pekppp-contoh")


BRANCHES = (("KOM", 8), ("KOM", 9))
"""Statements on branches, for OPD that have none."""


def statement(aspect: str, n: int) -> str:
    may = "not_applicable: true," if (aspect, n) in BRANCHES else ""
    return variable(f"{aspect}{n:02}", range(1, 5), f"aspect: {aspect}, {may}")


def sotk_text() -> str:
    """The questionnaire on the structure: percent, dimensions of subdimensions, 2 of 62 statements may not apply."""
    lines, variables = [], []
    for dimension, (weight, parts) in SOTK.items():
        lines.append(f"  - code: {dimension}\n    name: {dimension}\n    weight: {weight}\n    aspects:\n")
        for code, (share, count) in parts.items():
            lines.append(f"      - {{code: {code}, name: {code}, weight: {share}}}\n")
            variables += [
                variable(
                    f"{code}{n:02}",
                    range(1, 5),
                    f"aspect: {code}, {'not_applicable: true,' if (code, n) in BRANCHES else ''}",
                )
                for n in range(1, count + 1)
            ]
    return text("percent", FOUR, f"bands: []\naspects:\n{''.join(lines)}", *variables, id="sotk-contoh")


SOP_TEXT = """
id: sop-contoh
title: Pemeriksaan SOP Contoh
version: 1
status: draft
language: id
unit: SOP
period: tiap 6 bulan
legal_basis: [Contoh]
explanation: optional
evidence_policy: {cumulative: true, only_verified_counts: true}
scoring: {variable: contoh, total: contoh, region: contoh, formula: none}
levels:
  - {value: 0, roman: Tidak, name: Tidak}
  - {value: 1, roman: Ya, name: Ya}
  - {value: 2, roman: Tetap, name: Tetap}
  - {value: 3, roman: Disempurnakan, name: Disempurnakan}
  - {value: 4, roman: Dicabut, name: Dicabut}
bands: []
variables:
  - code: E1
    name: SOP mudah dipahami
    short: Mudah dipahami
    question: SOP mudah dipahami pelaksana.
    not_applicable: true
    levels: [{level: 0, statement: Tidak, source: pattern}, {level: 1, statement: Ya, source: pattern}]
  - code: S1
    name: Keputusan untuk SOP ini
    short: Keputusan
    question: Apa keputusan untuk SOP ini?
    levels:
      - {level: 2, statement: Tetap, source: pattern}
      - {level: 3, statement: Disempurnakan, source: pattern}
      - {level: 4, statement: Dicabut, source: pattern}
"""
"""A tap a question: yes or no, or one of several words. No explanation, no proof."""

STATEMENTS_TEXT = """
id: pernyataan-contoh
title: Pernyataan Contoh
version: 1
status: draft
language: id
unit: perangkat daerah
period: sekali
legal_basis: [Contoh]
explanation: optional
evidence_policy: {cumulative: true, only_verified_counts: true}
scoring: {variable: contoh, total: contoh, region: contoh, formula: percent}
levels:
  - {value: 1, roman: STS, name: Sangat tidak setuju}
  - {value: 2, roman: TS, name: Tidak setuju}
  - {value: 3, roman: S, name: Setuju}
  - {value: 4, roman: SS, name: Sangat setuju}
bands: []
variables:
  - {code: K01, name: Susunan rumit, short: Kerumitan, question: Susunan tampak terlalu rumit., reversed: true}
  - {code: K02, name: Jabatan cukup, short: Jabatan, question: Jabatan yang ada mencukupi.}
"""
"""Statements with four answers, of which one counts the other way round."""


FORMS_TEXT = text(
    "weighted_mean",
    STEPS,
    CATEGORIES
    + """
forms:
  - {code: F01, name: Isian unit, filled_by: unit, share: 50}
  - {code: F02, name: Isian evaluator, filled_by: evaluator, share: 25}
  - {code: F03, name: Isian pengguna, filled_by: public, share: 25}
""",
    variable("P01", range(6)),
    variable("U01", range(6), "essay: true,"),
    variable("E01", range(6), "form: F02,"),
    "  - {code: E02, name: Nilai pengamatan, short: Pengamatan, question: Seberapa, form: F02, mark: true}",
    variable("M01", range(6), "form: F03,"),
    id="formulir-contoh",
    title="Evaluasi Tiga Formulir",
)
"""A part that the OPD fills in with an essay, one of the team with a mark, one of the public."""


REGISTER_TEXT = SOP_TEXT.replace(
    "explanation: optional",
    """subject: sop
attributes:
  - {code: TGL, name: Tanggal pengesahan, date: true, required: true}
  - {code: UNIT, name: Unit pemilik}
explanation: optional""",
)
"""The same about each SOP of an OPD's register."""
