"""What an export carries so that others can compute its results again (tools/verify.py): the rules of its instrument,
the levels behind each result, and the audit chain of the Pemda.

Numbers that may have decimals are texts, so that no reader takes them for binary floats.
"""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, Protocol

from core.exports.data import ExportedOpd
from core.instrument.model import Instrument
from core.instrument.parts import NOT_APPLICABLE, NOT_APPLICABLE_NUMERAL, Aspect, Form
from core.instrument.scoring import Exact
from core.instrument.variable import Variable

SCHEMA = 2
"""Version of the export's form. 1 had no such number; keys are only added."""


class Link(Protocol):
    """An entry of the audit log. `salt` and `content` are None once they were erased."""

    number: int
    actor: int | None
    act: str
    assessment_id: int | None
    at: datetime
    digest: str
    hash: str
    salt: str | None
    content: str | None


def rules_json(instrument: Instrument) -> dict[str, Any]:
    """What a result is computed by."""
    return {
        "formula": instrument.formula,
        "lowest": instrument.lowest,
        "highest": instrument.highest,
        "staged": instrument.staged,
        "value_decimals": instrument.value_decimals,
        "band_decimals": instrument.decimals,
        "not_applicable": instrument.not_applicable,
        "bands": [{"name": one.name, "min": _text(one.min), "max": _text(one.max)} for one in instrument.bands],
        "aspects": [_aspect(one) for one in instrument.aspects],
        "forms": [_form(one) for one in instrument.forms],
        "variables": [_variable(one) for one in instrument.variables],
    }


def basis_json(opd: ExportedOpd) -> dict[str, Any]:
    """The levels behind the official result, the record of a final one, and the values that users have given."""
    final = opd.final
    return {
        "official": _levels(opd.official_levels) if opd.official else None,
        "final": {
            "version": final.version,
            "stage": final.stage.value,
            "own": _levels(final.own),
            "region": _levels(final.region),
            "province": _levels(final.province),
            "levels": _levels(final.levels),
        }
        if final
        else None,
        "users": {form: str(Fraction(value)) for form, value in opd.users.items()},
    }


def link_json(link: Link) -> dict[str, Any]:
    """An entry of the chain, as its hash is computed from it (storage/audit/chain.py)."""
    return {
        "number": link.number,
        "actor": link.actor,
        "act": link.act,
        "assessment": link.assessment_id,
        "at": link.at.isoformat(),
        "digest": link.digest,
        "hash": link.hash,
        "salt": link.salt,
        "content": link.content,
    }


def _text(number: Exact) -> str:
    return format(number.normalize(), "f") if isinstance(number, Decimal) else str(number)


def _levels(levels: Mapping[str, int]) -> dict[str, int | str]:
    return {code: NOT_APPLICABLE_NUMERAL if level == NOT_APPLICABLE else level for code, level in levels.items()}


def _aspect(one: Aspect) -> dict[str, Any]:
    return {"code": one.code, "weight": _text(one.weight), "aspects": [_aspect(inner) for inner in one.aspects]}


def _form(one: Form) -> dict[str, Any]:
    share = None if one.share is None else _text(one.share)
    return {"code": one.code, "filled_by": one.filled_by, "share": share}


def _variable(one: Variable) -> dict[str, Any]:
    return {
        "code": one.code,
        "weight": _text(one.weight),
        "aspect": one.aspect,
        "form": one.form,
        "reversed": one.reversed,
        "scored": one.scored,
        "mark": one.mark,
        "essay": one.essay,
    }
