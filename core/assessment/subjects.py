"""What of an OPD is assessed by itself: a service, an SOP, a work unit (subjek), and the register that names them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.instrument.parts import SubjectKind


@dataclass(frozen=True, slots=True)
class Subject:
    """One line of an OPD's register. `code` tells it from the OPD's others of its kind."""

    kind: SubjectKind
    code: str
    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    id: int = 0
    retired: bool = False


KINDS: Mapping[SubjectKind, str] = {"opd": "OPD", "service": "layanan", "sop": "SOP", "work-unit": "unit kerja"}
"""What subjects are called within a sentence."""
