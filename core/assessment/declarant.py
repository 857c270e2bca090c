"""The identity of the declarant (penanggung jawab) as people type it: name, position and NIP, one on each line.

Titles and degrees contain commas, so the parts are separated by line breaks. A text without them is accepted where it
can only be read in one way.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from core.assessment.model import Declarant

NIP_DIGITS = 18
LONGEST = 150
_SHORTEST_MISTYPED = 4

_LABEL = re.compile(
    r"^\s*(?:\d\s*[.)]\s*)?(?:nama(?:\s+lengkap)?|jabatan|nip)\s*[:.=]\s*|"
    r"^\s*nama saya(?: adalah)?\s+|^\s*\d\s*[.)]\s+",
    re.IGNORECASE,
)
_NIP_LINE = re.compile(r"^(?:nip\b[\s.:]*)?(?P<nip>\d[\d\s.\-]{5,})$", re.IGNORECASE)
_NIP_TAIL = re.compile(r"^(?P<before>.*\D)[,;/]\s*(?:nip\b[\s.:]*)?(?P<nip>\d[\d\s.\-]{5,}|-)$", re.IGNORECASE)
_NONE = re.compile(
    r"^(?:nip\b[\s.:]*)?(?:[-–—]+|tidak ada|tidak punya|tidak ber-?nip|nihil|non[ -]?asn)\.?$", re.IGNORECASE
)
_NIP_INSIDE = re.compile(
    r"[\s,;/(]*\b(?:nip\b[\s.:=]*(?P<nip>\d(?:[\s.\-]{0,3}\d){5,}|-(?=\s*$))|(?P<bare>\d(?:[ .\-]{0,2}\d){17})\b)"
    r"[\s,;/)]*",
    re.IGNORECASE,
)
_POSITION = re.compile(
    r"(?:plt|plh|pj|kepala|ka|sekretaris|sekdis|sekcam|camat|lurah|direktur|inspektur|asisten|staf|kabid|kabag|kadis|"
    r"kasub\w*|kasie?|ketua|wakil|analis|pengelola|penata|pengadministrasi|penyusun|penelaah|pelaksana|pranata|auditor|"
    r"perencana|bendahara|sub ?koordinator|koordinator)\b",
    re.IGNORECASE,
)
_DEGREES = re.compile(
    r"(?:(?:[SMA]\.\s?[A-Za-z]{1,5}|(?:[smabd][a-z]{0,2}|ph)(?:\.[a-z]{1,5})+|"
    r"se|sh|st|skm|sip|ssos|spd|skom|ssi|spt|sp|skep|stp|sstp|sap|spsi|shut|sag|shi|sst|"
    r"mm|mh|msi|map|mt|mpd|mkes|mkom|mp|mak|mag|mse|mph|msc|amd|amk|apt|ak|ners|ns|phd|lc|bsc)"
    r"(?:\.[a-z]{1,5})*\.?(?=[\s,]|$)\s*)+",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[A-Z.]{2,6}")


class DeclarantFault(StrEnum):
    PARTS = "parts"  # fewer than three parts
    TOGETHER = "together"  # name and position cannot be told apart
    DIGITS = "digits"  # the NIP has not 18 digits
    LENGTH = "length"  # name or position far too long


@dataclass(frozen=True, slots=True)
class Unclear:
    """Why a text cannot be read as an identity. `count` is the number of parts that were read, or of digits
    in the NIP.
    """

    fault: DeclarantFault
    count: int = 0


def read(text: str) -> Declarant | Unclear:
    """Reads the identity in a text, or says what is wrong with it."""
    lines = _lines(text)
    place = next((n for n in reversed(range(len(lines))) if _nip_of(lines[n]) is not None), None)
    if place is None:
        return _without_nip(lines)
    nip = _nip_of(lines[place]) or "-"
    words = [line for line in (*lines[:place], *lines[place + 1 :]) if line and not _is_mistyped(line)]
    if not words:
        return Unclear(DeclarantFault.PARTS, 1)
    if len(words) == 1:
        words = _apart(words[0])
        if len(words) < 2:
            return Unclear(DeclarantFault.TOGETHER)
    name, title = words[0].strip(" ,"), " ".join(words[1:]).strip(" ,")
    if nip != "-" and len(nip) != NIP_DIGITS:
        return Unclear(DeclarantFault.DIGITS, len(nip))
    if max(len(name), len(title)) > LONGEST:
        return Unclear(DeclarantFault.LENGTH)
    return Declarant(name, title, nip)


def collected(text: str) -> tuple[str, str, str]:
    """What has been sent so far of an identity that comes in parts: name, position, NIP. A part that is missing, or a
    NIP with a wrong number of digits, is "". A single line of words is the name.
    """
    lines = _lines(text)
    numbers = [number for line in lines if (number := _nip_of(line)) is not None]
    words = [line for line in lines if line and _nip_of(line) is None and not _is_mistyped(line)]
    words = _apart(words[0]) if len(words) == 1 else words
    nip = next((number for number in reversed(numbers) if number == "-" or len(number) == NIP_DIGITS), "")
    return words[0].strip(" ,") if words else "", " ".join(words[1:]).strip(" ,"), nip


def _apart(line: str) -> list[str]:
    """Splits one line into name and position; degrees after a comma belong to the name. Returns one part where nothing
    tells the two apart.
    """
    parts = line.split(",")
    begins = next((found.start() for found in _POSITION.finditer(parts[0]) if line[: found.start()].endswith(" ")), 0)
    if begins:
        return [line[:begins], line[begins:]]
    for place, part in enumerate(parts[1:], 1):
        words = part.strip()
        degrees = _DEGREES.match(words)
        title = words[degrees.end() :] if degrees else words
        more = any(later.strip() for later in parts[place + 1 :])
        if title and not (more and _LETTERS.fullmatch(title) and not _POSITION.match(title)):
            name = ",".join([*parts[:place], f" {degrees[0]}"] if degrees else parts[:place])
            return [name, ",".join([title, *parts[place + 1 :]])]
    return [line]


def _lines(text: str) -> list[str]:
    """The parts of a text, each on its line; a NIP that stands beside other words gets one of its own."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) == 1:
        parts = [part.strip() for part in re.split(r"\s/\s|;|\|", lines[0])]
        lines = parts if len(parts) == 3 else lines
    lines = [" ".join(_LABEL.sub("", line, count=1).split()) or line for line in lines]
    tail = _NIP_TAIL.match(lines[-1]) if lines else None
    lines = [*lines[:-1], tail["before"].strip(" ,"), tail["nip"]] if tail else lines
    return [part for line in lines for part in _taken_out(line)]


def _taken_out(line: str) -> list[str]:
    """A line in which a NIP stands among other words: what is before it, the NIP, what is after it."""
    found = None if _nip_of(line) is not None else _NIP_INSIDE.search(line)
    if found is None:
        return [line]
    parts = (line[: found.start()], found["nip"] or found["bare"], line[found.end() :])
    return [part for part in parts if part]


def _nip_of(line: str) -> str | None:
    """The digits of a NIP, or "-" where the line says that there is none. None where the line is something else."""
    if _NONE.match(line):
        return "-"
    match = _NIP_LINE.match(line)
    return re.sub(r"\D", "", match["nip"]) if match else None


def _is_mistyped(line: str) -> bool:
    """Whether a line can only be meant as a NIP, as "1965O5121990O31OO4": no name or position is mostly digits. It
    gives way to the right one, and is never part of a position.
    """
    letters = "".join(line.split())
    return len(letters) >= _SHORTEST_MISTYPED and 2 * sum(map(str.isdigit, letters)) > len(letters)


def _without_nip(lines: list[str]) -> Unclear:
    """Three lines of which the last has a few digits are an identity with a wrong NIP."""
    digits = sum(character.isdigit() for character in lines[-1]) if lines else 0
    return (
        Unclear(DeclarantFault.DIGITS, digits)
        if len(lines) >= 3 and digits
        else Unclear(DeclarantFault.PARTS, len(lines))
    )
