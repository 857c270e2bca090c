"""Files that people send in transcripts: small, real, and each one different."""

import io
from datetime import UTC, datetime

import xlsxwriter

from core.pemda.opd_list.reading import KINDS
from tests import made_pdf
from tests.qr_codes import photographed, qr


def pdf(words: str) -> bytes:
    """A PDF of one empty page; the words make its bytes unlike any other's."""
    return made_pdf.pdf(words.encode())


def code(text: str) -> bytes:
    """A photo of a letter with a QR code."""
    return photographed(qr(text))


def program() -> bytes:
    """The beginning of a Windows program."""
    return b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + b"\x00" * 512


def opd_list(which: str) -> tuple[str, bytes]:
    """An OPD list as an office sends it: "OPD benar", or "OPD salah" with two faults."""
    assert "Dinas" in KINDS
    rows = ["kode;nama;singkatan;jenis", "DINKES;Dinas Kesehatan;Dinkes;Dinas", "DLH;Dinas Lingkungan Hidup;DLH;Dinas"]
    if which.endswith("salah"):
        rows += ["DINKES;Dinas Kesehatan Lama;Dinkes Lama;Dinas", "BARU;Dinas Baru;Dinas Baru;Dins"]
    else:
        rows += ["BARU;Dinas Baru;Dinas Baru;Dinas"]
    return "opd.csv", "\r\n".join(rows).encode()


def position_table(which: str) -> tuple[str, bytes]:
    """A table of positions as an office fills it in: "jabatan benar", or "jabatan salah" with two faults."""
    rows = [["No", "Nama Jabatan", "Beban kerja (jam)", "PNS", "PPPK"], [1, "Analis Kebijakan", 2500, 1, 1]]
    if which.endswith("salah"):
        rows += [[2, "Arsiparis", "banyak", 1, 0], [3, "", 600, 0, 1]]
    else:
        rows += [[2, "Arsiparis", 1000, 1, 0], [3, "Pengadministrasi", 600, 0, 1], ["", "Jumlah", 4100, 2, 2]]
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(2026, 12, 7, tzinfo=UTC)})
        sheet = book.add_worksheet("Jabatan")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return "jabatan.xlsx", made.getvalue()
