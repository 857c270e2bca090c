"""Settings of a Pemda: the overview, its sections, and every setting that is a choice or a line."""

from collections.abc import Mapping

from bot.texts.common import WARN, named
from bot.texts.pemda.papers import NOT_YET
from core.assessment.model import Approval
from core.pemda.retention import KEPT_YEARS
from core.pemda.settings import ZONES, PemdaSettings

RECORD = "Pengaturan"
CANCEL = "Batalkan"
BACK = "Kembali"
SEE_ASSESSMENT = "Buka penilaian"
CLEAR = "Kosongkan"
EMPTY = "belum diisi"
CLEARED = "Dikosongkan."

SECTIONS: Mapping[str, str] = {"time": "Atur waktu", "rules": "Atur penilaian", "papers": "Atur surat"}
"""Groups of settings, with the button that leads there."""

_SECTION_TITLES = {"time": "Waktu", "rules": "Penilaian", "papers": "Surat"}

TITLES: Mapping[str, str] = {
    "timezone": "Zona waktu",
    "working_days": "Hari kerja",
    "own_holidays": "Libur daerah",
    "worked_days": "Hari masuk",
    "kept_years": "Masa simpan",
    "approval": "Persetujuan kepala",
    "official_result": "Hasil resmi",
    "links_alone": "Tautan saja",
    "province_review": "Verifikasi provinsi",
    "fields": "Bidang variabel",
    "organiser": "Pengelola",
    "rule": "Peraturan",
    "paper": "Kertas",
    "seat": "Kota surat",
    "code": "Kode singkat",
    "number_pattern": "Pola nomor",
    "letterhead": "Kop surat",
    "signatories": "Penanda tangan",
}
"""What a setting is called, on its button and its page."""

USED_FOR: Mapping[str, str] = {
    "timezone": (
        "Dipakai untuk semua tenggat dan jam pengingat. Bila zona diganti, jam tenggat yang sudah diumumkan tetap: "
        "pukul 16.00 tetap pukul 16.00 menurut zona yang baru."
    ),
    "working_days": "Dipakai untuk kalender tenggat, masa perbaikan lima hari kerja, dan hari pengingat.",
    "kept_years": (
        "Bukti, penjelasan, catatan, dan nama pada satu periode disimpan selama ini sejak periode berakhir, lalu "
        "dihapus; nilai dan hasil tetap. Koordinator diberi tahu 30 hari sebelumnya dan dapat menundanya."
    ),
    "approval": "Menentukan apakah kepala OPD menyetujui penilaian sebelum diterima tim penilai, dan caranya.",
    "official_result": (
        "Disebut lebih dahulu dalam pemberitahuan hasil. Kategori dihitung dari jumlah nilai; tingkat berjenjang "
        "mengikuti variabel terendah. Keduanya tetap ditampilkan."
    ),
    "links_alone": "Menentukan apakah tautan tanpa berkas sudah cukup sebagai bukti.",
    "province_review": "Bila ya, tim penilai provinsi menilai lagi di atas hasil tim daerah.",
    "paper": "Ukuran kertas surat pengantar.",
    "organiser": "Dibaca kontak pada layar pertama, dan di bantuan sebagai tempat bertanya.",
    "seat": "Nama kota pada baris tanggal surat, misalnya Sangatta, 15 Januari 2027.",
    "code": f"Kode daerah untuk surat daerah, misalnya KUTIM. {NOT_YET}",
    "number_pattern": (
        "Dicetak pada surat pengantar; bagian yang belum diketahui ditulis titik-titik, misalnya 800/………/ORG/2027."
    ),
    "rule_title": "Dasar hukum yang dikutip surat, misalnya Peraturan Bupati Kutai Timur Nomor 25 Tahun 2024.",
}

PROMPTS: Mapping[str, str] = {
    "organiser": "Tulis nama unit pengelola, misalnya Bagian Organisasi Setda Kabupaten Kutai Timur.",
    "seat": "Tulis nama kotanya.",
    "code": "Tulis kodenya, paling panjang 12 huruf atau angka.",
    "number_pattern": "Tulis polanya dalam satu baris.",
    "rule_title": "Tulis judul peraturannya dalam satu baris.",
}

CHOICES: Mapping[str, Mapping[object, tuple[str, str]]] = {
    "timezone": {zone: (label, f"Pakai {label}") for zone, label in ZONES.items()},
    "working_days": {
        5: ("Senin sampai Jumat", "Pakai 5 hari kerja"),
        6: ("Senin sampai Sabtu", "Pakai 6 hari kerja"),
    },
    "approval": {
        Approval.NONE: ("tidak diperlukan", "Tanpa persetujuan"),
        Approval.IN_BOT: ("disetujui kepala di bot", "Minta di bot"),
        Approval.LETTER: ("dengan foto surat pengantar bertanda tangan", "Minta lewat surat"),
    },
    "official_result": {
        "band": ("kategori", "Pakai kategori"),
        "staged_level": ("tingkat berjenjang", "Pakai tingkat berjenjang"),
    },
    "links_alone": {
        True: ("cukup sebagai bukti, dengan peringatan", "Terima tautan saja"),
        False: ("tidak cukup tanpa berkas", "Wajibkan berkas"),
    },
    "province_review": {True: ("ya", "Pakai provinsi"), False: ("tidak", "Tanpa provinsi")},
    "kept_years": {years: (f"{years} tahun", f"Simpan {years} tahun") for years in KEPT_YEARS},
    "paper": {"F4": ("F4 (215 x 330 mm)", "Pakai F4"), "A4": ("A4 (210 x 297 mm)", "Pakai A4")},
}
"""Of each value: the words for it, and the button that chooses it."""

APPROVAL_CHANGED = {
    Approval.NONE: "Persetujuan kepala tidak diperlukan lagi. Penilaian yang menunggu dapat langsung dikirim.",
    Approval.IN_BOT: "Cara persetujuan berubah: kepala kini menyetujui di bot. Penilaian tetap menunggu kepala.",
    Approval.LETTER: (
        "Cara persetujuan berubah: kepala kini menandatangani surat pengantar. "
        "Ambil suratnya di sini, lalu kirim fotonya setelah ditandatangani."
    ),
}
"""To contacts whose assessment waits for the head."""

INVITE_HEADS = "Undang kepala"

HEAD_IS_ASKED = "Penilaian menunggu persetujuan Bapak/Ibu di bot."


def value(settings: PemdaSettings, key: str) -> str:
    """A setting's present value in words."""
    if key in CHOICES:
        return CHOICES[key].get(getattr(settings, key), (named(str(getattr(settings, key)), 40), ""))[0]
    match key:
        case "own_holidays" | "worked_days":
            count = len(getattr(settings, key))
            return f"{count} hari" if count else "belum ada"
        case "fields":
            return f"{len(settings.fields)} variabel diubah" if settings.fields else "menurut instrumen"
        case "letterhead":
            return named(settings.letterhead.get("address", ""), 60) or EMPTY
        case "signatories":
            return f"{len(settings.signatories)} orang" if settings.signatories else "belum ada"
        case "rule":
            return _rule(settings)
    return named(getattr(settings, key), 120) or EMPTY


def _rule(settings: PemdaSettings) -> str:
    title = named(settings.rule_title, 120)
    kept = " dan ".join(
        word for word, there in (("tautan", settings.rule_link), ("berkas", settings.rule_file)) if there
    )
    return f"{title or 'tanpa judul'}, {kept}" if kept else title or "belum ada"


_OVERVIEW = (
    "timezone",
    "working_days",
    "approval",
    "official_result",
    "links_alone",
    "organiser",
    "rule",
    "paper",
    "signatories",
)


def overview(pemda: str, settings: PemdaSettings) -> str:
    lines = [f"{TITLES[key]}: {value(settings, key)}" for key in _OVERVIEW]
    return "\n".join((f"<b>Pengaturan · {named(pemda, 60)}</b>", *lines))


def section(settings: PemdaSettings, slug: str, keys: tuple[str, ...]) -> str:
    lines = [f"{TITLES[key]}: {value(settings, key)}" for key in keys]
    return "\n".join((f"<b>Pengaturan · {_SECTION_TITLES[slug]}</b>", *lines))


def page(settings: PemdaSettings, key: str) -> str:
    """One setting: what it is now, and what it is for."""
    return f"<b>{TITLES[key]}</b>\nSekarang: {value(settings, key)}.\n\n{USED_FOR[key]}"


def heads_missing(missing: int, of: int, chosen: bool) -> str:
    """A warning on the page of approval; `chosen`: heads approve in the bot now."""
    must = "Penilaiannya tidak dapat dikirim sebelum kepalanya diundang dan bergabung."
    if not chosen:
        must = "Bila persetujuan diminta di bot, penilaiannya tidak dapat dikirim sebelum kepalanya bergabung."
    return f"{WARN} {missing} dari {of} OPD belum mempunyai kepala di bot. {must}"


def typing(settings: PemdaSettings, key: str) -> str:
    title = TITLES.get(key, "Judul peraturan")
    now = named(getattr(settings, key), 160) or EMPTY
    return f"<b>{title}</b>\nSekarang: {now}.\n\n{USED_FOR[key]}\n{PROMPTS[key]}"


def changed(key: str, words: str) -> str:
    """`words`: the new value, escaped where people wrote it."""
    return f"{TITLES.get(key, 'Judul peraturan')}: {words}"


def bad_line(least: int, most: int) -> str:
    return f"Tulis dalam satu baris, {max(least, 1)} sampai {most} karakter."


# the local regulation

RULE_TITLE = "Ubah judul"
DROP_LINK = "Hapus tautan"
DROP_FILE = "Hapus berkas"
RULE_LINK_SET = "Tautan peraturan tersimpan."
BAD_LINK = "Alamat harus diawali https:// atau http://, tanpa spasi, paling panjang 300 karakter. Kirim ulang."
NOT_A_PHOTO = "Peraturan dikirim sebagai dokumen, misalnya PDF, bukan foto."


def rule(settings: PemdaSettings) -> str:
    link = named(settings.rule_link, 200) or "belum ada"
    file = named(settings.rule_file.get("name", ""), 80) or "belum ada"
    title = named(settings.rule_title, 160) or EMPTY
    return (
        f"<b>Peraturan</b>\nJudul: {title}\nTautan: {link}\nBerkas: {file}\n\n"
        "Dibuka siapa saja lewat Buka peraturan di bantuan, dan judulnya dikutip surat. "
        "Kirim alamat laman (misalnya JDIH) atau berkas PDF-nya ke sini."
    )


def file_coming(name: str) -> str:
    return f"📎 {named(name, 80)} diterima dan sedang disimpan."


def file_not_kept(name: str, slug: str) -> str:
    why = {
        "too_large": "Berkas terlalu besar.",
        "kind": "Jenis berkas itu tidak diterima.",
        "invitation": "Berkas itu memuat kode undangan, yang tidak boleh dibaca orang lain.",
        "picture": "Lambang harus berupa gambar PNG atau JPEG, paling besar 2 MB.",
        "store": "Penyimpanan berkas sedang bermasalah; sampaikan kepada pengelola server.",
    }.get(slug, "Berkas gagal diambil dari Telegram.")
    return f"⚠️ {named(name, 80)} belum tersimpan. {why} Kirim ulang."
