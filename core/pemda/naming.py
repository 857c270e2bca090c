"""What an OPD is called for a person with roles in several Pemda. OPD of two Pemda may have the same name and code, so
the name of the Pemda is added.

Everything such a person reads is named by `called`.
"""

from collections import Counter
from collections.abc import Mapping

from core.screen import cut

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


def shortened(name: str, most: int) -> str:
    """The name on one line with at most `most` characters. With a Pemda it gets some more, and both stay readable."""
    whole = " ".join(name.split())
    office, tie, place = name.rpartition(TIE)
    if not tie or not office.strip() or len(whole) <= most:
        return cut(whole, most)
    room = most + _ROOM
    kept = cut(place, max(room // 2, room - len(office) - 1))
    return f"{cut(' '.join(office.split()), room - len(kept) - 1)} {kept}"
