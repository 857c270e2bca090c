"""What an OPD is called before a person who has roles in more than one Pemda: two of them may have one name and one
code, so the Pemda follows the name. Everything such a person reads is named by `called`, wherever it is loaded or told.
"""

from collections import Counter
from collections.abc import Mapping

from core.screen import cut

TIE = "\u00a0"
"""Between the name of an OPD and that of its Pemda: a space that does not break, and is found again when a label has
to be shortened."""

_KINDS = {"kabupaten": "Kab.", "kota": "Kota", "provinsi": "Prov.", "pemerintah": ""}
_ROOM = 10
"""Characters that a label gets besides its own, where a Pemda stands in it."""


def places(pemdas: Mapping[int, str]) -> dict[int, str]:
    """Pemda -> what tells it from the person's others: "Kutai Timur", or "Kab. Bogor" beside "Kota Bogor". Empty for
    who has one Pemda, or none."""
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
    """ "Dinkes Kutai Timur"; the name alone where there is no place (`places`), or no name."""
    return f"{name}{TIE}{place}" if name and place else name


def shortened(name: str, most: int) -> str:
    """On one line and at most `most` characters long; where a Pemda follows, some more, and both stay to be read."""
    whole = " ".join(name.split())
    office, tie, place = name.rpartition(TIE)
    if not tie or not office.strip() or len(whole) <= most:
        return cut(whole, most)
    room = most + _ROOM
    kept = cut(place, max(room // 2, room - len(office) - 1))
    return f"{cut(' '.join(office.split()), room - len(kept) - 1)} {kept}"
