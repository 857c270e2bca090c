"""What coordinators and administrators read when the evidence store takes nothing. Slugs are those of
storage.evidence.store_faults.StoreFault.
"""

from bot.texts.common import WARN

_REASONS = {
    "full": "Ruang penyimpanannya penuh. Kosongkan atau tambah ruangnya.",
    "unwritable": "Foldernya tidak dapat ditulisi. Periksa izin dan EVIDENCE_URL.",
    "denied": "Aksesnya ditolak. Periksa kunci dan izinnya.",
    "absent": "Bucket tidak ada. Periksa EVIDENCE_URL.",
    "unreachable": "Penyimpanan tidak dapat dihubungi. Periksa jaringan dan layanannya.",
}
OVER = "✅ Penyimpanan bukti berfungsi kembali. Berkas yang menunggu sedang disalin."


def began(slug: str) -> str:
    return (
        f"{WARN} <b>Bukti belum dapat disimpan</b>\n{_REASONS[slug]} "
        "Berkas yang dikirim tetap menunggu dan disalin sendiri setelah penyimpanan berfungsi kembali. "
        "Bila bukan Bapak/Ibu yang mengelola server, sampaikan kepada pengelolanya."
    )
