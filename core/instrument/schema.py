"""The form of an instrument file: its keys and their types. Every departure is reported in Indonesian."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, ValidationError
from pydantic_core import ErrorDetails

from core.instrument.parts import (
    Aspect,
    Attribute,
    Band,
    Form,
    Formula,
    Frozen,
    LevelName,
    Line,
    Marking,
    NotApplicable,
    Number,
    Proves,
    SubjectKind,
)
from core.instrument.variable import Variable
from core.instrument.yaml_lines import Path, Plain, Source, written


class BandExample(Frozen):
    """A value whose band is known, by which the file tests its own rule."""

    value: Number
    band: Line


class BandRule(Frozen):
    """How the band of a value is found: rounded half up to `decimals`, then compared; both bounds belong to
    the band.
    """

    rounding: Literal["half_up"]
    decimals: Annotated[int, Field(ge=0, le=4)]
    bounds: Literal["inclusive"]
    examples: Annotated[tuple[BandExample, ...], Field(min_length=1)]


class StagingExample(Frozen):
    """Levels of all variables in order, with the total, band and staged level they give."""

    scores: tuple[int, ...]
    total: int
    band: Line
    staged_level: int


class ResultExample(Frozen):
    """Levels of all scored variables in order (-1: does not apply), with the value and the band they give."""

    levels: tuple[int, ...]
    value: Number
    band: Line | None = None


class Scoring(Frozen):
    """The rules in words, the formula's name, and worked examples. Without `staging` nothing caps the OPD. `remark` is
    a sentence that stands beside every result. `decimals` are those of the value where there are no bands.
    `weights_sum`: what the weights side by side must add up to.
    """

    variable: Line
    total: Line
    region: Line
    remark: Annotated[Line, Field(max_length=120)] | None = None
    staging: Line | None = None
    formula: Formula = "sum"
    decimals: Annotated[int, Field(ge=0, le=4)] | None = None
    not_applicable: NotApplicable = "left_out"
    weights_sum: Annotated[Number, Field(gt=0)] | None = None
    staging_examples: tuple[StagingExample, ...] = ()
    examples: tuple[ResultExample, ...] = ()


class EvidencePolicy(Frozen):
    """Which proof is asked for; without `required_from_level` none. Documents of lower levels count too; only verified
    results are official.
    """

    cumulative: Literal[True]
    required_from_level: int | None = None
    only_verified_counts: Literal[True]


class Document(Frozen):
    """A whole file. `short_title` names the assessment where there is little room: "Penilaian Kematangan".
    `explanation`: whether every answer needs one, or a tap is enough.
    `valid_years`: the first and the last year for which it is known to be in force.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
    title: Annotated[Line, Field(max_length=120)]
    short_title: Annotated[Line, Field(max_length=40)] | None = None
    version: Annotated[int, Field(ge=1)]
    status: Literal["published", "draft"]
    language: Literal["id"]
    unit: Line
    period: Line
    legal_basis: Annotated[tuple[Line, ...], Field(min_length=1)]
    valid_years: tuple[int, int] | None = None
    levels: Annotated[tuple[LevelName, ...], Field(min_length=2)]
    bands: tuple[Band, ...]
    band_rule: BandRule | None = None
    scoring: Scoring
    explanation: Literal["required", "optional"] = "required"
    evidence_policy: EvidencePolicy
    subject: SubjectKind = "opd"
    attributes: tuple[Attribute, ...] = ()
    forms: tuple[Form, ...] = ()
    proves: tuple[Proves, ...] = ()
    aspects: tuple[Aspect, ...] = ()
    marking: Marking | None = None
    variables: Annotated[tuple[Variable, ...], Field(min_length=1)]


_KINDS = {
    "string_type": "harus berupa teks; tulis kata-kata, atau beri tanda kutip",
    "int_type": "harus berupa bilangan bulat tanpa tanda kutip",
    "is_instance_of": "harus berupa bilangan, misalnya 19 atau 19.1",
    "decimal_type": "harus berupa bilangan, misalnya 19 atau 19.1",
    "bool_type": "harus true atau false",
    "tuple_type": "harus berupa daftar; awali tiap butir dengan tanda hubung",
    "model_type": "harus berupa pasangan kunci dan isi",
    "dict_type": "harus berupa pasangan kunci dan isi",
}
_KEYS = sorted({name for model in Frozen.__subclasses__() for name in model.model_fields})


def document(plain: Plain, source: Source) -> Document | None:
    """The file in its form; None where it departs from it, with every departure recorded in `source`."""
    try:
        return Document.model_validate(plain)
    except ValidationError as error:
        known = {fault.path for fault in source.faults}
        for detail in error.errors(include_url=False):
            if written(detail["loc"]) not in known:  # one mistake, one fault
                source.fault(*_said(detail))
        return None


def _said(detail: ErrorDetails) -> tuple[str, Path, str]:
    code, message = _fault(detail)
    return code, detail["loc"], message


def _fault(detail: ErrorDetails) -> tuple[str, str]:
    kind, bounds = detail["type"], detail.get("ctx", {})
    match kind:
        case "missing":
            return "KEY_MISSING", "belum ada; tambahkan kunci ini beserta isinya"
        case "extra_forbidden":
            near = get_close_matches(str(detail["loc"][-1]), _KEYS, n=1)
            hint = f"mungkin maksudnya {near[0]}" if near else "hapus kunci ini"
            return "KEY_UNKNOWN", f"kunci tidak dikenal; {hint}"
        case "literal_error":
            allowed = str(bounds["expected"]).replace(" or ", " atau ").replace("'", "")
            return "CHOICE", f"{_shown(detail['input'])} tidak dikenal; pilih {allowed}"
        case "string_too_short" | "too_short":
            return "EMPTY", "masih kosong; isi sedikitnya satu"
        case "string_too_long":
            length = len(str(detail["input"]))
            return "TEXT_LENGTH", f"{length} karakter; ringkas menjadi paling banyak {bounds['max_length']}"
        case "string_pattern_mismatch":
            return _pattern(detail)
        case "greater_than" | "greater_than_equal" | "less_than" | "less_than_equal":
            return "RANGE", f"{detail['input']} di luar batas; {_limit(kind, bounds)}"
        case _:
            return "TYPE", _KINDS.get(kind, "isinya tidak sesuai; lihat instrumen lain sebagai contoh")


def _pattern(detail: ErrorDetails) -> tuple[str, str]:
    shown = _shown(detail["input"])
    match detail["loc"][-1]:
        case "code":
            return "CODE_FORM", f"{shown} bukan kode; pakai huruf besar dan angka seperti V01"
        case "id":
            return "ID_FORM", f"{shown} bukan id; pakai huruf kecil, angka, dan tanda hubung"
        case _:
            return "TEXT_LINE", "berisi ganti baris atau karakter kendali; tulis dalam satu baris"


def _limit(kind: str, bounds: dict[str, object]) -> str:
    words = {
        "greater_than": ("gt", "harus lebih dari"),
        "greater_than_equal": ("ge", "paling sedikit"),
        "less_than": ("lt", "harus kurang dari"),
        "less_than_equal": ("le", "paling banyak"),
    }
    key, word = words[kind]
    return f"{word} {bounds[key]}"


def _shown(value: object) -> str:
    text = str(value)
    return f'"{text[:40]}…"' if len(text) > 40 else f'"{text}"'
