"""What is said of settings that are wrong, and of a database or an evidence store that cannot be used (a terminal)."""

from collections.abc import Sequence

MUST: dict[str, str] = {
    "BOT_TOKEN": "salin tokennya dari @BotFather, misalnya 123456789:AAE…",
    "TELEGRAM_API_URL": "harus alamat lengkap yang diawali https:// atau http://",
    "DATABASE_URL": "harus sqlite:///data/pandu.db atau postgresql://pengguna:sandi@server/nama; "
    "tanda baca dalam sandi ditulis sebagai kode persen, misalnya @ menjadi %40 dan / menjadi %2F",
    "EVIDENCE_URL": "harus file:FOLDER, s3://bucket, gs://bucket, atau az://container",
    "EVIDENCE_MAX_MB": "harus bilangan bulat 1 sampai 2000",
    "EVIDENCE_KINDS": "harus jenis MIME dipisahkan koma, misalnya application/pdf,image/jpeg",
    "ADMIN_IDS": "harus nomor akun Telegram dipisahkan koma, misalnya 1234567,7654321",
    "TIMEZONE": "harus Asia/Jakarta, Asia/Makassar, atau Asia/Jayapura",
    "WEBHOOK_URL": "harus alamat https://; Telegram menerima porta 443, 80, 88, dan 8443",
    "WEBHOOK_SECRET": "harus 1 sampai 256 karakter dari A-Z a-z 0-9 _ -",
    "PUBLIC_URL": "harus alamat lengkap tanpa jalur, misalnya https://pandu.contoh.go.id",
    "LISTEN": "harus host:porta, misalnya 127.0.0.1:8080",
    "LOG_LEVEL": "harus DEBUG, INFO, WARNING, atau ERROR",
}
"""What each setting must be: one clause for each, whatever is wrong with it."""

NO_TOKEN = "BOT_TOKEN belum diisi: salin tokennya dari @BotFather ke .env"
UNKNOWN_TOKEN = "BOT_TOKEN tidak dikenal Telegram: minta lagi kepada @BotFather"
UNREADABLE = "Berkas .env tidak dapat dibaca: simpan sebagai teks biasa (UTF-8) dan periksa izinnya."
FOLDER = "Di folder kerja, .env adalah folder, bukan berkas. Pindahkan folder itu, lalu salin .env.example ke .env."
NEWER_DATA = "Basis data berasal dari versi program yang lebih baru. Perbarui program ini."
NEEDS_MIGRATION = "Basis data belum berversi program ini. Jalankan: pandu migrate"

_DATABASE = {
    "password": "server menolak nama pengguna atau kata sandinya. Periksa DATABASE_URL.",
    "absent": "server berjalan, tetapi basis data dengan nama itu tidak ada. Buat dahulu, atau periksa DATABASE_URL.",
    "unreachable": "server tidak menjawab. Periksa apakah server berjalan, dan DATABASE_URL.",
    "refused": "server menolak sambungan. Periksa catatan server.",
    "unwritable": "berkas atau foldernya tidak dapat dibuat atau ditulisi. Periksa DATABASE_URL dan izin foldernya.",
    "full": "disk penuh. Kosongkan ruang, lalu jalankan lagi.",
    "locked": "sedang dikunci program lain. Tutup program itu, lalu jalankan lagi.",
    "damaged": "berkasnya bukan basis data, atau rusak. Pulihkan dari cadangan: pandu restore BERKAS",
    "incomplete": "tabel atau kolomnya ada yang hilang. Jalankan pandu doctor, lalu pulihkan cadangan (pandu restore).",
    "unreadable": "ada isi yang tidak dapat dibaca. Jalankan pandu doctor, lalu pulihkan cadangan (pandu restore).",
    "address": "DATABASE_URL memuat pilihan yang tidak dikenal. Hapus yang tertulis sesudah tanda tanya.",
}

_STORE = {
    "package": "paket untuk bucket belum terpasang. Jalankan: pip install '.[bucket]'",
    "address": "alamatnya tidak menyebut bucket. Periksa EVIDENCE_URL.",
    "absent": "bucket itu tidak ada. Periksa EVIDENCE_URL.",
    "denied": "kunci akses tidak ada, salah, atau tidak berhak menulis. Periksa AWS_ACCESS_KEY_ID dan sejenisnya.",
    "unwritable": "foldernya tidak dapat dibuat atau ditulisi. Periksa EVIDENCE_URL dan izin foldernya.",
    "full": "disk penuh. Kosongkan ruang.",
    "unreachable": "tidak menjawab. Periksa jaringan dan EVIDENCE_URL.",
}


def wrong(name: str) -> str:
    return f"{name} salah: {MUST[name]}."


def unknown(given: str, meant: str) -> str:
    return f"{given} dalam .env tidak dikenal: mungkin maksudnya {meant}."


def faulty_lines(numbers: Sequence[int]) -> str:
    """The lines themselves are not shown: they may hold a secret."""
    which = ", ".join(map(str, numbers))
    return f"Baris {which} dalam .env tidak dapat dibaca: tulis NAMA=isi, dan tutup setiap tanda kutip."


def database(fault: str) -> str:
    """`fault` is a slug of storage.engine.failures."""
    return f"Basis data tidak dapat dipakai: {_DATABASE[fault]}"


def store(fault: str) -> str:
    """`fault` is a slug of storage.evidence.store_faults."""
    return f"Tempat bukti tidak dapat dipakai: {_STORE[fault]}"


def taken_port(host: str, port: int) -> str:
    return f"LISTEN={host}:{port} tidak dapat dibuka: porta terpakai atau alamatnya bukan milik komputer ini."
