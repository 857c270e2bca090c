"""The signed cover letter."""

from bot.texts.common import CLIP, WAIT, WARN, clean, short_name
from core.assessment.model import LETTER, Assessment
from core.papers.letter import file_name

NAME = "Surat pengantar"
"""What a photo of it is called among the evidence."""

WANTED = (
    f"{WAIT} Cetak, tanda tangani, bubuhkan cap, lalu kirim fotonya ke sini. "
    "Penilaian langsung diteruskan ke tim penilai."
)
ONLY_SIGNED = f"{WARN} Yang ditunggu adalah foto atau hasil pindai surat yang sudah ditandatangani."
UNSIGNED = f"{WARN} Ini surat yang belum ditandatangani. Cetak dan tanda tangani dahulu, lalu kirim fotonya."
WHY_NO_LETTER = "bukan surat bertanda tangan"
WHY_UNSIGNED = "belum ditandatangani"
WAITED_FOR = "Isian sudah dikunci; yang ditunggu sekarang adalah surat bertanda tangan."
NEW_NEEDED = "Kiriman berikutnya memerlukan surat bertanda tangan yang baru."
SEE = "Lihat surat"
GET_AGAIN = "Ambil surat lagi"
COMES = "Surat dikirim di bawah"


def copy_of(opd: str) -> str:
    """Below a file of a signed letter that the coordinator looks at. Plain."""
    return f"Salinan surat pengantar {clean(short_name(opd, 40))}"


def pages(a: Assessment) -> list[str]:
    """The line of the receipt that counts the files of the signed letter; none without any."""
    count = len(a.evidence_of(LETTER))
    return [f"{CLIP} {NAME}: {count} berkas"] if count else []


def files(a: Assessment) -> tuple[str, str]:
    """Names of the files the bot has sent."""
    return file_name(a.opd.code, a.period.year, "docx"), file_name(a.opd.code, a.period.year, "pdf")
