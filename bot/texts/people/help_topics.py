"""/bantuan by topic: what people ask most, answered on one screen each, in the words of the buttons they will see."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.texts import anchors
from bot.texts.common import named
from bot.texts.contact.attach import ACCEPTED, limit_in_mb
from core.people.roles import Role

MARKS, CALL = "marks", "call"
"""Topics for everybody: the meaning of the marks; whom to call."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of the help. `button` leads to it; its first line is its title. Empty `roles` means everybody."""

    button: str
    text: str
    roles: frozenset[Role] = frozenset()


_CONTACT = frozenset({Role.CONTACT})
_TEAM = frozenset({Role.VERIFIER, Role.PROVINCE})

TOPICS: Mapping[str, Topic] = {
    "fill": Topic(
        "Cara mengisi",
        "<b>Cara mengisi</b>\n"
        "1. Ketik /isi, lalu pilih variabelnya.\n"
        "2. Ketuk tingkat yang sesuai keadaan sekarang.\n"
        "3. Tulis penjelasan dalam satu atau dua kalimat.\n"
        "4. Kirim bukti. Variabel berikutnya terbuka sendiri.\n"
        "Semua langsung tersimpan. Boleh berhenti kapan saja; /mulai melanjutkan. Setelah semua lengkap, buka "
        "/ringkasan untuk mengirim.",
        _CONTACT,
    ),
    "attach": Topic(
        "Mengirim bukti",
        "<b>Mengirim bukti</b>\n"
        "Buka variabelnya, ketuk tanda lampiran pada kotak pesan, pilih Foto atau Berkas, lalu kirim.\n"
        f"Yang diterima: {ACCEPTED}, paling besar {{limit}} MB. Tautan cukup ditempel sebagai pesan.\n"
        "Surat dan tabel lebih mudah dibaca bila dikirim sebagai Berkas. Keterangan yang ditulis bersama berkas dibaca "
        "tim penilai.",
        _CONTACT,
    ),
    "several": Topic(
        "Beberapa berkas",
        "<b>Mengirim beberapa berkas</b>\n"
        "Saat melampirkan, pilih beberapa berkas sekaligus, paling banyak 10, lalu kirim satu kali. Semuanya masuk ke "
        "variabel yang sama.\n"
        "Untuk variabel lain, buka dahulu variabelnya lewat /isi.\n"
        "Berkas yang sama tidak perlu dikirim dua kali: ketuk Pilih bukti lain pada variabel yang memerlukannya.\n"
        "Terlanjur masuk ke variabel lain: buka variabel itu, Periksa bukti, lalu Pindahkan bukti.",
        _CONTACT,
    ),
    "mend": Topic(
        "Memperbaiki isian",
        "<b>Memperbaiki isian</b>\n"
        "Belum dikirim: ketik /isi, pilih variabelnya, lalu Ubah tingkat, Ubah penjelasan, atau Periksa bukti untuk "
        "menghapus dan memindahkan.\n"
        "Sudah dikirim: selama tim penilai belum memeriksa, ketuk Tarik kembali pada tanda terima.\n"
        "Dikembalikan tim penilai: ketuk tombol Perbaiki pada pemberitahuannya, perbaiki, lalu Kirim perbaikan.",
        _CONTACT,
    ),
    "approve": Topic(
        "Menyetujui",
        "<b>Menyetujui penilaian</b>\n"
        "Bot memberi tahu saat penilaian menunggu persetujuan. Lihat jawaban, lalu ketuk Setujui penilaian dan "
        "Ya, setujui dan kirim; penilaian langsung diteruskan ke tim penilai.\n"
        "Bila ada yang perlu diperbaiki, ketuk Kembalikan ke kontak dan tuliskan catatannya.",
        frozenset({Role.HEAD}),
    ),
    "judge": Topic(
        "Cara menilai",
        "<b>Cara menilai</b>\n"
        "Ketik /periksa, lalu pilih OPD. Baca jawaban dan buktinya, lalu terima, turunkan, naikkan, atau Kembalikan ke "
        "OPD; selain menerima, alasan wajib.\n"
        "Semua masih rancangan sampai Kirim putusan diketuk. Setiap pagi hari kerja bot memberi tahu yang menunggu.",
        _TEAM,
    ),
    "run": Topic(
        "Langkah koordinator",
        "<b>Langkah koordinator</b>\n"
        "Semua ada pada /admin:\n"
        "1. Kelola OPD: kirim daftar OPD.\n"
        "2. Kelola periode: pilih tenggat, lalu buka.\n"
        "3. Buat undangan, lalu bagikan kepada OPD dan tim penilai.\n"
        "4. Ingatkan OPD, dan jawab pertanyaan pada Tangani masalah.\n"
        "5. Kelola hasil: tetapkan, lalu umumkan.\n"
        "Untuk menampilkan kemajuan di grup tim: tambahkan bot ke grup, lalu ketik /hubungkan di sana.",
        frozenset({Role.COORDINATOR}),
    ),
    "read": Topic(
        "Membaca kemajuan",
        "<b>Membaca kemajuan</b>\n"
        "/progres kemajuan hari ini, /belum yang belum mengirim, /skor nilai, /grafik gambar, /opd keadaan satu OPD, "
        "misalnya /opd dinkes, dan /rekap berkasnya.\n"
        "Nilai tampil setelah diperiksa tim penilai.",
        frozenset({Role.VIEWER, Role.COORDINATOR}),
    ),
    CALL: Topic("Siapa dihubungi", ""),
    MARKS: Topic(
        "Arti tanda",
        """<b>Arti tanda</b>
✅ lengkap, diterima
🟡 sebagian
⬜ belum diisi
⏳ menunggu pihak lain
↩️ dikembalikan
🔒 terkirim, terkunci
📎 bukti
⚠️ perlu tindakan

"""
        + anchors.EXPLAINED,
    ),
}


def offered(roles: Iterable[Role]) -> Mapping[str, Topic]:
    """The topics for somebody with these roles."""
    held = frozenset(roles)
    return {slug: topic for slug, topic in TOPICS.items() if not topic.roles or topic.roles & held}


def text(slug: str, roles: Iterable[Role], organiser: str, limit: int) -> str:
    """A topic. `limit` is the greatest size of a file, in bytes."""
    if slug == CALL:
        return call(frozenset(roles), organiser)
    return TOPICS[slug].text.replace("{limit}", limit_in_mb(limit))


def call(roles: frozenset[Role], organiser: str) -> str:
    lines = ["<b>Siapa yang dihubungi</b>"]
    if Role.CONTACT in roles:
        lines.append("Tentang isi variabel: buka variabelnya, lalu ketuk Tanya tim. Jawabannya datang di sini.")
        lines.append("Terdaftar pada OPD yang salah: ketik /profil, lalu ketuk Laporkan salah OPD.")
    if Role.COORDINATOR in roles:
        lines.append("Pertanyaan OPD masuk kepada Bapak/Ibu lewat Tangani masalah pada /admin.")
        lines.append("Tentang botnya sendiri: pengelola bot di kantor Bapak/Ibu.")
    else:
        lines.append(f"Tentang undangan, tenggat, dan lainnya: {named(organiser, 120)}.")
    lines.append("Bot tidak menjawab: tunggu sebentar, lalu ketik /mulai. Yang sudah tersimpan tidak hilang.")
    return "\n".join(lines)
