"""What an OPD is called where its name alone does not tell it from another one.

OPD of two Pemda may have the same name and code, so for a person with roles in several Pemda the name of the Pemda is
added. Everything such a person reads is named by `called`. Where two OPD of one Pemda have the same name, their codes
are added for everybody (`marks`).
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from core.screen import cut, cut_apart

TIE = "\u00a0"
"""Between the name of an OPD and that of its Pemda: a space that does not break, and by which both are found again when
a label is shortened."""

_KINDS = {"kabupaten": "Kab.", "kota": "Kota", "provinsi": "Prov.", "pemerintah": ""}
_ROOM = 10
"""Characters that a label gets in addition where it contains a Pemda."""


def places(pemdas: Mapping[int, str]) -> dict[int, str]:
    """Pemda -> its name beside the person's others: "Kutai Timur", or "Kab. Bogor" beside "Kota Bogor". Empty for a
    person with one Pemda, or none.
    """
    if len(pemdas) < 2:
        return {}
    short = {number: _without_kind(name) for number, name in pemdas.items()}
    count = Counter(one.casefold() for one in short.values())
    return {
        number: short[number] if count[short[number].casefold()] == 1 else _abbreviated(name)
        for number, name in pemdas.items()
    }


def _without_kind(name: str) -> str:
    first, _, rest = name.partition(" ")
    return _without_kind(rest) if rest and first.casefold() in _KINDS else name


def _abbreviated(name: str) -> str:
    first, _, rest = name.partition(" ")
    return f"{_KINDS.get(first.casefold(), first)} {rest}".strip()


def called(name: str, place: str) -> str:
    """The name with its Pemda: "Dinkes Kutai Timur"; unchanged where there is no place (`places`) or no name."""
    return f"{name}{TIE}{place}" if name and place else name


def office(name: str) -> str:
    """The OPD's name with its Pemda, without what of it is assessed and in which period: these begin with "· "."""
    return TIE.join(part for part in name.split(TIE) if not part.startswith("· "))


def shortened(name: str, most: int, among: Iterable[str] = ()) -> str:
    """The name on one line with at most `most` characters. With a Pemda it gets some more, and both stay readable.
    `among`: the names of the list it stands in, each of which it can be told from when it is cut.
    """
    return _cut_names((name, *among), most)[name]


@lru_cache(maxsize=256)
def _cut_names(names: tuple[str, ...], most: int) -> Mapping[str, str]:
    parted = {name: _parted(name, most) for name in dict.fromkeys(names)}
    beside: dict[str, list[str]] = {}
    for whole, place in parted.values():
        beside.setdefault(place, []).append(whole)
    labels = {
        place: cut_apart(wholes, most + _ROOM - len(place) - 1 if place else most) for place, wholes in beside.items()
    }
    return {name: f"{labels[place][whole]} {place}".rstrip() for name, (whole, place) in parted.items()}


def _parted(name: str, most: int) -> tuple[str, str]:
    """What of a name may be cut, and what follows it then."""
    whole = " ".join(name.split())
    office, tie, place = name.rpartition(TIE)
    if not tie or not office.strip() or len(whole) <= most:
        return whole, ""
    room = most + _ROOM
    return " ".join(office.split()), cut(place, max(room // 2, room - len(office) - 1))


_LONG = 8
"""Characters of a code that are shown whole."""


def folded(name: str) -> str:
    """A name as it is compared with another one on a screen."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def marks(opds: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """Code -> what is added to the names of that OPD: " (D1)", or "" where no other OPD has its short name or name. Of
    a long code only the end that tells the OPD apart. `opds`: code, name, short name.
    """
    opds = list(opds)
    alike: dict[str, set[str]] = {}
    for code, *names in opds:
        for name in names:
            alike.setdefault(folded(name), set()).add(code)
    return {code: _mark(code, alike[folded(name)] | alike[folded(short)]) for code, name, short in opds}


def _mark(code: str, codes: set[str]) -> str:
    if len(codes) < 2:
        return ""
    if len(code) <= _LONG:
        return f"{TIE}({code})"
    ends = (code[-length:] for length in range(4, len(code)))
    end = next((end for end in ends if sum(other.endswith(end) for other in codes) == 1), "")
    return f"{TIE}(…{end})" if end else f"{TIE}({code})"
