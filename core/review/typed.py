"""A verifier's decision in typed words: "turunkan ke II", "setuju", "kembalikan: bukti belum lengkap".

Only what is plain is understood. It decides nothing: it opens the question that the button opens.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from core import typed


class Act(StrEnum):
    """What the words ask for; LEVEL is a level without a direction."""

    ACCEPT = "accept"
    LOWER = "lower"
    RAISE = "raise"
    LEVEL = "level"
    RETURN = "return"


@dataclass(frozen=True, slots=True)
class Decision:
    act: Act
    level: int | None = None
    reason: str = ""

    def agrees(self, base: int) -> bool:
        """Whether the words are true of a variable that stands at this level: "turunkan ke IV" is not, at III."""
        if self.level is None:
            return self.act in (Act.ACCEPT, Act.RETURN)
        allowed = {Act.LOWER: self.level < base, Act.RAISE: self.level > base, Act.ACCEPT: self.level == base}
        return allowed.get(self.act, True)


_POLITE = r"(?:(?:saya|kami|mohon|tolong|harap|agar|sebaiknya|maka|jadi) )*"
_JOIN = r"(?:\s*[:;,.(\n–—-]+\s*|\s+|$)(?:(?:karena|krn|sebab|dengan alasan|alasannya|alasan)\b\s*:?\s*)?"
_NUMBER = r"[ivx]+|\d|nol|satu|dua|tiga|empat|lima"
_ACCEPT = re.compile(
    rf"{_POLITE}(?:(?:ok|oke|baik|saya|kami|sudah|telah|bukti|buktinya|ya|dapat|bisa) )*"
    r"(?:setuju|setujui|disetujui|sesuai|terima|diterima|menerima|cocok|acc|ok|oke|benar|valid)"
    rf"(?: (?:tingkat|level|di|pada|dengan|nilai))*(?: (?P<level>{_NUMBER}))?(?: (?:ya|saja|pak|bu))*",
    re.IGNORECASE,
)
_MOVE = re.compile(
    rf"{_POLITE}(?:di)?(?P<way>turun|naik)(?:kan|an|in)?(?: (?:ke|jadi|menjadi|tingkat|tingkatnya|level|nilai|nilainya"
    rf"|saja|dari(?: tingkat)? (?:{_NUMBER})))* (?P<level>{_NUMBER})(?![\w]){_JOIN}(?P<reason>.*)",
    re.IGNORECASE | re.DOTALL,
)
_RETURN = re.compile(
    rf"{_POLITE}(?:di)?kembalikan(?: (?:saja|dulu))?(?: (?:ke|kepada) (?:opd|kontak|pengisi|dinas|kantor)(?:nya)?)?"
    rf"(?!\w){_JOIN}(?P<reason>.*)",
    re.IGNORECASE | re.DOTALL,
)
_BREAK = re.compile(r"\s*[:;,\n]\s*|\.\s+|\s+[–—-]\s+|\s+(?:karena|krn|sebab)\s+", re.IGNORECASE)
_ROMAN_FIRST = re.compile(r"(I{1,3}|IV|V)\s+(\S.*)", re.DOTALL)
"""A numeral written as on the button, and the reason behind it: "II Renja belum ada"."""
_NUMBERED = re.compile(r"\d\s*[.)]\s.*\n\s*\d\s*[.)]\s", re.DOTALL)
"""A list of remarks, whose numbers are no levels."""

_WANTS = re.compile(
    r"\b(?:belum|kurang|tidak|tdk|blm|bukan|salah|keliru|mohon|tolong|harap|agar|harus|perlu|coba|cek|jangan|masih"
    r"|(?:di)?(?:perbaik|lengkapi|ganti|ubah|turunkan|naikkan|tambah|periksa|revisi)\w*|V ?\d+)\b",
    re.IGNORECASE,
)


def wants_change(text: str) -> bool:
    """Whether words ask for something or miss something. It only orders two buttons: both stand there anyway."""
    return typed.asks(text) or _WANTS.search(text) is not None


def decision(text: str) -> Decision | None:
    """What the words decide; None where that is not plain, as for a question."""
    said = text.strip()
    if not said or typed.asks(said) or _NUMBERED.match(said):
        return None
    if found := _RETURN.fullmatch(said):
        return Decision(Act.RETURN, reason=found["reason"].strip())
    if found := _MOVE.fullmatch(said):
        act = Act.LOWER if found["way"].lower() == "turun" else Act.RAISE
        return Decision(act, typed.numeral(found["level"]), found["reason"].strip())
    if found := _ACCEPT.fullmatch(typed.bare(said)):
        return Decision(Act.ACCEPT, typed.numeral(found["level"]) if found["level"] else None)
    first, *rest = _first(said)
    level = typed.numeral(first)
    return Decision(Act.LEVEL, level, "".join(rest).strip()) if level is not None else None


def says_why(text: str) -> bool:
    """Whether words can be the reason of a decision: they are none themselves, nor a greeting or a button's name."""
    named = typed.meant(text) is not None or typed.says_nothing(text)
    return typed.is_reason(text) and not named and decision(text) is None


def _first(said: str) -> list[str]:
    """The words up to the first break, and the rest."""
    parts = _BREAK.split(said, maxsplit=1)
    roman = _ROMAN_FIRST.fullmatch(said) if typed.numeral(parts[0]) is None else None
    return list(roman.groups()) if roman and typed.tells(roman[2]) else parts
