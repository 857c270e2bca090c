"""Evidence is asked, listed, used again, moved, dated."""

from collections.abc import Sequence

from bot.texts.common import WARN, clock, counted, heading, moment, named, short_name, variables
from bot.texts.evidence import wanted
from bot.texts.evidence.notes import note_of
from core.assessment.counts import tally
from core.assessment.model import Assessment, Evidence, EvidenceKind, EvidenceState
from core.evidence.years import EARLIEST_STATED, written
from core.screen import escape
from core.written import listed as joined, short_day, with_rest

SKIP = "Lewati bukti"
CHANGE_ANSWER = "Ubah jawaban"
CHOOSE_OTHER = "Pilih bukti lain"
TO_VIEW = "Ketuk nomornya untuk melihat bukti."
SET_YEAR = "Nyatakan tahun"
SET_YEARS = "Nyatakan tahun bukti"
TO_SUMMARY = "Kembali ke ringkasan"
YEAR_RECORD = "Tahun dokumen"
ASK_YEAR = "Dokumen tahun berapa? Pilih, atau tulis tahunnya, misalnya 2019."
MOVE = "Pindahkan bukti"
ADD = "Tambah bukti"
UNDO = "Urungkan"
GAP = "·"
BACK_TO_LIST = "Kembali ke daftar"
FOUR_DIGITS = "Tulis tahun dokumen dengan empat angka, misalnya 2019."
NO_FILE = "Foto"
NO_NAME = "Dokumen"

_STATES = {EvidenceState.RECEIVED: "diterima", EvidenceState.STORED: "tersimpan", EvidenceState.REFUSED: "ditolak"}


def use(name: str) -> str:
    return f"Pakai {short_name(name, 26)}"


def back_to(code: str) -> str:
    return f"Kembali ke {code}"


def remove(code: str) -> str:
    return f"Hapus dari {code}"


def move_to(code: str) -> str:
    return f"Pindahkan bukti ke {code}"


def check(code: str) -> str:
    return f"Periksa bukti {code}"


def asks(a: Assessment, code: str, where: str, following: str, reuse: bool) -> tuple[str, ...]:
    """The card, and shorter ones where the Pemda has a list of its own. `following`: what opens by itself ("V02",
    "ringkasan"); `reuse`: last year's may be used.
    """
    level = a.level(code)
    head = heading(where, code, f"Bukti untuk {a.instrument.reached(level, code)}" if level is not None else "Bukti")
    last = [f"Bukti {a.former_year or 'sebelumnya'} tidak ikut terbawa; pakai lagi bila masih berlaku."] * reuse
    last += _sending(a, code, following)
    return tuple("\n".join([head, *lines, *last]) for lines in wanted.asked(a.wanted(code), a.period.opens))


def _sending(a: Assessment, code: str, following: str) -> list[str]:
    kinds = "foto, dokumen, atau tautan" if a.links_alone else "foto atau dokumen; tautan hanya tambahan"
    there = a.evidence_of(code)
    if there and a.has_proof(code):
        return [f"Sudah ada {counted(*tally(there))}.", f"Kirim {kinds}."]
    return [f"Bukti pertama membuka {following}.", f"Kirim {kinds}."]


def item(number: int, evidence: Evidence) -> str:
    """ "2. Renja_2026.pdf · 7 Des 09.12 · 2026 · tersimpan", and below it the words it came with."""
    note = note_of(evidence.name, evidence.note, 60)
    below = f"\n    {note}" if note else ""
    parts = [f"{number}. {_kind_and_name(evidence, 34)}", _short_time(evidence), *_standing(evidence)]
    return f"{' · '.join(parts)}{below}"


def _kind_and_name(evidence: Evidence, most: int) -> str:
    """ "Foto", "Foto Rapat koordinasi", "Renja_2026.pdf", "Tautan https://…"; escaped."""
    name = escape(short_name(evidence.name, most))
    match evidence.kind:
        case EvidenceKind.LINK:
            return f"Tautan {name}"
        case EvidenceKind.PHOTO:
            return _with_kind(NO_FILE, name)
        case EvidenceKind.DOCUMENT if "." not in evidence.name:
            return _with_kind(NO_NAME, name)
        case _:
            return name


def _with_kind(kind: str, name: str) -> str:
    """The name behind its kind, unless it begins with it: "Foto Rapat", "Foto berita"."""
    return name if name.casefold().startswith(kind.casefold()) else f"{kind} {name}"


def _short_time(evidence: Evidence) -> str:
    return f"{short_day(evidence.sent_at)} {clock(evidence.sent_at)}"


def _standing(evidence: Evidence) -> list[str]:
    """Year and state of a file; a link has neither."""
    if evidence.kind is EvidenceKind.LINK:
        return []
    return [written(evidence.years) or "tahun belum dinyatakan", _STATES[evidence.state]]


def viewed(code: str, where: str, evidence: Evidence, zone: str, own: bool) -> str:
    """One piece of evidence, whose screen is the file itself."""
    others = [other for other in evidence.variables if other != code]
    shared = [f"Dipakai juga untuk {joined(others)}."] if others else []
    by = "" if own else ", oleh rekan"
    note = note_of(evidence.name, evidence.note, 200)
    lines = [
        heading(where, code, "bukti"),
        " · ".join([_kind_and_name(evidence, 60), *_standing(evidence)]),
        f"Dikirim {moment(evidence.sent_at, zone)}{by}.",
        *([note] if note else []),
        *shared,
    ]
    return "\n".join(lines)


def copy_of(code: str, evidence: Evidence) -> str:
    """The line of record below a file that was only looked at: "Salinan bukti V01: SK.pdf"."""
    return f"Salinan bukti {code}: {_kind_and_name(evidence, 60)}"


def not_there(code: str, where: str) -> str:
    return f"{heading(where, code)}\nBukti ini sudah tidak ada pada {code}."


def gone(target: str) -> str:
    """The line of the list that says what was just removed, or moved to another variable."""
    return f"dipindahkan ke {target}" if target else "dihapus"


def listed(code: str, where: str, numbered: Sequence[tuple[int, Evidence | str]], total: int) -> str:
    """The whole list. A removed file leaves a line of words in its place (`gone`)."""
    lines = [f"{number}. {found}" if isinstance(found, str) else item(number, found) for number, found in numbered]
    hint = [TO_VIEW] if lines else ["Belum ada bukti. Kirim foto atau dokumen."]
    return "\n".join([heading(where, code, f"{total} bukti"), *lines, *hint])


def choosing(code: str, where: str, numbered: Sequence[tuple[int, str, str]]) -> str:
    """`numbered`: number, name, where it is from ("V01", "2025")."""
    lines = [f"{number}. {escape(short_name(name, 40))} · {named(source)}" for number, name, source in numbered]
    return "\n".join(
        [heading(where, code, "Pilih bukti"), "Bukti yang dipilih dipakai juga untuk variabel ini.", *lines]
    )


def dating(code: str, where: str, evidence: Sequence[Evidence], undated: bool) -> str:
    which = "yang belum dinyatakan tahunnya" if undated else "ini"
    head = heading(where, code, "Tahun dokumen")
    return f"{head}\n{len(evidence)} bukti {which}: {_named_first(evidence, 5)}.\n{ASK_YEAR}"


def _named_first(evidence: Sequence[Evidence], most: int) -> str:
    """ "2 foto", "Foto berita dan 1 foto lain", "Renja.pdf dan 2 foto": photos without a name are counted, after the
    others.
    """
    names = [_kind_and_name(item, 30) for item in evidence if item.name != NO_FILE]
    photos = len(evidence) - len(names)
    other = " lain" if any(item.kind is EvidenceKind.PHOTO and item.name != NO_FILE for item in evidence) else ""
    return joined(with_rest(names, most) + ([f"{photos} foto{other}"] if photos else []))


def dating_all(where: str, numbered: Sequence[tuple[int, Evidence]], total: int, year: int) -> str:
    """The documents of all variables without a year, and what the buttons do."""
    how = f"Ketuk nomornya untuk melihat dan menyatakan satu per satu. Bila semuanya dari {year}, ketuk {all_of(year)}."
    lines = [f"{number}. {_place_and_name(item, 30)} · {_short_time(item)}" for number, item in numbered]
    other = "Bila semuanya dari tahun lain, tulis tahunnya."
    return "\n".join([heading(where, f"{total} bukti tanpa tahun"), *lines, how, other])


def dating_one(where: str, evidence: Evidence) -> str:
    note = note_of(evidence.name, evidence.note, 100)
    lines = [f"{_place_and_name(evidence, 60)} · {_short_time(evidence)}", *([note] if note else []), ASK_YEAR]
    return "\n".join([heading(where, "Tahun dokumen"), *lines])


def _place_and_name(evidence: Evidence, most: int) -> str:
    return f"{evidence.variables[0]} {_kind_and_name(evidence, most)}"


def all_of(year: int) -> str:
    return f"Semua {year}"


def moving(code: str, where: str, target: str, numbered: Sequence[tuple[int, Evidence]]) -> str:
    head = heading(where, code, "Pindahkan bukti")
    question = f"Bukti nomor berapa yang dipindahkan ke {target}?" if target else "Bukti nomor berapa yang dipindahkan?"
    return "\n".join([head, question, *(item(number, evidence) for number, evidence in numbered)])


def moving_where(code: str, where: str, name: str, targets: Sequence[tuple[str, str]]) -> str:
    """`targets`: codes and names of the variables."""
    head = [heading(where, code, "Pindahkan bukti"), f"{named(name)} dipindahkan ke variabel mana?"]
    return "\n".join([*head, variables(targets)])


def used(name: str, code: str) -> str:
    return f"{short_name(name, 60)} dipakai juga untuk {code}"


def used_again(name: str, code: str) -> str:
    """Says that last year's file is used again."""
    return f"{short_name(name, 60)} dipakai kembali untuk {code}"


def removed(name: str, code: str) -> str:
    return f"{short_name(name, 60)} dihapus dari {code}"


def restored(code: str) -> str:
    return f"Bukti dikembalikan ke {code}"


def moved(name: str, target: str) -> str:
    return f"{short_name(name, 60)} dipindahkan ke {target}"


def words_left(code: str) -> str:
    """A file has left, and the explanation that came with it has not."""
    return f"{WARN} Penjelasan {code} berasal dari keterangan berkas itu dan tetap tersimpan. Periksa di {code}."


def dated(count: int, year: int) -> str:
    return f"Tahun {year} dinyatakan untuk {count} bukti"


def no_such_year(year: int) -> str:
    """`year` is the last one that a document may have."""
    return f"Tahun dokumen antara {EARLIEST_STATED} dan {year}. Tulis tahunnya sekali lagi."


def colleague_removed(who: str, name: str, code: str, at: str) -> str:
    return f"{named(who, 80)} menghapus {escape(short_name(name, 60))} dari {code} {at}."


def colleague_restored(who: str, name: str, code: str, at: str) -> str:
    return f"{named(who, 80)} mengembalikan {escape(short_name(name, 60))} ke {code} {at}."


def colleague_moved(who: str, name: str, code: str, target: str, at: str) -> str:
    return f"{named(who, 80)} memindahkan {escape(short_name(name, 60))} dari {code} ke {target} {at}."
