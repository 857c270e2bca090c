"""What `pandu doctor` says of rows that differ from the log, and of a log that lacks something (plain text)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.texts.common import moment
from core.pemda.zones import zone_label

TABLES = {
    "pemda": "pengaturan daerah",
    "opd": "data OPD",
    "person": "orang",
    "membership": "peran",
    "invitation": "undangan",
    "invitation_use": "pemakaian undangan",
    "instrument": "instrumen",
    "period": "periode",
    "subject": "baris daftar",
    "assessment": "isian",
    "answer": "jawaban",
    "corrective_action": "tindakan perbaikan",
    "evidence": "bukti",
    "evidence_use": "pemakaian bukti",
    "verdict": "penilaian",
    "final_result": "hasil yang ditetapkan",
    "draft_verdict": "rancangan penilaian",
    "question": "pertanyaan",
    "workload": "tabel jabatan",
    "team_group": "grup tim",
    "anchor": "kode catatan",
}
"""What a row of a table is called."""

COLUMNS = {
    "level": "tingkat",
    "explanation": "penjelasan",
    "version": "versi",
    "status": "status",
    "note": "catatan penilai",
    "stage": "tahap",
    "variable": "variabel",
    "role": "peran",
    "field": "bidang",
    "person_id": "orang",
    "opd_id": "OPD",
    "subject_id": "subjek",
    "pemda_id": "daerah",
    "home_opd_id": "OPD asal",
    "name": "nama",
    "code": "kode",
    "short": "singkatan",
    "sha256": "sidik jari berkas (SHA-256)",
    "bytes": "ukuran",
    "mime": "jenis berkas",
    "kind": "jenis",
    "state": "keadaan",
    "year": "tahun",
    "sent_by": "pengirim",
    "sent_at": "waktu kirim",
    "removed_at": "waktu dihapus",
    "answered_by": "pengisi",
    "answered_at": "waktu isi",
    "by": "penilai",
    "at": "waktu",
    "since": "mulai",
    "ended_at": "berakhir",
    "due_at": "tenggat",
    "opens_at": "waktu buka",
    "verification_due_at": "tenggat verifikasi",
    "closed_at": "waktu tutup",
    "result_at": "waktu diumumkan",
    "final_at": "waktu ditetapkan",
    "submitted_at": "waktu kirim",
    "submitted_by": "pengirim",
    "late": "terlambat",
    "receipt_code": "kode tanda terima",
    "declarant_name": "nama penanggung jawab",
    "declarant_title": "jabatan penanggung jawab",
    "declarant_nip": "NIP penanggung jawab",
    "head_returned_at": "waktu dikembalikan kepala",
    "head_note": "catatan kepala",
    "official_result": "hasil resmi",
    "links_alone": "tautan saja diterima",
    "province_review": "penilaian provinsi",
    "approval": "persetujuan kepala",
    "working_days": "hari kerja",
    "timezone": "zona waktu",
    "effective_hours": "jam kerja efektif",
    "positions": "jabatan",
    "workload": "beban kerja",
    "dropped_at": "waktu gugur",
    "done_at": "waktu selesai",
    "done_by": "penanda selesai",
    "done_note": "keterangan selesai",
    "saved_by": "penyimpan",
    "saved_at": "waktu simpan",
    "asked_at": "waktu diminta",
    "telegram_id": "akun Telegram",
    "hash": "sidik jari",
    "content": "isi",
}
"""What a column is called, where its own name says too little."""

ADVICE = (
    "Yang perlu dilakukan: jangan tetapkan atau umumkan hasil dahulu. Cari tahu siapa yang dapat membuka basis data, "
    "bandingkan dengan cadangan terakhir, lalu pulihkan cadangan itu (pandu restore) atau kembalikan nilainya menurut "
    "catatan."
)


def differs(pemda: str, count: int, listed: int) -> str:
    more = f" ({listed} di antaranya disebut satu per satu)" if listed < count else ""
    return f"{count} data {pemda} tidak sama dengan catatan{more}. {ADVICE}"


def damage(
    kind: str,
    table: str,
    number: int,
    place: Sequence[str],
    columns: Sequence[str],
    entry: int,
    at: datetime | None,
) -> str:
    """ "2026, DINKES, V03, jawaban no. 12: tingkat tersimpan 5, menurut catatan 3 (catatan ke-812, ...)".

    `place`: period, OPD, variable. `columns`: what differs, each as `column` says it."""
    where = ", ".join((*(word for word in place if word), f"{TABLES.get(table, table)} no. {number}"))
    line = f" (catatan ke-{entry}" + (f", {moment(at, zone_label(at))})" if at else ")") if entry else ""
    if kind == "missing":
        return f"{where}: hilang dari basis data{line}"
    if kind == "added":
        return f"{where}: ada di basis data tanpa catatan" if not entry else f"{where}: menurut catatan dihapus{line}"
    return f"{where}: {'; '.join(columns)}{line}"


def column(name: str, stored: Any, logged: Any, zone: ZoneInfo, *, shown: bool) -> str:
    """What differs in one column; what people wrote is not shown."""
    called = COLUMNS.get(name, name)
    if not shown:
        return f"{called} berbeda"
    return f"{called} tersimpan {_value(stored, zone)}, menurut catatan {_value(logged, zone)}"


def _value(value: Any, zone: ZoneInfo) -> str:
    if value is None or value == "":
        return "kosong"
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, Mapping | list):
        return "lain"
    try:
        at = datetime.fromisoformat(value).astimezone(zone) if isinstance(value, str) and "T" in value else None
    except ValueError:
        at = None
    return moment(at, zone_label(at)) if at else str(value)


def unreadable(count: int, listed: int) -> str:
    more = f" ({listed} di antaranya disebut satu per satu)" if listed < count else ""
    return f"{count} bagian basis data tidak dapat dibaca{more}. {ADVICE}"


def unreadable_row(table: str, row: str, columns: Sequence[str], *, missing: bool) -> str:
    """ "tabel audit, baris 1/30: isi kolom at tidak dapat dibaca". Names are those of the database."""
    if missing:
        return f"tabel {table}: kolom {', '.join(columns)} tidak ada" if columns else f"tabel {table} tidak ada"
    which = f"isi kolom {', '.join(columns)}" if columns else "isinya"
    return f"tabel {table}, baris {row}: {which} tidak dapat dibaca"


_CHECKS = {
    "legible": "isi setiap tabel",
    "pemda": "daftar daerah",
    "inbox": "kiriman yang menunggu",
    "aside": "kiriman yang disisihkan",
    "outbox": "pesan yang menunggu",
    "work": "pekerjaan berkala",
    "waits": "lama menunggu",
    "conditions": "keadaan bot",
    "counts": "jumlah baris",
    "tables": "perbandingan dengan catatan",
    "chain": "rantai catatan",
    "posted": "kode catatan yang pernah dikirim",
    "anchors": "pencarian jangkar",
    "evidence": "daftar berkas bukti",
    "own_files": "berkas pengaturan daerah",
    "copying": "penyalinan bukti",
    "people": "orang yang tidak terjangkau",
    "revision": "versi basis data",
}


def unchecked(checks: Sequence[str]) -> str:
    """`checks` are slugs of storage.operations.doctor_look."""
    named = ", ".join(_CHECKS.get(check, check) for check in checks)
    return f"tidak dapat diperiksa, atau hanya sebagian: {named}. Pulihkan dahulu yang tidak dapat dibaca"


_FAULTS = {
    "links are missing": "catatan sebelumnya hilang",
    "the content was changed": "isinya diubah",
    "the link was changed": "catatan itu diubah",
    "the chain ends before its head": "catatan dari sini terpotong",
    "the chain cannot be read": "catatan tidak dapat dibaca",
    "the whole chain is missing": "seluruh catatan hilang",
}


def chain_broken(pemda: str, number: int, fault: str) -> str:
    return (
        f"rantai catatan {pemda} tidak utuh pada catatan ke-{number}: {_FAULTS.get(fault, fault)}. "
        "Yang perlu dilakukan: cari tahu siapa yang dapat membuka basis data, lalu pulihkan cadangan terakhir yang "
        "utuh (pandu restore)."
    )


def anchor_lost(pemda: str, number: int, code: str, at: datetime, count: int) -> str:
    others = f" dan {count - 1} kode lain" if count > 1 else ""
    sent = f"{moment(at, zone_label(at))} (no. {number}, {code[:16]}){others}"
    return (
        f"kode catatan {pemda} yang dikirim {sent} tidak ada lagi dalam rantai: catatan dipotong atau ditulis ulang. "
        "Yang perlu dilakukan: bandingkan dengan pesan di grup dan pada koordinator, lalu pulihkan cadangan yang "
        "memuat kode itu (pandu restore)."
    )


def content_missing(pemda: str, numbers: Sequence[int]) -> str:
    return (
        f"isi {len(numbers)} catatan {pemda} hilang tanpa penghapusan yang tercatat (ke-{_named(numbers)}). "
        "Yang perlu dilakukan: pulihkan cadangan terakhir yang masih memuatnya (pandu restore)."
    )


def _named(numbers: Sequence[int]) -> str:
    found = list(spans(numbers))
    return ", ".join(found[:MOST_NAMED]) + (", …" if len(found) > MOST_NAMED else "")


MOST_NAMED = 20


def spans(numbers: Sequence[int]) -> Iterator[str]:
    """ "5", "7-12"."""
    first = None
    for place, number in enumerate(numbers):
        first = number if first is None else first
        if place + 1 == len(numbers) or numbers[place + 1] != number + 1:
            yield str(first) if first == number else f"{first}-{number}"
            first = None
