"""A period's export as plain JSON, for the child that writes the workbook, and without what a group must not see."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter

from core.assessment.model import SENT
from core.exports.data import NO_PARTS, AnswerLine, ExportedOpd, PeriodExport


def for_group(export: PeriodExport) -> PeriodExport:
    """Only levels and verdicts: no explanation, evidence, note or name of a person, and not what users gave, which no
    table shows by itself. For an OPD that has not sent its assessment only the status is left, because an unfinished
    assessment belongs to the OPD alone.
    """
    return replace(export, opds=tuple(_sent(opd) if opd.status in SENT else _unsent(opd) for opd in export.opds))


def to_plain(export: PeriodExport) -> dict[str, Any]:
    """As JSON can carry it."""
    plain: dict[str, Any] = _adapter().dump_python(export, mode="json")
    return plain


def from_plain(plain: Mapping[str, Any]) -> PeriodExport:
    """What `to_plain` made. pydantic.ValidationError (a ValueError) for anything else."""
    return _adapter().validate_python(dict(plain), strict=False)  # numbers and instants come back from texts


def _sent(opd: ExportedOpd) -> ExportedOpd:
    return replace(opd, answers=tuple(map(_bare, opd.answers)), users={}, actions=())


def _unsent(opd: ExportedOpd) -> ExportedOpd:
    return replace(opd, answers=(), self_score=None, parts=NO_PARTS, users={}, actions=())


def _bare(line: AnswerLine) -> AnswerLine:
    verdicts = tuple(replace(verdict, note="", by="") for verdict in line.verdicts)
    return replace(line, explanation="", answered_by=None, evidence=(), verdicts=verdicts)


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[PeriodExport]:
    return TypeAdapter(PeriodExport)
