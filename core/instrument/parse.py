"""Reads instruments (instrumen): what is asked, on which scale, how a total is called. They are data, and always
checked as a whole.

`parse` reads any file, `load_packaged` those of this program (core/instruments). Sources of the rules:
docs/decisions/instruments.md.
"""

from __future__ import annotations

import hashlib
import json
import re
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files

from core.instrument.bands import check_bands, check_examples
from core.instrument.model import Instrument as Instrument
from core.instrument.parts import (
    NEVER,
    NO_DOCUMENT as NO_DOCUMENT,
    UnknownLevel as UnknownLevel,
    UnknownVariable as UnknownVariable,
)
from core.instrument.rules import check_parts
from core.instrument.schema import Document, document
from core.instrument.variable import Level, Variable as Variable
from core.instrument.yaml_lines import (
    InstrumentError as InstrumentError,
    InstrumentFault as InstrumentFault,
    Plain,
    Source,
    read,
)


def parse(text: str, name: str) -> Instrument:
    """The instrument in `text`; `name` is the file's name for messages. InstrumentError holds all faults."""
    source = Source(name)
    return from_plain(read(text, source), source)


def from_plain(plain: Plain, source: Source) -> Instrument:
    """The instrument of a file's content, however it was read. InstrumentError holds all faults, with the lines that
    `source` knows.
    """
    form = document(plain, source)
    if form is None:
        source.refuse()
    assert form is not None
    form = _filled(form)
    check_parts(form, source)
    check_bands(form, source)
    source.refuse()
    instrument = _instrument(form, content_hash(plain))
    check_examples(instrument, form, source)
    source.refuse()
    return instrument


DEFAULT_ID = "kematangan-2018"
"""The instrument of a Pemda's first period; later ones have that of the last one."""


def packaged_ids() -> tuple[str, ...]:
    """Ids of the instruments that come with the program."""
    names = (entry.name for entry in files("core").joinpath("instruments").iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")))


def packaged_text(id: str) -> str:
    """The file of a packaged instrument as it stands. InstrumentError if there is none of this id."""
    known = packaged_ids()
    if not re.fullmatch(r"[a-z0-9-]+", id) or id not in known:
        message = f"instrumen ini tidak ada; pilih {', '.join(known)}"
        raise InstrumentError((InstrumentFault("INSTRUMENT_UNKNOWN", id, 0, "", message),))
    return files("core").joinpath("instruments", f"{id}.yaml").read_text(encoding="utf-8")


@lru_cache(maxsize=16)
def load_packaged(id: str) -> Instrument:
    """The packaged instrument of this id, read once. InstrumentError if there is none or it has faults."""
    instrument = parse(packaged_text(id), f"{id}.yaml")
    if instrument.id != id:
        message = f"di dalamnya tertulis id {instrument.id}; samakan nama berkas dan id"
        raise InstrumentError((InstrumentFault("ID_FILE", f"{id}.yaml", 0, "id", message),))
    return instrument


def content_hash(plain: Plain) -> str:
    """SHA-256 of the content as canonical JSON. Comments, layout and the order of keys do not count; every
    word does.
    """
    canonical = json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_decimal)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _decimal(number: Decimal) -> dict[str, str]:
    return {"decimal": f"{number.normalize():f}"}


def _shortened(title: str, unit: str) -> str:
    """A title without its unit and without "Mandiri", for files that say no short one: "Penilaian Kematangan"."""
    words = title.removesuffix(unit.title()).replace(" Mandiri", "").strip()
    return words or title


UNSAID_DECIMALS = 2


def _value_decimals(form: Document) -> int:
    """Decimals of one OPD's value: those of the bands. Whole weights make a whole sum, unless a variable that does not
    apply is left out of it.
    """
    scaled = form.scoring.not_applicable == "left_out" and any(one.not_applicable for one in form.variables)
    if form.scoring.formula == "sum" and not scaled:
        return 0
    if form.band_rule is not None:
        return form.band_rule.decimals
    return UNSAID_DECIMALS if form.scoring.decimals is None else form.scoring.decimals


def _required_from(form: Document) -> int:
    required = form.evidence_policy.required_from_level
    return NEVER if required is None else required


def _filled(form: Document) -> Document:
    """The file with what its variables leave out: levels in the scale's own words, and documents."""
    required = _required_from(form)
    return form.model_copy(update={"variables": tuple(_whole(one, form, required) for one in form.variables)})


def _whole(one: Variable, form: Document, required: int) -> Variable:
    if one.mark:
        return one
    said = one.levels or tuple(Level(level=step.value, statement=step.name, source="pattern") for step in form.levels)
    levels = []
    for level in said:
        asked = one.evidence if level.level >= required else (NO_DOCUMENT,)
        levels.append(level if level.evidence or "evidence" in level.model_fields_set else _asking(level, asked))
    return one.model_copy(update={"levels": tuple(levels)})


def _asking(level: Level, documents: tuple[str, ...]) -> Level:
    return level.model_copy(update={"evidence": documents})


def _instrument(form: Document, digest: str) -> Instrument:
    return Instrument(
        id=form.id,
        version=form.version,
        title=form.title,
        short_title=form.short_title or _shortened(form.title, form.unit),
        status=form.status,
        language=form.language,
        unit=form.unit,
        period=form.period,
        legal_basis=form.legal_basis,
        remark=form.scoring.remark or "",
        marking=form.marking,
        valid_years=form.valid_years,
        levels=form.levels,
        bands=form.bands,
        decimals=form.band_rule.decimals if form.band_rule else 0,
        value_decimals=_value_decimals(form),
        formula=form.scoring.formula,
        staged=form.scoring.staging is not None and form.scoring.formula != "none",
        not_applicable=form.scoring.not_applicable,
        subject=form.subject,
        attributes=form.attributes,
        forms=form.forms,
        proves=form.proves,
        aspects=form.aspects,
        variables=form.variables,
        explained=form.explanation == "required",
        evidence_required_from=_required_from(form),
        content_hash=digest,
    )
