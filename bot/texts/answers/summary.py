"""Summary and the declarant's identity."""

from collections.abc import Sequence

from bot.texts.answers.contents import missing, part_line, progress, variable
from bot.texts.common import BACK, BLANK, HARD, PART, WARN, heading, named, said
from core.assessment.counts import proofs, self_value
from core.assessment.declarant import NIP_DIGITS, DeclarantFault, Unclear
from core.assessment.model import Assessment, Declarant, Evidence, EvidenceKind
from core.instrument.chapters import chapters
from core.written import first_of, listed, out_of

CHECK_ANSWERS = "Periksa jawaban"
CHANGE_IDENTITY = "Ubah identitas"
IDENTITY = "Langkah terakhir: balas dengan nama, jabatan, dan NIP penanggung jawab, masing-masing satu baris."
NEW_IDENTITY = "Tulis nama, jabatan, dan NIP penanggung jawab yang baru, masing-masing satu baris."
NO_IDENTITY = 'Pertanyaan ini tidak disimpan sebagai nama. Bila tidak ber-NIP, isi "-" pada baris NIP.'
SPOKEN_NO_IDENTITY = "Pesan ini tidak disimpan sebagai nama. Nama, jabatan, dan NIP ditulis tiga baris."
THREE_LINES = 'Tulis tiga baris: nama, jabatan, lalu NIP; isi "-" bila tidak ber-NIP.'


def complete_it(code: str) -> str:
    return f"Lengkapi {code}"


def state_year(year: int) -> str:
    return f"Nyatakan tahun {year}"


def incomplete(a: Assessment) -> tuple[str, ...]:
    """What is lacking, a line each; then the codes only."""
    parts = [one for one in chapters(a.instrument) if set(one.variables) & set(a.incomplete)]
    lines = [part_line(a, one) for one in parts] or [lacks(a, code) for code in a.incomplete]
    head = [_head(a), progress(a)]
    return "\n".join([*head, "Lengkapi dahulu:", *lines]), "\n".join([*head, f"Lengkapi: {', '.join(a.incomplete)}"])


def lacks(a: Assessment, code: str) -> str:
    """ "🟡 V04 SOP Pelayanan: kurang bukti"."""
    name = variable(a, code)
    return f"{PART} {name}: kurang {missing(a.lacking(code))}" if a.touched(code) else f"{BLANK} {name}: belum diisi"


def complete(a: Assessment, undated: Sequence[Evidence], follows: str) -> tuple[str, ...]:
    """Says that all variables are complete, and what `follows`: the identity or the declaration. The last texts
    are without the levels, which stand below [Periksa jawaban] too.
    """
    head, last = [_head(a), f"{progress(a)}, {len(proofs(a))} bukti"], self_score(a)
    if undated:
        last.append(_undated(undated, a.period.year))
    full = [*head, levels(a), *last]
    return tuple("\n".join([*lines, follows]) for lines in ([*full, ""], full, [*head, *last], head))


def levels(a: Assessment) -> str:
    """ "V01 III · V02 IV · …", broken over lines only behind a dot."""
    found = ((code, a.level(code)) for code in a.instrument.codes)
    return f"{HARD}· ".join(
        f"{code}{HARD}{a.instrument.numeral(level, code)}" for code, level in found if level is not None
    )


def head_note(a: Assessment) -> list[str]:
    """What the head wants repaired, until it is sent again."""
    if a.head_return is None:
        return []
    note = a.head_return.note
    return [f"{BACK} Catatan kepala: {said(note, 300)}" if note else f"{BACK} Kepala mengembalikan penilaian ini."]


def newly_asked(codes: Sequence[str]) -> list[str]:
    """The region asks for more than it did when these variables were answered. Their answers stay complete."""
    if not codes:
        return []
    return [f"{WARN} Sejak diisi, daerah meminta bukti lain: {first_of(codes, 6)}. Lengkapi bila ada."]


def self_score(a: Assessment) -> list[str]:
    """ "Nilai mandiri 40 dari 55, belum diverifikasi."; nothing for an instrument without values."""
    value = self_value(a)
    return [f"Nilai mandiri {out_of(a.instrument, value)}, belum diverifikasi."] if value is not None else []


def _kinds(evidence: Sequence[Evidence]) -> str:
    """ "3 foto", "2 dokumen", "5 bukti"."""
    kinds = {item.kind for item in evidence}
    names = {EvidenceKind.PHOTO: "foto", EvidenceKind.DOCUMENT: "dokumen"}
    return f"{len(evidence)} {names.get(kinds.pop(), 'bukti') if len(kinds) == 1 else 'bukti'}"


def _undated(evidence: Sequence[Evidence], year: int) -> str:
    """Names the variables, so that nobody dates documents that they do not know of."""
    codes = sorted({item.variables[0] for item in evidence})
    line = f"{WARN} {_kinds(evidence)} ({first_of(codes, 6)}) belum dinyatakan tahunnya."
    return f"{line} Bila bukan {year}, tulis tahunnya." if len(evidence) == 1 else line


def _head(a: Assessment) -> str:
    return f"<b>Ringkasan {named(a.opd.short)} {named(a.period.name)}</b>"


def unclear(found: Unclear) -> str:
    """What is wrong with an identity, and what to do."""
    match found.fault:
        case DeclarantFault.DIGITS:
            wrong = f"NIP terdiri atas {NIP_DIGITS} angka, yang ditulis {found.count}."
            return f'{wrong} Tulis ulang; isi "-" bila tidak ber-NIP.'
        case DeclarantFault.TOGETHER:
            return f"Nama dan jabatan belum dapat dibedakan. {THREE_LINES}"
        case DeclarantFault.LENGTH:
            return f"Nama atau jabatan terlalu panjang. {THREE_LINES}"
        case DeclarantFault.PARTS:
            return f"Identitas belum lengkap: yang terbaca {found.count} dari tiga baris. {THREE_LINES}"


def so_far(found: Unclear, name: str, title: str, nip: str) -> str:
    """What was understood of an identity, and what is still missing, by name."""
    if found.fault is DeclarantFault.DIGITS or not (name or title or nip):
        return unclear(found)
    known = {"nama": named(name, 80), "jabatan": named(title, 80), "NIP": nip}
    there = ", ".join(f"{part} {words}" for part, words in known.items() if words)
    missing = {"nama": "nama", "jabatan": "jabatan", "NIP": 'NIP (isi "-" bila tidak ber-NIP)'}
    wanted = listed([missing[part] for part, words in known.items() if not words])
    return f"Terbaca: {there}. Tulis {wanted}. Bila keliru, tulis ketiganya sekali lagi."


def identity(a: Assessment) -> str:
    """Asks for another identity, and shows the present one."""
    who = a.declarant
    now = f"\nSekarang: {person(who)}." if who else ""
    return f"{heading(named(a.opd.short), 'Penanggung jawab')}\n{NEW_IDENTITY}{now}"


def person(who: Declarant) -> str:
    """ "Siti Aminah, Kepala Subbagian Umum, NIP 197501011998032001"."""
    nip = "" if who.nip == "-" else f", NIP {named(who.nip)}"
    return f"{named(who.name, 150)}, {named(who.title, 150)}{nip}"


def still_lacking(codes: Sequence[str]) -> str:
    return f"Belum dapat dikirim. Belum lengkap: {', '.join(codes)}"[:200]


def record(a: Assessment) -> str:
    of = len(a.instrument.codes)
    return f"Ringkasan: {of - len(a.incomplete)} dari {of} lengkap"
