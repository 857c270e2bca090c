"""The evidence of a period as files: a folder for each OPD and variable, an index for people and an index
for programs.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import PurePosixPath
from urllib.parse import quote

from core.assessment.model import EvidenceKind, EvidenceState, years_of
from core.evidence.years import written
from core.exports.cells import file_name, visible
from core.exports.csv import table
from core.exports.data import EvidenceLine, ExportedOpd, PeriodHead
from core.exports.endings import named_by_kind

INDEX_CSV = "index.csv"
INDEX_HTML = "index.html"

WAITING = "belum tersalin"
REFUSED = "tidak dapat disimpan"
MISSING = "berkas tidak ditemukan di penyimpanan"
DIFFERS = "isi berkas berbeda dari yang disimpan; tidak disertakan"
LINK = "tautan, isinya dapat berubah"

_COLUMNS = (
    "opd",
    "name",
    "variable",
    "title",
    "kind",
    "file",
    "year",
    "mime",
    "bytes",
    "sha256",
    "state",
    "sent_at",
    "note",
)
"""`note` says why there are no bytes, and holds the words the evidence came with."""

SHARED = "dokumen daerah"
"""The remark on evidence that was taken from the documents of the region."""

_HEAD = """<!doctype html>
<html lang="id"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
body {{ font: 15px/1.5 Arial, "Liberation Sans", sans-serif; color: #1A1A1A; max-width: 60rem; margin: 2rem auto;
        padding: 0 1rem }}
h1 {{ font-size: 1.4rem }} h2 {{ font-size: 1.1rem; margin: 2rem 0 .3rem; border-bottom: 1px solid #D5D8DC }}
h3 {{ font-size: 1rem; margin: .8rem 0 0 }} ul {{ margin: .2rem 0 }} li {{ overflow-wrap: anywhere }}
small {{ color: #4A4F55 }}
</style></head><body>
<h1>{title}</h1>
<p>{line}</p>
"""


@dataclass(frozen=True, slots=True)
class Item:
    """One file or link of one variable. `path` is its place in the ZIP, empty where there are no bytes."""

    opd: ExportedOpd
    variable: str
    title: str
    file: EvidenceLine
    path: str
    note: str = ""


def items(head: PeriodHead, opds: Iterable[ExportedOpd]) -> Iterator[Item]:
    """All evidence by OPD, variable, and time of sending. A file that proves two variables is in both folders."""
    for opd in opds:
        for answer in opd.answers:
            variable = head.instrument.variable(answer.variable)
            for number, file in enumerate(answer.evidence, start=1):
                path, note = _place(opd.code, answer.variable, number, file)
                yield Item(opd, answer.variable, variable.name, file, path, note)


def _place(code: str, variable: str, number: int, file: EvidenceLine) -> tuple[str, str]:
    if file.kind is EvidenceKind.LINK:
        return "", LINK
    if file.state is EvidenceState.REFUSED:
        return "", REFUSED
    if file.storage_key is None:
        return "", WAITING
    folder = PurePosixPath(file_name(code), file_name(variable))
    return str(folder / file_name(f"{number:02d}_{named_by_kind(visible(file.name), file.mime or '')}")), ""


def index_csv(found: Iterable[Item]) -> Iterator[str]:
    """The index for programs and spreadsheets: each piece of evidence with its place, or why it has none."""
    return table(
        _COLUMNS,
        (
            (
                item.opd.code,
                item.opd.name,
                item.variable,
                item.title,
                item.file.kind.value,
                item.path or (item.file.name if item.file.kind is EvidenceKind.LINK else ""),
                item.file.year,
                item.file.mime,
                item.file.bytes,
                item.file.sha256,
                item.file.state.value,
                item.file.sent_at,
                "; ".join(_remarks(item)),
            )
            for item in found
        ),
    )


def index_html(head: PeriodHead, dated: str, found: Iterable[Item]) -> Iterator[str]:
    """The index for people, opened in a browser after unpacking the ZIP. `dated` is the day it was made,
    written out.
    """
    listed = list(found)
    kinds = Counter("link" if item.file.kind is EvidenceKind.LINK else "file" for item in listed)
    title = escape(f"Bukti penilaian {head.name} · {head.pemda}")
    yield _HEAD.format(
        title=title, line=escape(f"Per tanggal {dated} · {kinds['file']} berkas, {kinds['link']} tautan")
    )
    opd = variable = ""
    for item in listed:
        if item.opd.code != opd:
            opd, variable = item.opd.code, ""
            yield f"<h2>{escape(item.opd.name)}</h2>\n"
        if item.variable != variable:
            variable = item.variable
            yield f"<h3>{escape(f'{item.variable} {item.title}')}</h3>\n"
        yield f"<ul><li>{_entry(item)}</li></ul>\n"
    yield "</body></html>\n"


def _entry(item: Item) -> str:
    name = escape(item.file.name)
    address = item.path or (item.file.name if _is_web(item) else "")
    shown = f'<a href="{escape(_quoted(address))}">{name}</a>' if address else name
    years = written(years_of(item.file.kind, item.file.year, item.file.name))
    year = f"tahun {years}" if years else "tahun belum dinyatakan"
    return f"{shown} <small>{escape(' · '.join((year, *_remarks(item))))}</small>"


def _remarks(item: Item) -> list[str]:
    words = item.file.note
    said = f"“{words}”" if words and words != item.file.name else ""
    shared = SHARED if item.file.shared else ""
    return [part for part in (item.note, shared, said) if part]


def _is_web(item: Item) -> bool:
    """Whether it is a link to a page that a browser opens by itself. A link is what somebody typed."""
    return item.file.kind is EvidenceKind.LINK and item.file.name.startswith(("https://", "http://"))


def _quoted(address: str) -> str:
    """Escapes what would have a meaning in an address; names of files may contain it."""
    return address if address.startswith(("https://", "http://")) else quote(address)
