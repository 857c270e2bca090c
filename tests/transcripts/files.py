"""Files that people send in transcripts: small, real, and each one different."""

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
