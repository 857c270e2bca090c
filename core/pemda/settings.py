"""The settings of a Pemda: possible values and defaults."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from core.assessment.model import Approval
from core.instrument.parts import FIELDS
from core.pemda.retention import DEFAULT_YEARS, KEPT_YEARS
from core.productivity.model import EFFECTIVE_HOURS, HOURS_RANGE

Setting = str | int | bool | tuple[str, ...] | tuple[Mapping[str, str], ...] | Mapping[str, str]
"""A setting's value, plain enough for JSON."""

ZONES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}
"""Zones offered to a coordinator. The command line accepts all of core.pemda.zones.NAMES."""

NAME_LENGTH = (3, 80)
"""Fewest and most characters of a Pemda's name."""


def is_pemda_name(name: str) -> bool:
    least, most = NAME_LENGTH
    return least <= len(name) <= most and name.isprintable()


CHAIR, WITNESS = "ketua", "mengetahui"
"""Parts of the team among signatories, besides the fields: who chairs the team, and who countersigns (Mengetahui)."""

ELEMENTS = (WITNESS, CHAIR, *FIELDS)

MOST_DAYS = 60
"""The most days of its own that a Pemda may name; a year has about ten."""

MOST_SIGNATORIES = 12

ONE_OF: Mapping[str, tuple[Setting, ...]] = {
    "timezone": tuple(ZONES),
    "approval": tuple(kind.value for kind in Approval),
    "working_days": (5, 6),
    "official_result": ("band", "staged_level"),
    "links_alone": (True, False),
    "province_review": (True, False),
    "paper": ("F4", "A4"),
    "kept_years": KEPT_YEARS,
}
"""Settings with a few possible values."""

LENGTHS: Mapping[str, tuple[int, int]] = {
    "code": (0, 12),
    "organiser": (3, 120),
    "seat": (0, 60),
    "number_pattern": (0, 80),
    "rule_title": (0, 160),
    "rule_link": (0, 300),
}
"""Settings that are one line of words: fewest and most characters. 0: may be empty."""

LETTERHEAD = {
    "government": 120,
    "unit": 120,
    "address": 120,
    "postcode": 5,
    "phone": 40,
    "site": 80,
    "preprinted": 2,
    "emblem": 80,
    "emblem_name": 120,
    "emblem_sha256": 64,
    "emblem_bytes": 12,
}
"""Parts of the letterhead, with their most characters. The program writes those of the emblem."""

SIGNATORY = {"name": 150, "title": 150, "rank": 80, "nip": 18, "element": 20}


@dataclass(frozen=True, slots=True)
class PemdaSettings:
    """All settings of one Pemda, as its row holds them."""

    timezone: str = "Asia/Jakarta"
    organiser: str = "Bagian Organisasi"
    code: str = ""
    seat: str = ""
    approval: Approval = Approval.NONE
    working_days: int = 5
    official_result: str = "band"
    links_alone: bool = True
    province_review: bool = False
    kept_years: int = DEFAULT_YEARS
    effective_hours: int = EFFECTIVE_HOURS
    rule_title: str = ""
    rule_link: str = ""
    rule_file: Mapping[str, str] = field(default_factory=dict)
    own_holidays: tuple[str, ...] = ()
    worked_days: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    paper: str = "F4"
    number_pattern: str = ""
    letterhead: Mapping[str, str] = field(default_factory=dict)
    signatories: tuple[Mapping[str, str], ...] = ()


def possible(key: str, value: Setting) -> bool:
    """Whether this setting may have this value. Only the program stores files, so here they can only be removed."""
    match key:
        case _ if key in ONE_OF:
            return any(value == one and type(value) is type(one) for one in ONE_OF[key])
        case _ if key in LENGTHS:
            return isinstance(value, str) and _fits(value, *LENGTHS[key])
        case "own_holidays" | "worked_days":
            return isinstance(value, tuple) and len(value) <= MOST_DAYS and _days(value)
        case "letterhead":
            return isinstance(value, Mapping) and _words(value, LETTERHEAD)
        case "fields":
            return isinstance(value, Mapping) and all(len(code) <= 8 and one in FIELDS for code, one in value.items())
        case "signatories":
            return isinstance(value, tuple) and len(value) <= MOST_SIGNATORIES and all(map(_signatory, value))
        case "rule_file":
            return value == {}
        case "effective_hours":
            return type(value) is int and HOURS_RANGE[0] <= value <= HOURS_RANGE[1]
    return False


def _fits(words: str, least: int, most: int) -> bool:
    return least <= len(words) <= most and words == words.strip() and words.isprintable()


def _days(days: tuple[object, ...]) -> bool:
    """Whether these are ISO 8601 days in order, each once."""
    try:
        return list(days) == sorted({date.fromisoformat(day).isoformat() for day in days if isinstance(day, str)})
    except ValueError:
        return False


def _words(value: Mapping[str, str], known: Mapping[str, int]) -> bool:
    return all(key in known and isinstance(one, str) and _fits(one, 0, known[key]) for key, one in value.items())


def _signatory(one: object) -> bool:
    return (
        isinstance(one, Mapping)
        and _words(one, SIGNATORY)
        and bool(one.get("name"))
        and one.get("element") in ELEMENTS
        and nip_fits(one.get("nip", ""))
    )


def nip_fits(nip: str) -> bool:
    """Whether it is 18 digits, or empty."""
    return not nip or (len(nip) == 18 and nip.isascii() and nip.isdigit())
