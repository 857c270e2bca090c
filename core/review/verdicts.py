"""Verdicts (hasil verifikasi): a verifier's judgement of one version of an answer, and which of them hold."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

LONGEST_NOTE = 500
"""Characters of a note, which is read on a phone below the variable's name."""


class Stage(StrEnum):
    """Who has judged. Each stage judges after the one before."""

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
    """The levels that hold at a stage: the newest verdict on the newest version of each answer, without returned ones.

    The province judges what the region has given. Where the region has judged anew since, the variable waits for the
    province again. `verdicts` are ordered from the oldest; `versions` are the present ones of the answers.
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
