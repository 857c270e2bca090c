"""Verdicts (hasil verifikasi): a verifier's word on one version of an answer, and which of them hold."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Stage(StrEnum):
    """Who has judged; each stage stands on the one before."""

    REGION = "region"  # tim daerah
    PROVINCE = "province"  # tim provinsi


@dataclass(frozen=True, slots=True)
class Verdict:
    """`level` None: the variable was returned. `version` is that of the answer that was judged."""

    variable: str
    stage: Stage
    version: int
    level: int | None
    note: str
    by: str
    at: datetime


def standing(verdicts: Iterable[Verdict], versions: Mapping[str, int], stage: Stage) -> dict[str, int]:
    """Levels that hold at a stage: the newest verdict on the newest version of each answer, returned ones left out.

    The province's word was about the region's: what the region has judged anew since waits for the province again.
    `verdicts` come oldest first, `versions` are the answers' present ones.
    """
    newest: dict[str, Verdict] = {}
    for item in verdicts:
        if item.stage is stage:
            newest[item.variable] = item
        elif stage is Stage.PROVINCE:
            newest.pop(item.variable, None)
    return {
        code: item.level
        for code, item in newest.items()
        if item.level is not None and item.version == versions.get(code)
    }
