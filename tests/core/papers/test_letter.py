"""The cover letter: what it says, on one page, the same in DOCX and PDF."""

import base64
import io
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from docx import Document
from PIL import Image

from core.papers import letter as paper
from core.papers.letter import Letter, file_name, from_plain, to_plain
from core.papers.letter_files import render
from core.papers.letterhead import letterhead, unit_lines
from core.papers.signatures import DOTS, Signer
from core.papers.sizes import SIZES
from core.pemda.heads import head_title

AT = datetime(2026, 12, 10, 14, 7, tzinfo=ZoneInfo("Asia/Makassar"))
SITI = Signer("Kepala Dinas Kesehatan", "dr. Siti Aminah, M.Kes.", "Pembina Utama Muda (IV/c)", "198001012005012001")
LONG = "Dinas Pengendalian Penduduk dan Keluarga Berencana, Pemberdayaan Perempuan dan Perlindungan Anak <b>&*_#$[x]"
HOSTILE = (LONG * 2)[:200]  # the longest name an office can import

has_pdftotext = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")


def letter(opd: str = "Dinas Kesehatan", **more: object) -> Letter:
    values: dict[str, object] = {
        "letterhead": letterhead("Kabupaten Kutai Timur", {}, opd),
        "paper": "F4",
        "code": "DINKES",
        "opd": opd,
        "year": 2026,
        "at": AT,
        "pemda": "Kabupaten Kutai Timur",
        "organiser": "Bagian Organisasi Setda Kabupaten Kutai Timur",
        "signer": SITI,
        "variables": 11,
        "evidence": 27,
        "value": "40 dari 55",
        "rule": "Peraturan Bupati Kutai Timur Nomor 25 Tahun 2024",
        "place": "Sangatta",
    }
    return Letter(**(values | more))  # type: ignore[arg-type]


def emblem() -> str:
    made = io.BytesIO()
    Image.new("RGB", (200, 240), "white").save(made, "PNG")
    return base64.b64encode(made.getvalue()).decode()


GOLDEN = [
    "PEMERINTAH KABUPATEN KUTAI TIMUR",
    "DINAS KESEHATAN",
    f"Nomor : {DOTS} Sangatta, 10 Desember 2026",
    "Lampiran : Satu berkas",
    "Hal : Penyampaian Penilaian Mandiri Kematangan Perangkat Daerah Tahun 2026",
    "Yth. Sekretaris Daerah Kabupaten Kutai Timur",
    "c.q. Kepala Bagian Organisasi",
    "di Sangatta",
    "Menindaklanjuti Peraturan Bupati Kutai Timur Nomor 25 Tahun 2024, dengan ini kami sampaikan penilaian mandiri "
    "Dinas Kesehatan tahun 2026: 11 variabel, 27 bukti, nilai mandiri 40 dari 55.",
    "Kami menyatakan bahwa jawaban dan bukti tersebut sesuai keadaan sebenarnya dan bersedia memperbaikinya apabila "
    "diperlukan dalam verifikasi.",
    "Kepala Dinas Kesehatan,",
    "dr. Siti Aminah, M.Kes.",
    "Pembina Utama Muda (IV/c)",
    "NIP 19800101 200501 2 001",
    "Surat Pengantar 2026 · dicetak 10 Desember 2026 pukul 14.07 WITA",
]

CASES = {
    "usual": letter(),
    "emblem": letter(letterhead=letterhead("Kabupaten Kutai Timur", {}, "Dinas Kesehatan", emblem())),
    "A4": letter(paper="A4"),
    "long name": letter(HOSTILE, paper="A4", signer=Signer(head_title(HOSTILE))),
    "hospital": letter("RSUD Kudungga", signer=Signer("Direktur RSUD Kudungga", "dr. Andi")),
    "secretariat": letter("Sekretariat Daerah", signer=Signer("Sekretaris Daerah")),
    "no head, no seat": letter(signer=Signer("Kepala Dinas Kesehatan"), place="", rule=""),
    "acting": letter(signer=replace(SITI, acting="Plt.")),
    "preprinted": letter(letterhead=letterhead("Kabupaten Kutai Timur", {"preprinted": "ya"}, "Dinas Kesehatan")),
    "no total": letter(value=""),
}


def pdf_text(data: bytes) -> str:
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=data, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def docx_lines(data: bytes) -> list[str]:
    """Paragraphs and table rows in the order of the page, the footer last."""
    document = Document(io.BytesIO(data))
    lines = []
    for part in document.iter_inner_content():
        if hasattr(part, "rows"):
            for row in part.rows:
                cells = list(dict.fromkeys(row.cells))
                texts = [line for cell in cells for line in cell.text.split("\n")]
                lines += [" ".join(texts)] if len(cells) > 2 else texts
        else:
            lines.append(part.text)
    return [line for line in [*lines, document.sections[0].footer.paragraphs[0].text] if line.strip()]


def test_the_docx_says_what_a_letter_says() -> None:
    assert docx_lines(render(letter(), "docx")) == GOLDEN


@has_pdftotext
def test_the_pdf_says_the_same() -> None:
    said = pdf_text(render(letter(), "pdf"))
    assert said == " ".join(GOLDEN)


@pytest.mark.parametrize("name", CASES)
def test_every_letter_fits_its_page(name: str) -> None:
    case = from_plain(to_plain(CASES[name]))
    assert case == CASES[name]
    made = render(case, "pdf")
    assert len(re.findall(rb"/Type\s*/Page\b", made)) == 1
    box = re.search(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)", made)
    assert box is not None
    assert [float(edge) / 72 * 25.4 for edge in box.groups()] == pytest.approx(SIZES[case.paper], abs=0.1)
    section = Document(io.BytesIO(render(case, "docx"))).sections[0]
    assert (section.page_width.mm, section.page_height.mm) == pytest.approx(SIZES[case.paper], abs=0.1)


@has_pdftotext
@pytest.mark.parametrize("name", CASES)
def test_both_files_say_the_same(name: str) -> None:
    words = pdf_text(render(CASES[name], "pdf")).split()
    assert sorted(" ".join(docx_lines(render(CASES[name], "docx"))).split()) == sorted(words)


def test_the_pdf_embeds_liberation_and_the_docx_names_arial() -> None:
    fonts = set(re.findall(rb"/BaseFont\s*/[A-Z]+\+([A-Za-z-]+)", render(letter(), "pdf")))
    assert {name.removesuffix(b"-Identity-H") for name in fonts} == {b"LiberationSans", b"LiberationSans-Bold"}
    assert Document(io.BytesIO(render(letter(), "docx"))).styles["Normal"].font.name == "Arial"


@pytest.mark.parametrize("name", CASES)
def test_nothing_is_said_that_is_not_verified(name: str) -> None:
    said = " ".join(docx_lines(render(CASES[name], "docx"))).casefold()
    assert not any(word in said for word in ("kategori", "berjenjang", "rancangan", "gagal"))


def said(case: str) -> paper.Words:
    return paper.words(CASES[case])


def test_the_secretariat_writes_to_the_team() -> None:
    assert said("secretariat").to == ("Yth. Ketua Tim Penilai", "di Sangatta")
    assert said("secretariat").signature[0] == "Sekretaris Daerah,"


def test_without_a_local_rule_the_national_one_is_named() -> None:
    assert (
        said("no head, no seat")
        .body[0]
        .startswith("Menindaklanjuti Peraturan Menteri Dalam Negeri Nomor 99 Tahun 2018, dengan ini")
    )


def test_what_is_not_known_is_left_to_the_hand() -> None:
    words = said("no head, no seat")
    assert words.signature == ("Kepala Dinas Kesehatan,", DOTS * 2, f"Pangkat/Gol. {DOTS}", f"NIP {DOTS}")
    assert (words.dateline, words.to[-1]) == (f"{DOTS}, 10 Desember 2026", f"di {DOTS}")


def test_who_is_no_civil_servant_has_neither_rank_nor_nip() -> None:
    assert said("hospital").signature == ("Direktur RSUD Kudungga,", "dr. Andi")


def test_an_acting_head_says_so() -> None:
    assert said("acting").signature[0] == "Plt. Kepala Dinas Kesehatan,"


def test_a_civil_servant_whose_rank_is_not_known_fills_it_in() -> None:
    assert replace(SITI, rank="").lines()[2:] == (f"Pangkat/Gol. {DOTS}", "NIP 19800101 200501 2 001")
    assert Signer("Direktur", "dr. Andi", "Kolonel").lines() == ("Direktur,", "dr. Andi", "Kolonel")


def test_without_a_total_none_is_named() -> None:
    assert said("no total").body[0].endswith("tahun 2026: 11 variabel, 27 bukti.")


def test_the_number_follows_the_pattern_of_the_office() -> None:
    words = paper.words(letter(number="000.8.3/………/{kode}/{tahun}"))
    assert words.reference[0] == ("Nomor", "000.8.3/………/DINKES/2026")


@pytest.mark.parametrize(
    ("organiser", "who"),
    [
        ("Bagian Organisasi", "c.q. Kepala Bagian Organisasi"),
        ("Biro Organisasi Sekretariat Daerah Provinsi Kalimantan Timur", "c.q. Kepala Biro Organisasi"),
        ("Setda Kota", "c.q. Kepala Setda Kota"),
    ],
)
def test_the_letter_goes_to_the_unit_that_organises(organiser: str, who: str) -> None:
    assert paper.words(letter(organiser=organiser)).to[1] == who


@pytest.mark.parametrize(
    ("unit", "size", "lines"),
    [
        ("Dinas Kesehatan", 18, ("DINAS KESEHATAN",)),
        ("Sekretariat Dewan Perwakilan Rakyat Daerah", 16, ("SEKRETARIAT DEWAN PERWAKILAN RAKYAT DAERAH",)),
        (
            "Dinas Pengendalian Penduduk dan Keluarga Berencana",
            14,
            ("DINAS PENGENDALIAN PENDUDUK DAN KELUARGA BERENCANA",),
        ),
        (
            "Dinas Pengendalian Penduduk, Pemberdayaan Perempuan, dan Perlindungan Anak",
            14,
            ("DINAS PENGENDALIAN PENDUDUK, PEMBERDAYAAN", "PEREMPUAN, DAN PERLINDUNGAN ANAK"),
        ),
        (
            "Dinas Pemberdayaan Masyarakat dan Desa dan Perlindungan Anak Kabupaten",
            14,
            ("DINAS PEMBERDAYAAN MASYARAKAT DAN DESA", "DAN PERLINDUNGAN ANAK KABUPATEN"),
        ),
        (
            "Dinas Pekerjaan Umum Penataan Ruang Perumahan Rakyat Kawasan Permukiman",
            14,
            ("DINAS PEKERJAAN UMUM PENATAAN RUANG", "PERUMAHAN RAKYAT KAWASAN PERMUKIMAN"),
        ),
    ],
)
def test_a_long_name_grows_smaller_then_breaks_before_dan(unit: str, size: int, lines: tuple[str, ...]) -> None:
    assert unit_lines(letterhead("Kabupaten Kutai Timur", {}, unit), "A4") == (size, lines)


def test_an_opds_letterhead_does_not_borrow_the_address_of_another_office() -> None:
    settings = {"address": "Jalan Soekarno Hatta", "phone": "(0549) 21000", "unit": "Sekretariat Daerah"}
    assert letterhead("Kota Bontang", settings, "RSUD Taman").contact == ""
    assert letterhead("Kota Bontang", settings).contact == "Jalan Soekarno Hatta · Telepon (0549) 21000"


def test_files_are_named_after_opd_and_year() -> None:
    assert file_name("DINKES", 2026, "docx") == "Surat_Pengantar_DINKES_2026.docx"


def test_a_letter_asked_for_before_an_update_is_still_written() -> None:
    former = to_plain(CASES["usual"])
    del former["value"], former["title"]
    assert from_plain(former | {"total": 40, "most": 55}) == CASES["usual"]
    assert from_plain(former | {"total": None, "most": None}).value == ""
