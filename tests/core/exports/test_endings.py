"""The ending of an exported name follows what the file is."""

import pytest

from core.exports.cells import file_name, visible
from core.exports.endings import named_by_kind

PDF, JPEG = "application/pdf", "image/jpeg"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.parametrize(
    ("name", "mime", "expected"),
    [
        ("IMG_0005.HEIC", JPEG, "IMG_0005.jpg"),
        ("Laporan.exe", PDF, "Laporan.pdf"),
        ("Laporan.pdf.exe", PDF, "Laporan.pdf"),
        ("Laporan.bat ", PDF, "Laporan.pdf"),
        ("Laporan.BAT.", PDF, "Laporan.pdf"),
        ("Laporan.docm", DOCX, "Laporan.docx"),
        ("surat.html", DOCX, "surat.docx"),
        ("Foto", JPEG, "Foto.jpg"),
        ("Foto.JPEG", JPEG, "Foto.JPEG"),
        ("Notulen 12.03", PDF, "Notulen 12.03.pdf"),
        ("Surat No. 12/B.1", PDF, "Surat No. 12/B.1.pdf"),
        ("Lembar.et", "application/vnd.ms-excel", "Lembar.et"),
        ("Program.exe", "application/x-msdownload", "Program.dat"),
        ("halaman.txt", "text/html", "halaman.dat"),
        ("Perbup.pdf", "", "Perbup.pdf"),
        ("Perbup.exe", "", "Perbup.dat"),
    ],
)
def test_a_contradicting_ending_is_replaced(name: str, mime: str, expected: str) -> None:
    assert named_by_kind(name, mime) == expected


@pytest.mark.parametrize(
    "name",
    [
        "Laporan\u202efdp.exe",
        "Laporan.e\u200bxe",
        "Laporan.pdf\u2066.exe",
        "../../../Laporan.exe",
        "C:\\Windows\\Laporan.exe",
        "con.exe",
        "Laporan " * 40 + ".exe",
        "Laporan.exe\x00",
    ],
)
def test_no_name_gets_out_with_the_ending_of_a_program(name: str) -> None:
    made = file_name(f"01_{named_by_kind(visible(name), PDF)}")
    assert made.endswith(".pdf")
    assert not set("/\\:\u202e\u200b\u2066\x00") & set(made)
    assert len(made.encode()) <= 100
