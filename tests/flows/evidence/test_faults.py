"""What is said of a file that turned out, after copying, not to be evidence."""

import pytest

from bot.texts.evidence import faults as evidence_faults


@pytest.mark.parametrize(
    ("slug", "name", "words"),
    [
        (
            "not_allowed",
            "catatan.pdf",
            "⚠️ catatan.pdf pada V01 tidak dapat disimpan karena isinya bukan PDF, hanya namanya. "
            "Kirim PDF, foto, Word, Excel, atau PowerPoint.",
        ),
        (
            "broken",
            "Renja.pdf",
            "⚠️ Renja.pdf pada V01 tidak dapat disimpan karena rusak dan tidak dapat dibuka. "
            "Buka dahulu di perangkat sendiri, lalu kirim ulang.",
        ),
        (
            "unknown",
            "data.bin",
            "⚠️ data.bin pada V01 tidak dapat disimpan karena isinya tidak dikenali; mungkin berkasnya rusak. "
            "Buka dan simpan ulang, lalu kirim lagi.",
        ),
        (
            "unknown",
            "rusak.pdf",
            "⚠️ rusak.pdf pada V01 tidak dapat disimpan karena isinya tidak terbaca sebagai PDF; mungkin berkasnya "
            "rusak. Buka dan simpan ulang, lalu kirim lagi.",
        ),
        (
            "not_allowed",
            "catatan.md",
            "⚠️ catatan.md pada V01 tidak dapat disimpan karena jenisnya tidak diterima. "
            "Kirim PDF, foto, Word, Excel, atau PowerPoint.",
        ),
        (
            "not_allowed",
            "anggaran.xlsx",
            "⚠️ anggaran.xlsx pada V01 tidak dapat disimpan karena isinya bukan dokumen Excel (.xlsx atau .xls). "
            "Kirim PDF, foto, Word, Excel, atau PowerPoint.",
        ),
        (
            "broken",
            "IMG_1.jpg",
            "⚠️ IMG_1.jpg pada V01 tidak dapat disimpan karena gambarnya terpotong atau rusak. "
            "Buka dahulu di perangkat sendiri, lalu kirim ulang.",
        ),
        (
            "definitions",
            "Renja.docx",
            "⚠️ Renja.docx pada V01 tidak dapat disimpan karena memuat definisi XML, yang tidak boleh ada dalam dokumen "
            "kantor. Kirim dokumen aslinya, atau simpan sebagai PDF lalu kirim.",
        ),
        ("lost", "SK.pdf", "⚠️ Maaf, SK.pdf pada V01 gagal disalin. Mohon kirim ulang berkas itu saja."),
    ],
)
def test_a_fault_names_the_true_reason(slug: str, name: str, words: str) -> None:
    assert evidence_faults.notice(slug, name, ("V01",)) == words


def test_the_note_on_a_returned_variable_names_the_same_reason() -> None:
    words = "rusak.pdf tidak dapat disimpan karena isinya tidak terbaca sebagai PDF; mungkin berkasnya rusak."
    assert evidence_faults.note("unknown", "rusak.pdf") == words
