"""Letterhead, signatories, heads of OPD: what stands on papers."""

from collections.abc import Iterable, Mapping

from bot.texts.common import named
from core.facts import OpdLine
from core.instrument.parts import FIELDS
from core.pemda.naming import shortened
from core.pemda.settings import CHAIR, WITNESS

RECORD = "Surat"
BACK = "Kembali"
CANCEL = "Batalkan"
CLEAR = "Kosongkan"
EMPTY = "belum diisi"
SET = "Kop surat tersimpan."
CLEARED = "Dikosongkan."

PARTS: Mapping[str, str] = {
    "government": "Baris pertama",
    "unit": "Nama unit",
    "address": "Alamat",
    "postcode": "Kode pos",
    "phone": "Telepon kantor",
    "site": "Laman",
    "emblem": "Lambang",
}
"""Parts of the letterhead a coordinator writes, with their buttons; the emblem is a picture."""

_ASKED = {
    "government": "Tulis baris pertama kop, misalnya Pemerintah Kabupaten Kutai Timur.",
    "unit": "Tulis nama unit di kop surat daerah, misalnya Sekretariat Daerah.",
    "address": "Tulis alamat kantor dalam satu baris.",
    "postcode": "Tulis kode pos, lima angka.",
    "phone": "Tulis nomor telepon kantor, bukan nomor pribadi.",
    "site": "Tulis alamat laman, misalnya kutaitimurkab.go.id.",
    "emblem": (
        "Kirim gambar lambang daerah, PNG atau JPEG, paling besar 2 MB. Lebih baik sebagai dokumen agar tidak kabur."
    ),
}
BAD_POSTCODE = "Kode pos terdiri atas lima angka. Tulis ulang."
NEED_PICTURE = "Lambang dikirim sebagai gambar."
PREPRINT = "Kertas berkop"
DRAW = "Cetak kop"
PREPRINTED = "Kertas sudah berkop: bagian atas dikosongkan 4,5 cm"
DRAWN = "Kop dicetak bersama surat"


def letterhead(settings: Mapping[str, str]) -> str:
    lines = [
        f"{label}: {named(settings.get(part, ''), 120) or EMPTY}" for part, label in PARTS.items() if part != "emblem"
    ]
    emblem = named(settings.get("emblem_name", ""), 60) if settings.get("emblem") else EMPTY
    printed = "sudah tercetak di kertas" if settings.get("preprinted") == "ya" else "dicetak bersama surat"
    head = "<b>Kop surat</b>\nDipakai pada lembar undangan; lambangnya juga pada surat pengantar OPD."
    return "\n".join((head, *lines, f"Lambang: {emblem}", f"Kop: {printed}"))


def ask_part(part: str, now: str) -> str:
    return f"<b>{PARTS[part]}</b>\nSekarang: {named(now, 120) or EMPTY}.\n\n{_ASKED[part]}"


def bad_part(most: int) -> str:
    return f"Tulis dalam satu baris, paling panjang {most} karakter."


# signatories

NOT_YET = "Surat itu belum dapat dibuat dengan versi ini."
ELEMENTS: Mapping[str, str] = {
    WITNESS: "Mengetahui",
    CHAIR: "Ketua Tim",
    **{field: field.capitalize() for field in FIELDS},
}
ADD = "Tambah penanda tangan"
UP, DOWN, REMOVE = "Naikkan", "Turunkan", "Hapus"
GONE = "Daftar penanda tangan sudah berubah."
REMOVED = "Penanda tangan dihapus."
MOST = "Paling banyak 12 penanda tangan."
FOUR_LINES = 'Tulis empat baris: nama, jabatan, pangkat, lalu NIP; isi "-" bila tidak ber-NIP. Pangkat boleh dilewati.'


def signatories(count: int) -> str:
    have = (
        f"{count} orang, sesuai urutan tanda tangan.\nKetuk nama untuk mengubah urutan atau menghapus."
        if count
        else "Belum ada."
    )
    return f"<b>Penanda tangan</b>\nDisimpan untuk surat daerah. {NOT_YET}\n{have}"


def signatory_label(one: Mapping[str, str], among: Iterable[Mapping[str, str]]) -> str:
    name = shortened(one["name"], 18, (other["name"] for other in among))
    return f"{ELEMENTS.get(one['element'], one['element'])} · {name}"


def signatory(one: Mapping[str, str], place: int, of: int) -> str:
    lines = [named(one.get(key, ""), 150) for key in ("title", "rank")]
    nip = f"NIP {one['nip']}" if one.get("nip") else "tanpa NIP"
    element = ELEMENTS.get(one["element"], one["element"])
    return "\n".join(
        (
            f"<b>{named(one['name'], 150)}</b>",
            *(line for line in lines if line),
            nip,
            f"{element}, urutan {place} dari {of}",
        )
    )


def ask_signatory() -> str:
    return f"<b>Penanda tangan baru</b>\n{FOUR_LINES}"


def ask_element(name: str) -> str:
    return f"{named(name, 150)} menandatangani sebagai apa?"


def signatory_added(name: str) -> str:
    return f"{named(name, 150)} ditambahkan."


# the head of an OPD

NAME_HEAD = "Atur kepala"
HEAD_CLEARED = "Nama kepala dikosongkan; surat dicetak dengan titik-titik."


def ask_head(opd: OpdLine) -> str:
    head = opd.head
    if head.name:
        title = f"{head.acting} {head.title or f'Kepala {opd.name}'}".strip()
        rest = ", ".join(
            part for part in (named(title, 120), named(head.rank, 60), head.nip and f"NIP {head.nip}") if part
        )
        now = f"Sekarang: {named(head.name, 120)}, {rest}."
    else:
        now = "Belum diisi; surat dicetak dengan titik-titik."
    return (
        f"<b>Kepala · {named(opd.name, 80)}</b>\nDicetak pada surat pengantar OPD ini.\n{now}\n\n"
        f"{FOUR_LINES} Untuk pelaksana, awali jabatan dengan Plt. atau Plh."
    )


def head_set(opd: str, name: str) -> str:
    return f"Kepala {named(opd, 60)}: {named(name, 120)}."
