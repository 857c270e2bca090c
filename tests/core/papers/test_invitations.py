"""Papers as they come out: pages, words, fonts, and what is read back from what offices fill in."""

import re
import shutil
import subprocess
from dataclasses import replace

import pytest
from python_calamine import CalamineWorkbook

from core.instrument.parse import load_packaged
from core.papers import invitations, opd_template
from core.papers.invitations import Invitations, Sheet
from core.papers.letterhead import Letterhead, letterhead
from core.pemda.opd_list.reading import OpdRow, read_opd_list
from core.pemda.purpose import purpose
from core.people.roles import Role

TOKEN = "pQ7c2mVd0rXkT9wLzB4sHA"
LINK = f"https://t.me/pandu_matang_bot?start={TOKEN}"
LONG = "Dinas Pengendalian Penduduk dan Keluarga Berencana, Pemberdayaan Perempuan dan Perlindungan Anak <b>&*_#$[x]"
KUTIM = Invitations(
    letterhead=letterhead("Kabupaten Kutai Timur", {"address": "Jalan Soekarno Hatta, Sangatta 75611"}),
    organiser="Bagian Organisasi",
    pemda="Kabupaten Kutai Timur",
    role=Role.CONTACT,
    until="Senin, 14 Desember 2026",
    sheets=(Sheet("Dinas Kesehatan", "Kepala Dinas Kesehatan", TOKEN, LINK), Sheet(LONG, f"Kepala {LONG}", TOKEN)),
    year="2026",
    due="Senin, 14 Desember 2026 pukul 16.00 WITA",
    purpose=purpose([load_packaged("kematangan-2018")]),
    variables=11,
    work="pilih tingkat, tulis penjelasan, kirim bukti",
)
has_pdftotext = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")


def test_the_postcode_follows_the_address() -> None:
    head = letterhead("Kabupaten Kutai Timur", {"address": "Jalan Soekarno-Hatta 1", "postcode": "75611"})
    assert head.contact == "Jalan Soekarno-Hatta 1, 75611"


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def text(pdf: bytes, page: int) -> str:
    command = ["pdftotext", "-f", str(page), "-l", str(page), "-", "-"]
    done = subprocess.run(command, input=pdf, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def test_each_invitation_has_a_page_of_its_own() -> None:
    many = replace(KUTIM, sheets=KUTIM.sheets * 20)
    assert pages(invitations.render(many)) == 40


def test_the_sheet_embeds_liberation_and_nothing_else() -> None:
    fonts = set(re.findall(rb"/BaseFont\s*/[A-Z]+\+([A-Za-z-]+)", invitations.render(KUTIM)))
    assert {name.removesuffix(b"-Identity-H") for name in fonts} == {
        b"LiberationSans",
        b"LiberationSans-Bold",
        b"LiberationMono",
    }


@has_pdftotext
def test_sheet_with_link_says_how_to_join() -> None:
    assert text(invitations.render(KUTIM), 1) == (
        "PEMERINTAH KABUPATEN KUTAI TIMUR SEKRETARIAT DAERAH Jalan Soekarno Hatta, Sangatta 75611 "
        "UNDANGAN PENGISIAN PENILAIAN MANDIRI KEMATANGAN PERANGKAT DAERAH TAHUN 2026 "
        "Yth. Kepala Dinas Kesehatan "
        "Mohon menugaskan kontak untuk mengisi penilaian mandiri paling lambat "
        "Senin, 14 Desember 2026 pukul 16.00 WITA. "
        f"{LINK} "
        "1. Pindai QR dengan kamera ponsel. 2. Telegram terbuka; ketuk Mulai. "
        "3. Isi 11 variabel: pilih tingkat, tulis penjelasan, kirim bukti; boleh bertahap. "
        "4. Periksa ringkasan, lalu kirim. "
        "Hanya untuk Dinas Kesehatan, satu orang, berlaku sampai Senin, 14 Desember 2026. "
        "Jangan diteruskan ke grup. "
        "Pertanyaan: Bagian Organisasi "
        "lembar 1 dari 2"
    )


@has_pdftotext
def test_sheet_without_link_gives_the_command_and_keeps_marks_as_text() -> None:
    said = text(invitations.render(replace(KUTIM, uses=2)), 2)
    assert f"Kirim ke bot: /start {TOKEN} 1. Buka bot penilaian di Telegram." in said
    assert f"Hanya untuk {LONG}, dua orang, berlaku sampai" in said


TITLES = {
    Role.CONTACT: "UNDANGAN PENGISIAN PENILAIAN MANDIRI KEMATANGAN PERANGKAT DAERAH",
    Role.HEAD: "UNDANGAN PERSETUJUAN PENILAIAN MANDIRI KEMATANGAN PERANGKAT DAERAH",
    Role.VERIFIER: "UNDANGAN TIM PENILAI KEMATANGAN PERANGKAT DAERAH",
    Role.COORDINATOR: "UNDANGAN KOORDINATOR PENILAIAN KEMATANGAN PERANGKAT DAERAH",
    Role.PROVINCE: "UNDANGAN TIM PROVINSI PENILAIAN KEMATANGAN PERANGKAT DAERAH",
    Role.VIEWER: "UNDANGAN PENINJAU PENILAIAN KEMATANGAN PERANGKAT DAERAH",
}


@has_pdftotext
@pytest.mark.parametrize("role", Role)
def test_every_role_has_its_page(role: Role) -> None:
    sheets = (Sheet("", "", TOKEN, LINK),)
    said = text(invitations.render(replace(KUTIM, role=role, sheets=sheets, due="", year="")), 1)
    assert "Hanya untuk satu orang, berlaku sampai Senin, 14 Desember 2026." in said
    assert TITLES[role] in said


def test_invitations_survive_the_way_to_the_drawing_child() -> None:
    assert invitations.from_plain(invitations.to_plain(KUTIM)) == KUTIM


@pytest.mark.parametrize(
    ("pemda", "expected"),
    [
        ("Kota Bontang", "PEMERINTAH KOTA BONTANG"),
        ("Kutai Timur", "PEMERINTAH DAERAH KUTAI TIMUR"),
        ("Kab. Kutai Timur", "PEMERINTAH KABUPATEN KUTAI TIMUR"),
        ("provinsi Papua", "PEMERINTAH PROVINSI PAPUA"),
        ("Pemerintah Provinsi Papua", "PEMERINTAH PROVINSI PAPUA"),
    ],
)
def test_letterhead_names_the_government(pemda: str, expected: str) -> None:
    assert letterhead(pemda, {}) == Letterhead(expected, "SEKRETARIAT DAERAH", "")


def test_opd_template_is_read_back_without_a_fault() -> None:
    read = read_opd_list(opd_template.render(), "contoh.xlsx")
    assert read.faults == ()
    assert read.rows == (
        OpdRow("DINKES", "Dinas Kesehatan", "Dinkes", "Dinas", "6281234567890"),
        OpdRow("KEC-BSG", "Kecamatan Busang", "Busang", "Kecamatan"),
    )


def test_opd_template_explains_its_columns(tmp_path) -> None:
    (tmp_path / "contoh.xlsx").write_bytes(opd_template.render())
    book = CalamineWorkbook.from_path(str(tmp_path / "contoh.xlsx"))
    assert book.sheet_names == ["OPD", "Petunjuk"]
    assert [row[0] for row in book.get_sheet_by_name("Petunjuk").to_python()[1:5]] == [
        "kode",
        "nama",
        "singkatan",
        "jenis",
    ]
