"""Rows of a list that are no OPD: numbers of columns, titles of groups, sums, and text below the list."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from core.pemda.opd_list.cells import tidy, wrong_code
from core.pemda.opd_list.heading import is_heading
from core.pemda.opd_list.table import Row

_NUMBERED = re.compile(r"[(\[]?\d{1,2}[)\].]?")
_SUM = re.compile(r"(\d+ )?((grand|sub)[ -]?)?(jumlah|jml|total|banyaknya)(\W.*)?", re.IGNORECASE)
_COUNT = re.compile(
    r"\d{1,4}( (buah|unit|unit kerja|opd|skpd|instansi|dinas|badan|kecamatan|(perangkat|organisasi) daerah))?",
    re.IGNORECASE,
)
_SPACED_OUT = re.compile(r"(\w )+\w")
_FOOT = re.compile(
    r"(mengetahui|keterangan|catatan|sumber|nip|dicetak|halaman|ditetapkan|disahkan|a\.?n\.?|plt\.?|tembusan"
    r"|\*+\)?)\b.*|\*.*|.*, \d{1,2} [a-z]+ (19|20)\d\d",
    re.IGNORECASE,
)
_AGENCY = re.compile(
    r"(dinas|badan|kecamatan|distrik|sekretariat|inspektorat|satuan|kantor|rsud|rumah sakit|uptd?|puskesmas|kelurahan"
    r"|bagian|biro|lembaga)\b.*",
    re.IGNORECASE,
)
_GROUP = re.compile(
    r"([a-z0-9]{1,4}[.)] ?)?(urusan (pemerintahan|wajib|pilihan).*"
    r"|unsur (pendukung|penunjang|pengawas|kewilayahan|staf).*|(perangkat|lembaga teknis) daerah|lembaga lain.*"
    r"|(dinas|badan|kecamatan|sekretariat|satuan|kantor|kelurahan|bagian|lain-lain|lainnya)( daerah)?:?)",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"(kepala|sekretaris|bupati|wali ?kota|gubernur|pembina|penata|camat|direktur|nip)\b.*", re.IGNORECASE
)


def skipped(rows: Sequence[Row], place: Mapping[str, int]) -> frozenset[int]:
    """Numbers of the rows to be left out."""
    names = {row.number: tidy("nama", row.at(place["nama"])).text for row in rows}
    codes = {row.number: tidy("kode", row.at(place["kode"])) for row in rows} if "kode" in place else {}
    found = {row.number for row in rows if _of_no_opd(row, place, codes, names)}
    found |= _foot(rows, place, names, found)
    if rows and _numbers_columns(rows[0], place):
        found.add(rows[0].number)
    return frozenset(found)


def _of_no_opd(row: Row, place: Mapping[str, int], codes: Mapping[int, object], names: Mapping[int, str]) -> bool:
    """Whether the row is empty in our columns, a repeated heading, a total, or the title of a group."""
    own = [row.at(column) for column in place.values()]
    if not any(cell.text.strip() or cell.flaw for cell in own) or is_heading(row):
        return True
    name = names[row.number]
    code = tidy("kode", row.at(place["kode"])).text if "kode" in place and place["kode"] != place["nama"] else ""
    if _is_total(row, code, name):
        return True
    group = _GROUP.fullmatch(name)
    return bool(group) and (not code or bool(re.match(r"(?i)urusan |unsur ", name)))


def _is_total(row: Row, code: str, name: str) -> bool:
    """Whether the row counts the OPD: "Jumlah" as the name, before a name that is none, or beside a bare number."""
    if _sums(name) or (_sums(code) and not _AGENCY.fullmatch(name)):
        return True
    if (code and not _COUNT.fullmatch(code)) or (name and not _COUNT.fullmatch(name)):
        return False
    in_words = bool(name) and not name.isdigit()
    return in_words or any(_sums(cell.text) for cell in row.cells)


def _sums(text: str) -> bool:
    """Whether it is the title of a total, also in spaced letters ("J U M L A H")."""
    words = " ".join(text.split())
    return bool(_SUM.fullmatch(words.replace(" ", "") if _SPACED_OUT.fullmatch(words) else words))


def _foot(rows: Sequence[Row], place: Mapping[str, int], names: Mapping[int, str], known: set[int]) -> frozenset[int]:
    """The rows after the last OPD: below a gap or a sum, or recognised by their words."""
    last = max((at for at, row in enumerate(rows) if _is_opd(row, place, names, known)), default=-1)
    below = rows[last + 1 :]
    if last < 0 or not below:
        return frozenset()
    found: set[int] = set()
    apart = False
    before = rows[last].number
    for row in below:
        apart = apart or row.number > before + 1 or row.number in known or _is_foot(row)
        before = row.number
        if apart and not _AGENCY.fullmatch(names[row.number]):
            found.add(row.number)
    return frozenset(found)


def _is_foot(row: Row) -> bool:
    return any(_FOOT.fullmatch(" ".join(cell.text.split())) for cell in row.cells if cell.text.strip())


def _is_opd(row: Row, place: Mapping[str, int], names: Mapping[int, str], known: set[int]) -> bool:
    if row.number in known or not names[row.number] or _is_foot(row):
        return False
    if "kode" not in place or place["kode"] == place["nama"]:
        return not _SIGNED.fullmatch(names[row.number])
    code = tidy("kode", row.at(place["kode"]))
    return bool(code.flaw) or not wrong_code(code)


def _numbers_columns(row: Row, place: Mapping[str, int]) -> bool:
    """Whether it is "1 2 3" or "(1) (2) (3)" below the heading."""
    filled = [cell.text.strip() for cell in row.cells if cell.text.strip()]
    if not all(_NUMBERED.fullmatch(text) for text in filled) or not row.at(place["nama"]).text.strip():
        return False
    numbers = [int(re.sub(r"\D", "", text)) for text in filled]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers)))
