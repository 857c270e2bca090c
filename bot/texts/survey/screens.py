"""The survey of users as contacts and coordinators see it: the link and a count, never an answer."""

from collections.abc import Iterable

from bot.texts.common import heading, named
from core.pemda.naming import shortened
from core.screen import escape
from core.survey.form import FEWEST, WANTED, SurveyLine

TITLE = "Survei pengguna"
OPEN = "Survei pengguna"
MAKE = "Buka survei"
MADE = "Survei dibuka"
SHEET = "Kirim lembar QR"
COMES = "Lembar QR dikirim di bawah"
COPY = "Salin tautan"
RESTART = "Mulai ulang"
RESTART_SURE = "Ya, hapus isian dan ganti tautan"
RESTARTED = "Isian dihapus, tautan diganti"
KEEP = "Batalkan"
BACK = "Kembali ke hasil"
LIST = "Kembali ke daftar"
RECORD = "Survei pengguna"
GONE = "Survei ini tidak ada"
ENDED = "Survei sudah ditutup"
WITHOUT_PAGE = (
    "Alamat halaman survei belum diatur, sehingga survei belum dapat dibuka. Mintalah pengelola bot mengisi PUBLIC_URL."
)
CHOOSE = "Pilih OPD untuk melihat tautan dan lembar QR."
WHY = "Pengguna layanan menilai lewat tautan atau QR, tanpa nama. Jawaban satu orang tidak dapat dilihat siapa pun."


def count(line: SurveyLine) -> str:
    """ "12 dari 30 isian"."""
    return f"{line.answers} dari {WANTED} isian"


def of_opd(line: SurveyLine, among: Iterable[SurveyLine]) -> str:
    """A button in the list."""
    return f"{shortened(line.opd, 28, (one.opd for one in among))} · {line.answers if line.code else '–'}"


def survey(line: SurveyLine, address: str, where: str = "") -> str:
    """`address`: of the page, "" without one."""
    head = heading(where, TITLE)
    if line.ended:
        return f"{head}\n{count(line)}.\nSurvei sudah ditutup; isian tidak diterima lagi."
    if not line.code:
        return f"{head}\nBelum dibuka.\n{WITHOUT_PAGE if not address else WHY}"
    told = [f"{count(line)}.", f"Tautan: {escape(address)}" if address else WITHOUT_PAGE, WHY]
    if line.answers < FEWEST:
        told.append(f"Nilai pengguna dihitung mulai {FEWEST} isian; sebelum itu hasil bersifat sementara.")
    return "\n".join([head, *told])


def surveys(lines: tuple[SurveyLine, ...], period: str) -> str:
    opened = sum(bool(line.code) for line in lines)
    enough = sum(line.answers >= WANTED for line in lines)
    return (
        f"{heading('', TITLE, named(period))}\n{opened} dari {len(lines)} OPD sudah membuka survei, "
        f"{enough} mencapai {WANTED} isian.\n{CHOOSE}"
    )


def restarting(line: SurveyLine) -> str:
    return (
        f"{heading('', TITLE, named(line.opd))}\nSemua {line.answers} isian dihapus, dan tautan serta QR yang lama "
        "tidak berlaku lagi. Lakukan hanya bila tautannya disalahgunakan. Ini tidak dapat diurungkan."
    )
