"""Surat pengantar dan pernyataan: the letter by which an OPD hands in its self-assessment, on one page.

Its words are made here once, for the DOCX and the PDF. They name neither kategori nor tingkat berjenjang, because
nothing is verified yet.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal

from core.papers.letterhead import Letterhead
from core.papers.signatures import DOTS, Signer
from core.pemda.heads import head_title, organising_unit
from core.pemda.zones import zone_label
from core.written import long_day

REGULATION = "Peraturan Menteri Dalam Negeri Nomor 99 Tahun 2018"
"""The rule that a letter refers to where the Pemda has named none of its own."""

Format = Literal["docx", "pdf"]


@dataclass(frozen=True, slots=True)
class Letter:
    """The values of a letter. `at` is aware, in the Pemda's zone. An empty `rule` is the national rule; an empty
    `place` or `number` is printed as dots. `value` is the OPD's own beside the highest ("38 dari 55"), "" where the
    instrument has none, `remark` what it says beside every value; `title` is that of the instrument. `paper` is "F4" or
    "A4".
    """

    letterhead: Letterhead
    paper: str
    code: str
    opd: str
    year: int
    at: datetime
    pemda: str
    organiser: str
    signer: Signer
    variables: int
    evidence: int
    value: str = ""
    remark: str = ""
    title: str = "Penilaian Mandiri Kematangan Perangkat Daerah"
    rule: str = ""
    place: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of the letter from top to bottom. `reference` are pairs of label and value."""

    dateline: str
    reference: tuple[tuple[str, str], ...]
    to: tuple[str, ...]
    body: tuple[str, ...]
    signature: tuple[str, ...]
    footer: str


def words(letter: Letter) -> Words:
    """The words of both files."""
    day, zone = long_day(letter.at.date()), zone_label(letter.at)
    return Words(
        dateline=f"{letter.place or DOTS}, {day}",
        reference=(
            ("Nomor", _number(letter)),
            ("Lampiran", "Satu berkas"),
            ("Hal", f"Penyampaian {letter.title} Tahun {letter.year}"),
        ),
        to=_to(letter),
        body=(_hands_in(letter), _declares()),
        signature=letter.signer.lines(),
        footer=f"Surat Pengantar {letter.year} · dicetak {day} pukul {letter.at:%H.%M} {zone}",
    )


def _number(letter: Letter) -> str:
    """The number of the letter, by the Pemda's pattern with the OPD's code and the year where it asks for them. Dots
    where there is no pattern; a number is never invented.
    """
    pattern = letter.number.replace("{kode}", letter.code).replace("{tahun}", str(letter.at.year))
    return pattern or DOTS


def _to(letter: Letter) -> tuple[str, ...]:
    place = f"di {letter.place or DOTS}"
    if _is_secretariat(letter.opd):
        return ("Yth. Ketua Tim Penilai", place)
    return (f"Yth. Sekretaris Daerah {letter.pemda}", f"c.q. {head_title(organising_unit(letter.organiser))}", place)


def _is_secretariat(opd: str) -> bool:
    """Whether the OPD is the regional secretariat, which does not write to its own head."""
    return opd.casefold().startswith("sekretariat daerah")


def _hands_in(letter: Letter) -> str:
    value = f", nilai mandiri {letter.value}" if letter.value else ""
    remark = f" {letter.remark}" if letter.value and letter.remark else ""
    return (
        f"Menindaklanjuti {letter.rule or REGULATION}, dengan ini kami sampaikan penilaian mandiri {letter.opd} "
        f"tahun {letter.year}: {letter.variables} variabel, {letter.evidence} bukti{value}.{remark}"
    )


def _declares() -> str:
    return (
        "Kami menyatakan bahwa jawaban dan bukti tersebut sesuai keadaan sebenarnya dan bersedia memperbaikinya "
        "apabila diperlukan dalam verifikasi."
    )


def file_name(code: str, year: int, format: Format) -> str:
    """The file's name, as "Surat_Pengantar_DINKES_2026.docx"."""
    return f"Surat_Pengantar_{code}_{year}.{format}"


def to_plain(letter: Letter) -> dict[str, Any]:
    """As JSON can carry it, for the drawing child."""
    return asdict(letter) | {"at": letter.at.isoformat()}


def from_plain(plain: Mapping[str, Any]) -> Letter:
    """What `to_plain` made. KeyError, TypeError or ValueError for anything else."""
    values = dict(plain)
    total, most = values.pop("total", None), values.pop("most", None)  # of a letter that was asked for before an update
    values.setdefault("value", "" if total is None else f"{total} dari {most}")
    values["letterhead"] = Letterhead(**values["letterhead"])
    values["signer"] = Signer(**values["signer"])
    values["at"] = datetime.fromisoformat(values["at"])
    return Letter(**values)
