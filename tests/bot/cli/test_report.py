"""`pandu report letter`: the cover letter as an operator writes it, and when it is refused."""

import io
from pathlib import Path

import pytest
from docx import Document
from sqlalchemy import update

from storage.database import Database
from storage.engine.schema import ASSESSMENT, OPD
from tests.bot.cli.place import Pandu
from tests.bot.cli.worked_region import fill


@pytest.fixture
def worked(kutim: Pandu) -> Pandu:
    """Dinkes is complete and not sent."""
    fill(kutim)
    become(kutim, "draft")
    return kutim


def become(pandu: Pandu, status: str) -> None:
    database = Database.open(pandu.url)
    of_dinkes = ASSESSMENT.c.opd_id.in_(OPD.select().with_only_columns(OPD.c.id).where(OPD.c.code == "DINKES"))
    database.write(lambda conn: conn.execute(update(ASSESSMENT).where(of_dinkes).values(status=status)))
    database.close()


def letter(pandu: Pandu, *more: str, status: int = 0, opd: str = "DINKES") -> str:
    done = pandu("report", "letter", "--opd", opd, "--period", "2026", *more, status=status)
    return (done.stderr if status else done.stdout).strip()


def text(path: Path) -> str:
    document = Document(io.BytesIO(path.read_bytes()))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def test_the_letter_is_a_docx_named_after_its_opd(worked: Pandu) -> None:
    assert letter(worked, opd="dinkes") == "Surat_Pengantar_DINKES_2026.docx: surat pengantar Dinas Kesehatan."
    said = text(worked.folder / "Surat_Pengantar_DINKES_2026.docx")
    assert "penilaian mandiri Dinas Kesehatan tahun 2026: 11 variabel, 3 bukti, nilai mandiri" in said
    assert "Kepala Dinas Kesehatan," in said


def test_it_can_be_a_pdf_of_another_name(worked: Pandu) -> None:
    become(worked, "awaiting_head")
    assert letter(worked, "--format", "pdf", "--out", "surat.pdf") == "surat.pdf: surat pengantar Dinas Kesehatan."
    assert (worked.folder / "surat.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("submitted", "Penilaian DINKES sudah dikirim; surat pengantar dibuat sebelum pengiriman."),
        ("returned", "Penilaian DINKES sudah dikirim; surat pengantar dibuat sebelum pengiriman."),
        ("verified", "Penilaian DINKES sudah dikirim; surat pengantar dibuat sebelum pengiriman."),
        ("final", "Hasil DINKES sudah ditetapkan; surat hasil belum dapat dibuat dengan versi ini."),
    ],
)
def test_after_the_submission_it_is_refused(worked: Pandu, status: str, words: str) -> None:
    become(worked, status)
    assert letter(worked, status=1) == words
    assert list(worked.folder.glob("Surat*")) == []


def test_what_is_missing_or_unknown_is_refused(worked: Pandu) -> None:
    assert letter(worked, status=1, opd="DISHUB") == (
        "Surat pengantar dibuat setelah semua variabel lengkap; DISHUB baru 0 dari 11."
    )
    assert letter(worked, status=1, opd="TIADA") == "OPD TIADA tidak ada. Periksa kodenya dalam daftar OPD."
    done = worked("report", "letter", "--opd", "DINKES", "--period", "2031", status=1)
    assert done.stderr.strip() == "Periode 2031 tidak ada. Yang ada: 2026."
    assert "--opd" in worked("report", "letter", "--period", "2026", status=2).stderr
