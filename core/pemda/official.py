"""An official as a paper names them: name, position, rank (pangkat) and NIP, one on each line of a text."""

import re
from dataclasses import dataclass

from core.assessment import declarant
from core.assessment.declarant import Unclear

_RANK = re.compile(
    r"\(?\b(?:IV|III|II|I)\s*/\s*[a-e]\)?\s*$"  # golongan
    r"|^(?:juru|pengatur|penata|pembina)(?:\s+(?:muda|utama|madya|tingkat|tk\.?|i))*\s*$",  # pangkat
    re.IGNORECASE,
)
_ACTING = re.compile(r"^(plt|plh)\b\.?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Official:
    """An official. `nip` has 18 digits or is ""; `acting` is "Plt.", "Plh." or "", and not part of the title."""

    name: str
    title: str
    rank: str
    nip: str
    acting: str = ""


def read(text: str) -> Official | Unclear:
    """Reads the official in a text, or says what is wrong with it. The rank may be missing; the NIP may be "-"."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    ranks = [line for line in lines[1:] if _RANK.search(line)]
    rest = [line for line in lines if line not in ranks]
    found = declarant.read("\n".join(rest))
    if isinstance(found, Unclear):
        return found
    acting = _ACTING.match(found.title)
    return Official(
        name=found.name,
        title=_ACTING.sub("", found.title),
        rank=" ".join(" ".join(ranks).split())[:80],
        nip="" if found.nip == "-" else found.nip,
        acting=f"{acting[1].capitalize()}." if acting else "",
    )
