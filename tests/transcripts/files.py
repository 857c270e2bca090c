"""Files that people send in transcripts: small, real, and each one different."""

from core.opd_list import KINDS


def pdf(words: str) -> bytes:
    """A PDF of one empty page; the words make its bytes unlike any other's."""
    head = f"%PDF-1.4\n% {words}\n".encode()
    parts = [
        b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n",
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n",
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n",
    ]
    body, offsets = head, []
    for part in parts:
        offsets.append(len(body))
        body += part
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(body)
    trailer = b"trailer<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % start
    return body + b"xref\n0 4\n0000000000 65535 f \n" + table + trailer


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
