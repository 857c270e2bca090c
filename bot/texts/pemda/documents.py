"""Documents of the region, the coordinator's side."""

from collections.abc import Sequence

from bot.texts.common import CLIP, DONE, WARN, megabytes, named
from core.instrument.model import Instrument
from core.pemda.documents import MOST, RegionDocument
from core.written import listed as listed_words, long_day, with_rest

OPEN = "Dokumen daerah"
BACK = "Kembali"
SEE = "Lihat berkas"
SUIT = "Pilih variabel"
NAME = "Ubah nama"
REPLACE = "Ganti berkas"
REMOVE = "Hapus dokumen"
RECORD = "Dokumen daerah"
GONE = "Dokumen itu sudah diganti atau dihapus."
SEND_HERE = "Kirim berkas dokumen daerah ke sini, atau gunakan tombol di bawah."
NOT_A_PHOTO = f"{WARN} Kirim sebagai Berkas, bukan sebagai Foto, agar tulisannya tetap jelas."

_WHY = {
    "too_large": "melebihi 20 MB",
    "kind": "jenisnya tidak diterima atau berkasnya rusak. Kirim PDF, Word, Excel, atau PowerPoint",
    "invitation": "memuat kode undangan, yang tidak boleh dibaca orang lain",
    "unavailable": "gagal diambil dari Telegram. Kirim sekali lagi",
    "store": "penyimpanan sedang terganggu. Kirim lagi nanti",
    "same": "berkas yang sama sudah ada dalam daftar",
    "many": f"sudah ada {MOST} dokumen. Hapus yang tidak dipakai lagi",
}


def choose(number: int) -> str:
    return str(number)


def tick(label: str, chosen: bool) -> str:
    return f"{DONE} {label}" if chosen else label


def coming(title: str, replaces: bool) -> str:
    what = "Pengganti" if replaces else "Dokumen"
    return f"{CLIP} {what} “{named(title, 60)}” sedang diperiksa bot. Setelah tersimpan, muncul dalam daftar."


def not_kept(name: str, fault: str) -> str:
    return f"{WARN} {named(name, 60)} tidak disimpan sebagai dokumen daerah: {_WHY.get(fault, _WHY['unavailable'])}."


def listed(numbered: Sequence[tuple[int, RegionDocument]], total: int) -> str:
    head = f"<b>Dokumen daerah</b> · {total} dokumen"
    lines = [f"{number}. {named(one.title, 60)} · {_used(one)}" for number, one in numbered]
    how = (
        "Kirim berkas ke sini (peraturan, SK, panduan aplikasi); keterangannya menjadi namanya. Semua OPD dapat "
        "memakainya sebagai bukti dengan satu ketukan."
    )
    return "\n".join([head, *lines, how])


def _used(document: RegionDocument) -> str:
    return f"dipakai {len(document.users)} OPD" if document.users else "belum dipakai"


def shown(document: RegionDocument, instrument: Instrument) -> str:
    year = f" · {document.years}" if document.years else ""
    return "\n".join(
        [
            f"<b>{named(document.title, 120)}</b>",
            f"{named(document.name, 60)} · {megabytes(document.bytes)}{year}",
            f"Disimpan {long_day(document.at)}, {_used(document)}.",
            f"Untuk {suits(document, instrument)}.",
        ]
    )


def suits(document: RegionDocument, instrument: Instrument) -> str:
    """For which variables and levels it is offered. Levels that the instrument does not have are of another one."""
    variables = listed_words(document.variables) if document.variables else "semua variabel"
    numerals = [step.roman for step in instrument.levels if step.value in document.levels]
    return f"{variables}, tingkat {listed_words(numerals)}" if numerals else variables


def suiting(document: RegionDocument, instrument: Instrument) -> str:
    return (
        f"<b>{named(document.title, 120)}</b>\nUntuk variabel dan tingkat mana? Yang dipilih ditawarkan lebih dahulu; "
        f"tanpa pilihan, untuk semua.\nSekarang: {suits(document, instrument)}."
    )


def naming(document: RegionDocument) -> str:
    return f"<b>{named(document.title, 120)}</b>\nTulis nama yang baru, misalnya Perbup 25 Tahun 2024."


def bad_title(least: int, most: int) -> str:
    return f"Nama dokumen {least} sampai {most} huruf, satu baris. Tulis sekali lagi."


def renamed(title: str) -> str:
    return f"Nama dokumen menjadi {named(title, 120)}. Bukti yang sudah dipakai OPD tidak berubah."


def replacing(document: RegionDocument) -> str:
    return f"Kirim berkas pengganti {named(document.title, 120)}.\n{_kept(document)}"


def confirm(document: RegionDocument) -> str:
    return f"Hapus {named(document.title, 120)} dari dokumen daerah?\n{_kept(document)}"


def _kept(document: RegionDocument) -> str:
    if not document.users:
        return "Belum ada OPD yang memakainya."
    who = listed_words(with_rest([named(user, 20) for user in document.users], 8))
    return (
        f"{WARN} Dipakai {len(document.users)} OPD: {who}. Bukti mereka tetap memakai berkas yang lama; "
        "bila perlu, mintalah mereka menggantinya."
    )


def removed(title: str) -> str:
    return f"{named(title, 60)} dihapus dari dokumen daerah"
