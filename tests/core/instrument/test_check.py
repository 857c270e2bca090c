"""What a person who writes an instrument is told: every fault with its place and remedy, each code at least once."""

import ast
import re
from collections.abc import Callable
from pathlib import Path

import pytest

import core
from core.instrument.check import check
from core.instrument.parse import InstrumentError, packaged_text, parse
from tests.made_instruments import FORMS_TEXT, REGISTER_TEXT, SERVICE_TEXT

TEXT = packaged_text("kematangan-2018")
NAME = "kematangan-2018.yaml"


def said(text: str | bytes) -> tuple[str, ...]:
    return check(text if isinstance(text, bytes) else text.encode(), NAME).lines


def swapped(*pairs: tuple[str, str]) -> str:
    """The real instrument with pieces replaced, each where it stands first."""
    text = TEXT
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def line_of(text: str, piece: str) -> int:
    return text[: text.index(piece)].count("\n") + 1


def test_a_sound_instrument_gives_one_paragraph() -> None:
    report = check(TEXT.encode(), NAME)
    assert report.faults == ()
    assert report.instrument is not None
    assert report.lines == (
        "kematangan-2018 versi 3 (published) tanpa kesalahan: 11 variabel, tingkat I sampai V, bukti diminta mulai "
        "tingkat II. Nilai 11 sampai 55 dalam 5 kategori. Layar terpanjang V01, 783 dari 850 karakter. "
        f"Sidik isi {report.instrument.content_hash}.",
    )


def test_a_gap_between_bands_is_told_as_in_the_style_guide() -> None:
    text = swapped(("min: 37.1", "min: 37.5"))
    place = f"{NAME} baris {line_of(text, '- {name: Tinggi, min')}, bands[3]"
    assert (
        said(text)[0] == f'BAND_GAP: "{place}: Sedang berakhir di 37, Tinggi mulai di 37,5; isi rentang di antaranya"'
    )


def test_all_faults_are_told_at_once_in_the_order_of_the_file() -> None:
    text = swapped(
        ("version: 3", "version: satu"), ("short: Perencanaan", "sort: Perencanaan"), ("field: keuangan", "field: uang")
    )
    lines = said(text)
    place = text.splitlines().index("    sort: Perencanaan") + 1
    v01, v07 = line_of(text, "- code: V01"), line_of(text, "field: uang")
    fields = "organisasi, pengawasan, perencanaan, kepegawaian atau keuangan"
    assert lines == (
        f'TYPE: "{NAME} baris {line_of(text, "version:")}, version: harus berupa bilangan bulat tanpa tanda kutip"',
        f'KEY_MISSING: "{NAME} baris {v01}, variables[0].short: belum ada; tambahkan kunci ini beserta isinya"',
        f'KEY_UNKNOWN: "{NAME} baris {place}, variables[0].sort: kunci tidak dikenal; mungkin maksudnya short"',
        f'CHOICE: "{NAME} baris {v07}, variables[6].field: "uang" tidak dikenal; pilih {fields}"',
    )


def test_a_statement_is_named_by_its_path() -> None:
    text = swapped(("statement: Pemantauan berjalan", "statement: 5 #"))
    path = "variables[1].levels[1].statement"
    place = f"{NAME} baris {line_of(text, 'statement: 5 #')}, {path}"
    assert said(text) == (f'TYPE: "{place}: harus berupa teks; tulis kata-kata, atau beri tanda kutip"',)


V01_LEVEL_1 = "evidence: [Renja perangkat daerah, RKA tahun berjalan]"
SHORT_I = "short: Dipilih tanpa tolok ukur yang bisa dihitung"
SHORT_II = "short: Hasil yang dituju tiap kegiatan ditelaah dan dicatat"
FORMULA_NONE = ("  total: jumlah nilai 11 variabel\n", "  total: tidak ada\n  formula: none\n")
WEIGHTED = ("  total: jumlah nilai 11 variabel\n", "  total: rata-rata\n  formula: weighted_mean\n")

SERVICE_REGISTER = REGISTER_TEXT.replace(
    "  - {code: UNIT, name: Unit pemilik}\n", "  - {code: NOMOR, name: Nomor, DATE}\n"
)
"""The date of a register's line is to be filled in."""
SOTK = packaged_text("sotk-2018")

FAULTS: dict[str, list[tuple[str, str] | Callable[[], str | bytes]]] = {
    "FILE_SIZE": [lambda: "# " + "x" * 300_000],
    "FILE_ENCODING": [lambda: TEXT.encode("utf-16"), lambda: b"\xe9" + TEXT.encode(), lambda: "id: \x07" + TEXT],
    "FILE_EMPTY": [lambda: "", lambda: "# hanya catatan", lambda: "- satu\n- dua"],
    "YAML_SYNTAX": [("id: kematangan-2018", "id: [kematangan-2018"), lambda: TEXT + "\n---\nid: lain"],
    "YAML_ALIAS": [lambda: TEXT + "\na: &a [1]\nb: [*a, *a]"],
    "YAML_DEPTH": [lambda: "a: " + "[" * 5_000, lambda: "a: " + "{a: " * 500],
    "YAML_TAG": [
        ("id: kematangan-2018", "id: !!python/object/apply:os.system [echo]"),
        ("id: kematangan-2018", "id: !!binary aGFsbw=="),
        ("version: 3", "7: 2"),
        lambda: TEXT + "\n<<: {a: 1}",
    ],
    "NUMBER_FORM": [("version: 3", "version: 0x1"), ("max: 55}", "max: .inf}"), ("max: 55}", "max: 5_5}")],
    "KEY_DUPLICATE": [("version: 3", "version: 3\nversion: 3")],
    "KEY_MISSING": [("unit: perangkat daerah\n", "")],
    "KEY_UNKNOWN": [("unit: perangkat daerah", "unit: perangkat daerah\nwarna: biru")],
    "TYPE": [("max: 55}", "max: lima}"), ("version: 3", "version: true"), ("version: 3", 'version: "1"')],
    "CHOICE": [("status: published", "status: terbit"), ("cumulative: true", "cumulative: false")],
    "EMPTY": [("title: Penilaian Mandiri Kematangan Perangkat Daerah", 'title: ""')],
    "TEXT_LENGTH": [(SHORT_I, SHORT_I + " x" * 11), ("short: Monitoring", "short: Monitoring dan Pengendalian")],
    "TEXT_LINE": [("title: Penilaian", 'title: "Penilaian\\n"\nx: ')],
    "CODE_FORM": [("code: V01", "code: v-01")],
    "ID_FORM": [("id: kematangan-2018", "id: Kematangan 2018")],
    "RANGE": [("version: 3", "version: 0"), ("decimals: 1", "decimals: 9")],
    "SCALE": [("{value: 3, roman: III", "{value: 4, roman: IV"), ("{value: 1, roman: I,", "{value: 2, roman: II,")],
    "NUMERAL": [("roman: IV", "roman: IIII")],
    "NAME_DUPLICATE": [
        ("name: Rendah, character", "name: Tinggi, character"),
        ("name: Rendah, min", "name: Tinggi, min"),
    ],
    "CODE_DUPLICATE": [("code: V02", "code: V01")],
    "SHORT_DUPLICATE": [("short: Monitoring", "short: Perencanaan"), (SHORT_II, SHORT_I)],
    "SHORT_MISSING": [(f"        {SHORT_II}\n", "")],
    "SHORT_LENGTH": [lambda: swapped((SHORT_I, SHORT_I + " x" * 10), (SHORT_II, SHORT_II + " x" * 6))],
    "EXAMPLE_FORM": [("example: Kegiatan {year}", "example: Kegiatan {tahun}"), ("example: Kegiatan", "example: Ke}")],
    "EVIDENCE_FROM": [("required_from_level: 2", "required_from_level: 6")],
    "EVIDENCE_EMPTY": [(V01_LEVEL_1, "evidence: []")],
    "EVIDENCE_DUPLICATE": [(V01_LEVEL_1, "evidence: [RKA, RKA]")],
    "EVIDENCE_REQUIRED": [
        (V01_LEVEL_1, "evidence: [RKA, Tidak ada dokumen yang diwajibkan]"),
        ("required_from_level: 2", "required_from_level: 1"),
    ],
    "EVIDENCE_LENGTH": [(V01_LEVEL_1, f"evidence: [{'Renja ' * 60}]")],
    "LEVELS": [("- level: 2", "- level: 3"), ("- level: 5", "- level: 6")],
    "SCREEN_LENGTH": [("question: Bagaimana kantor", f"question: {'Bagaimana ' * 20}kantor")],
    "BAND_MISSING": [lambda: re.sub(r"band_rule:\n(  .*\n)+", "", TEXT)],
    "BAND_UNUSED": [FORMULA_NONE],
    "BAND_DECIMALS": [("max: 46}", "max: 46.05}")],
    "BAND_ORDER": [("min: 19.1, max: 28}", "min: 28, max: 19.1}")],
    "BAND_GAP": [("min: 28.1", "min: 28.2")],
    "BAND_OVERLAP": [("min: 28.1", "min: 28")],
    "BAND_COVER": [("min: 11", "min: 12"), ("max: 55}", "max: 54}")],
    "BAND_EXAMPLE": [("{value: 37.6, band: Tinggi}", "{value: 37.6, band: Sedang}"), ("{value: 19,", "{value: 9,")],
    "STAGING_EXAMPLE": [
        ("total: 52,", "total: 53,"),
        ("scores: [3, 3,", "scores: [3,"),
        ("scores: [3,", "scores: [0,"),
    ],
    "ASPECT_UNKNOWN": [("    short: Monitoring", "    aspect: KP\n    short: Monitoring")],
    "WEIGHT_WHOLE": [("    short: Monitoring", "    weight: 1.5\n    short: Monitoring")],
    "ASPECT_EMPTY": [lambda: SERVICE_TEXT.replace("weight: 25}", "weight: 25}\n  - {code: X, name: X}")],
    "ASPECT_UNUSED": [lambda: SERVICE_TEXT.replace("formula: weighted_mean", "formula: sum")],
    "WEIGHT_ZERO": [lambda: SERVICE_TEXT.replace("weight: 75", "weight: 0")],
    "WEIGHT_SUM": [lambda: SERVICE_TEXT.replace("formula: weighted_mean", "formula: weighted_mean, weights_sum: 1")],
    "DECIMALS": [lambda: SERVICE_TEXT.replace("formula: weighted_mean", "formula: weighted_mean, decimals: 1")],
    "RESULT_EXAMPLE": [
        (
            "scoring:\n",
            "scoring:\n  examples: [{levels: [3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3], value: 3, band: Sedang}]\n",
        ),
        ("scoring:\n", "scoring:\n  examples: [{levels: [3], value: 3, band: Sedang}]\n"),
    ],
    "SUBJECT_UNUSED": [("variables:\n", "attributes: [{code: NOMOR, name: Nomor}]\nvariables:\n")],
    "COUNT_DATE": [lambda: SERVICE_REGISTER.replace("DATE", "date: true, of: 14")],
    "LIMIT_DATE": [lambda: SERVICE_REGISTER.replace("DATE", "old_after: [12]")],
    "LIMIT_ORDER": [lambda: SERVICE_REGISTER.replace("DATE", "date: true, old_after: [24, 24]")],
    "RENEWS_UNKNOWN": [
        lambda: SERVICE_REGISTER.replace("DATE", "date: true, renews: NOMOR"),
        lambda: SERVICE_REGISTER.replace("DATE", "date: true, renews: BARU"),
    ],
    "FORM_UNUSED": [("variables:\n", "forms: [{code: F, name: F, filled_by: unit}]\nvariables:\n")],
    "FORM_UNKNOWN": [lambda: FORMS_TEXT.replace("form: F02", "form: F09")],
    "FORM_UNIT": [lambda: FORMS_TEXT.replace("filled_by: unit", "filled_by: evaluator")],
    "ACTION_LEVEL": [("  - code: V01\n", "  - code: V01\n    action_at: [9]\n")],
    "FORM_EMPTY": [lambda: FORMS_TEXT.replace("form: F03,", "")],
    "MARK_LEVELS": [lambda: FORMS_TEXT.replace("form: F03,", "mark: true,")],
    "MARK_FORMULA": [lambda: FORMS_TEXT.replace("formula: weighted_mean", "formula: sum")],
    "MARKING": [
        lambda: SOTK.replace("'41-60', '51-70']", "'41-60']"),
        lambda: SOTK.replace("'81-100'", "'81-101'"),
        lambda: SOTK.replace("'81-100'", "'100-81'"),
    ],
    "MARKING_UNUSED": [lambda: SOTK.replace("    mark: true\n", "")],
    "NOTHING_SCORED": [lambda: re.sub(r"\n    short:", "\n    scored: false\n    short:", TEXT)],
}


def codes(text: str | bytes) -> set[str]:
    return {fault.code for fault in check(text, NAME).faults} if isinstance(text, bytes) else codes(text.encode())


@pytest.mark.parametrize(("code", "case"), [(code, case) for code, cases in FAULTS.items() for case in cases])
def test_fault(code: str, case: tuple[str, str] | Callable[[], str | bytes]) -> None:
    text = case() if callable(case) else swapped(case)
    assert code in codes(text)
    for fault in check(text if isinstance(text, bytes) else text.encode(), NAME).faults:
        assert fault.file == NAME
        assert re.fullmatch(r".+(; .+)|harus .+", fault.message), fault.message


def test_every_fault_code_has_a_case() -> None:
    written: set[str] = set()
    for path in (Path(core.__file__).parent / "instrument").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and re.fullmatch(r"[A-Z]{4,}(_[A-Z]+)*|(ID|KEY)_[A-Z]+", str(node.value)):
                written.add(str(node.value))
    assert written - {"VIII", "NO_DOCUMENT"} == set(FAULTS) | {"INSTRUMENT_UNKNOWN", "ID_FILE"}


def test_one_mistake_gives_one_fault() -> None:
    place = f"{NAME} baris {line_of(TEXT, 'version: 3')}, version"
    lines = said(swapped(("version: 3", "version: 0x1")))
    assert lines == (f'NUMBER_FORM: "{place}: bilangan 0x1 tidak lazim; tulis seperti 19 atau 19.1"',)


def test_parse_raises_all_faults() -> None:
    with pytest.raises(InstrumentError) as caught:
        parse(swapped(("code: V02", "code: V01"), ("roman: IV", "roman: IIII")), NAME)
    assert [fault.code for fault in caught.value.faults] == ["NUMERAL", "CODE_DUPLICATE"]
    assert str(caught.value).count("\n") == 1


def test_a_file_with_a_byte_order_mark_is_read() -> None:
    assert check(b"\xef\xbb\xbf" + TEXT.encode(), NAME).faults == ()


def test_nothing_in_a_file_is_ever_run(tmp_path: Path) -> None:
    target = tmp_path / "ran"
    said(f"id: !!python/object/apply:pathlib.Path.touch [!!python/object/apply:pathlib.Path [{target}]]")
    assert not target.exists()
