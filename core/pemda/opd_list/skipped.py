"""Rows of a list that are no OPD: numbers of columns, titles of groups, sums, and text below the list.

What may be an OPD is never left out: it is read, or it is a fault of its row.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from core.pemda.opd_list.cells import tidy, wrong_code
from core.pemda.opd_list.heading import Heading
from core.pemda.opd_list.names import is_agency
from core.tables.table import Row

_NUMBERED = re.compile(r"[(\[]?\d{1,2}[)\].]?")
_RUNNING = re.compile(r"\d{1,4}[.)]?")
_ITEM = re.compile(r"\s*\(?\d{1,3}[.)]\s*[^\W\d]")
_LETTERED = re.compile(r"[(\[]?([a-z]|[ivx]{1,5})[)\].]?", re.IGNORECASE)
_SUM = re.compile(
    r"(\d+ )?((grand|sub)[ -]?)?(jumlah|jml|total|banyaknya)(\W*(\d.*)?|\W*[:=].*|\W+(semua|seluruh\w*|keseluruhan"
    r"|akhir|opd|skpd|perangkat|organisasi|dinas|badan|kecamatan|kelurahan|unit|instansi|satuan|satker|lembaga|[a-z])\b.*)",
    re.IGNORECASE,
)
_MEAN = re.compile(r"(nilai )?rata[ -]rata\b.*", re.IGNORECASE)
_COUNT = re.compile(
    r"\d{1,4}( (buah|unit|unit kerja|opd|skpd|instansi|dinas|badan|kecamatan|(perangkat|organisasi) daerah))?",
    re.IGNORECASE,
)
_SPACED_OUT = re.compile(r"(\w )+\w")
_SEAL = r"(ttd|tertanda)\W*|(nip|nrp)\W.*"
_SEALED = re.compile(_SEAL, re.IGNORECASE)
"""What stands below a name that signs."""

_FOOT = re.compile(
    rf"{_SEAL}|(mengetahui|tembusan|keterangan|catatan)\W*|(a\.n|an\.|plt\.|plh\.)\W.*"
    r"|(dicetak|ditetapkan|disahkan|disusun|dibuat|diolah|diperbarui) .*|halaman \d+.*|\*.*|[^:]{1,40}:.*"
    r"|.*, \d{1,2} [a-z]+ (19|20)\d\d",
    re.IGNORECASE,
)
"""Text below a list. A name such as "Catatan Sipil" or "Sumber Daya Alam" is none of it."""

_SIGNED = re.compile(
    r"(kepala|sekretaris|bupati|wali ?kota|gubernur|camat|direktur)\b.*|(pembina|penata)( (muda|utama|tk|tingkat)\b.*)?"
    r"|(hj?|drs|dra|ir|dr|prof)\. .*|.*, ?[sm]\. ?[a-z]{1,5}\.?",
    re.IGNORECASE,
)
"""Titles and names of those who sign."""

_GROUP = re.compile(
    r"([a-z0-9]{1,4}[.)] ?)?(urusan (pemerintahan|wajib|pilihan).*"
    r"|unsur (pendukung|penunjang|pengawas|kewilayahan|staf).*|(perangkat|lembaga teknis) daerah|lembaga lain.*)",
    re.IGNORECASE,
)
_KIND = re.compile(
    r"([a-z0-9]{1,4}[.)] ?)?((dinas|badan|satuan|kantor)( daerah)?|kecamatan|sekretariat|kelurahan|bagian|lain-lain"
    r"|lainnya):?",
    re.IGNORECASE,
)
"""A kind of OPD as the title of a group. "Sekretariat Daerah" is an OPD."""


def skipped(rows: Sequence[Row], heading: Heading) -> frozenset[int]:
    """Numbers of the rows below the heading that are to be left out."""
    place = heading.columns
    names = {row.number: tidy("nama", row.at(place["nama"])).text for row in rows}
    found = {row.number for row in rows if heading.stands_again(row) or _of_no_opd(row, place, names[row.number])}
    found |= _foot(rows, place, names, found)
    found |= _titles_of_kinds(rows, place, names, found)
    if rows and _numbers_columns(rows[0], place):
        found.add(rows[0].number)
    return frozenset(found)


def _of_no_opd(row: Row, place: Mapping[str, int], name: str) -> bool:
    """Whether the row is empty in our columns, a total, or surely the title of a group."""
    own = [(column, row.at(at)) for column, at in place.items()]
    if not any(tidy(column, cell).text or cell.flaw for column, cell in own):
        return True
    code = _code(row, place)
    if _is_total(row, code, name) and not _is_described(row, place, code):
        return True
    return bool(_GROUP.fullmatch(name)) and (_alone(row, place) or bool(re.match(r"(?i)urusan |unsur ", name)))


def _code(row: Row, place: Mapping[str, int]) -> str:
    """The code in a column of its own."""
    return tidy("kode", row.at(place["kode"])).text if place.get("kode", place["nama"]) != place["nama"] else ""


def _is_described(row: Row, place: Mapping[str, int], code: str) -> bool:
    """Whether a row has what only OPD have: a number in the list, or words as code, short name or kind."""
    more = (tidy(column, row.at(place[column])).text for column in ("singkatan", "jenis") if column in place)
    return _is_numbered(row, place) or any(
        text and not _COUNT.fullmatch(text) and not _sums(text) for text in (code, *more)
    )


def _is_numbered(row: Row, place: Mapping[str, int]) -> bool:
    """Whether a number stands before the name, with it or in a column that is none of ours."""
    before = (row.at(column).text.strip() for column in range(place["nama"]) if column not in place.values())
    return any(map(_RUNNING.fullmatch, before)) or bool(_ITEM.match(row.at(place["nama"]).text))


def _alone(row: Row, place: Mapping[str, int]) -> bool:
    """Whether nothing stands beside the name but a letter or a Roman number."""
    beside = (cell.text.strip() for column, cell in enumerate(row.cells) if column != place["nama"])
    return all(not text or _LETTERED.fullmatch(text) for text in beside)


def _titles_of_kinds(
    rows: Sequence[Row], place: Mapping[str, int], names: Mapping[int, str], known: set[int]
) -> frozenset[int]:
    """Rows that only name a kind of OPD, and below which an OPD stands."""
    left = [row for row in rows if row.number not in known and names[row.number]]
    titles = [bool(_KIND.fullmatch(names[row.number])) and _alone(row, place) for row in left]
    below = zip(left, titles, titles[1:], strict=False)
    return frozenset(row.number for row, title, another in below if title and not another)


def _is_total(row: Row, code: str, name: str) -> bool:
    """Whether the row counts the OPD: "Jumlah" as the name, before a name that is none, or beside a bare number."""
    if _sums(name) or (_sums(code) and not is_agency(name)):
        return True
    if (code and not _COUNT.fullmatch(code)) or (name and not _COUNT.fullmatch(name)):
        return False
    in_words = bool(name) and not name.isdigit()
    return in_words or any(_sums(cell.text) for cell in row.cells)


def _sums(text: str) -> bool:
    """Whether it is the title of a total or a mean, also in spaced letters ("J U M L A H")."""
    words = " ".join(text.split())
    return bool(_MEAN.fullmatch(words)) or bool(
        _SUM.fullmatch(words.replace(" ", "") if _SPACED_OUT.fullmatch(words) else words)
    )


def _foot(rows: Sequence[Row], place: Mapping[str, int], names: Mapping[int, str], known: set[int]) -> frozenset[int]:
    """The text below the list: from the first row behind the last certain OPD that is recognised by its words, or as a
    signature by a gap before it or a seal below it.
    """
    last = 0
    for at, row in enumerate(rows):
        of_a_title = at > 0 and bool(_SIGNED.fullmatch(names[rows[at - 1].number]))
        if row.number not in known and _sure(row, place, names[row.number], of_a_title):
            last = at
    below = range(last + 1, len(rows))
    marked = [at for at in below if rows[at].number not in known and _reads(_FOOT, rows[at], place, names)]
    signed = [at for at in below if rows[at].number not in known and _reads(_SIGNED, rows[at], place, names)]
    gap = next((at for at in below if rows[at].number > rows[at - 1].number + 1 or rows[at].number in known), len(rows))
    seal = max((at for at in marked if _reads(_SEALED, rows[at], place, names)), default=0)
    start = min([*marked, *(at for at in signed if at >= gap or at < seal)], default=len(rows))
    return frozenset(row.number for row in rows[start:])


def _reads(words: re.Pattern[str], row: Row, place: Mapping[str, int], names: Mapping[int, str]) -> bool:
    """Whether the name or what stands for the code is such words; in a row without a name, any cell."""
    name = names[row.number]
    cells = [row.at(place["kode"])] if name and "kode" in place else [] if name else row.cells
    return any(words.fullmatch(text) for text in (name, *(" ".join(cell.text.split()) for cell in cells)))


def _sure(row: Row, place: Mapping[str, int], name: str, of_a_title: bool) -> bool:
    """Whether a row is an OPD for certain: it has a number or a code, or begins as names of OPD do. `of_a_title`: the
    row before it is the title of somebody who signs, and this may be the rest of it.
    """
    if not name:
        return False
    if _is_numbered(row, place):
        return True
    code = tidy("kode", row.at(place["kode"])) if place.get("kode", place["nama"]) != place["nama"] else None
    if code is not None and (code.flaw or not wrong_code(code)):
        return bool(code.flaw) or not _FOOT.fullmatch(code.text)
    return is_agency(name) and not of_a_title


def _numbers_columns(row: Row, place: Mapping[str, int]) -> bool:
    """Whether it is "1 2 3" or "(1) (2) (3)" below the heading."""
    filled = [cell.text.strip() for cell in row.cells if cell.text.strip()]
    if not all(_NUMBERED.fullmatch(text) for text in filled) or not row.at(place["nama"]).text.strip():
        return False
    numbers = [int(re.sub(r"\D", "", text)) for text in filled]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers)))
