"""Real lists of OPD by `pandu opd import`: long codes wherever one is shown, codes as Excel shows them, or none."""

import csv
from collections.abc import Callable

from python_calamine import CalamineWorkbook

from tests.bot.cli.place import KUTIM, Pandu
from tests.core.pemda.opd_list.files import text, workbook
from tests.places import TESTS

LISTS = TESTS / "core" / "pemda" / "opd_list" / "lists"
SIPD = "1.01.2.22.0.00.01.0000"
LONG = "X" * 40

Write = Callable[[str, str | bytes], str]


def test_long_codes_stand_wherever_a_code_is_shown(pandu: Pandu, file: Write) -> None:
    pandu("pemda", "add", KUTIM)
    assert pandu("opd", "import", str(LISTS / "01_sipd_kode.csv")).stdout == "4 OPD diimpor, semuanya baru.\n"
    pandu("opd", "import", file("panjang.csv", f"kode,nama\n{LONG},Dinas Panjang\n"))
    pandu("period", "open", "2026", "--due", "2037-12-18", "--verify-due", "2037-12-30")
    lines = pandu("invite", "--all").stdout.splitlines()
    assert [line.split("  ")[0].strip() for line in lines][:2] == [SIPD, "1.02.0.00.0.00.01.0000"]
    assert len({line.index(line.split()[-1]) for line in lines}) == 1
    assert pandu("invite", "--opd", LONG, "--sheet", "u.pdf").stdout == "u.pdf: 1 lembar.\n"
    pandu("export", "--period", "2026", "--format", "csv", "--out", "e.csv")
    with (pandu.folder / "e.csv").open() as stream:
        assert {SIPD, LONG} <= {cell for row in csv.reader(stream) for cell in row}
    pandu("export", "--period", "2026", "--format", "xlsx", "--out", "e.xlsx")
    rows = CalamineWorkbook.from_path(str(pandu.folder / "e.xlsx")).get_sheet_by_name("Rekap").to_python()
    assert SIPD in [row[1] for row in rows]
    pandu("export", "--period", "2026", "--format", "zip", "--out", "e.zip")


def test_codes_are_those_that_excel_shows(pandu: Pandu, file: Write) -> None:
    pandu("pemda", "add", KUTIM)
    done = pandu("opd", "import", str(LISTS / "06_nol_di_depan.xlsx"))
    assert done.stdout == "2 OPD diimpor, semuanya baru.\n"
    assert done.stderr == "Kode dibaca seperti yang tampil di Excel, misalnya 001, 012.\n"
    again = pandu("opd", "import", file("benar.csv", "kode,nama\n001,Dinas 001\n012,Dinas 012\n"))
    assert again.stdout == "2 OPD diimpor: 0 baru, 0 diperbarui, 2 tetap.\n"
    refused = pandu("opd", "import", str(LISTS / "07_kode_jadi_tanggal.xlsx"), status=1)
    assert "Baris 2, kolom kode: Excel mengubah kode ini menjadi tanggal." in refused.stderr


def test_an_opd_under_another_code_is_said(pandu: Pandu, file: Write) -> None:
    pandu("pemda", "add", KUTIM)
    pandu("opd", "import", file("lama.csv", "kode,nama\n1,Dinas Sosial\n"))
    done = pandu("opd", "import", file("baru.csv", "kode,nama\n001,DINAS SOSIAL\n"))
    assert done.stderr == "Perhatian: DINAS SOSIAL sudah tersimpan dengan kode 1; kode 001 menjadi OPD kedua.\n"


def test_a_list_without_codes_gets_the_same_ones_again(pandu: Pandu, file: Write) -> None:
    pandu("pemda", "add", KUTIM)
    pandu("opd", "import", file("lama.csv", "kode,nama\n1.02,Dinas Kesehatan\n"))
    names = [["Nama OPD"], ["Dinas Kesehatan"], *([f"Dinas {n}"] for n in range(1, 8))]
    done = pandu("opd", "import", file("tanpa.xlsx", workbook(names)))
    assert done.stdout == "8 OPD diimpor: 7 baru, 0 diperbarui, 1 tetap.\n"
    assert done.stderr.splitlines() == [
        'Nama dari kolom "Nama OPD".',
        "Berkas tidak memuat kode, jadi kode dibuat dari singkatan atau nama OPD.",
        "1.02  Dinas Kesehatan",
        *(f"DINAS-{n}  Dinas {n}" for n in range(1, 5)),
        "…",
        "DINAS-7  Dinas 7",
    ]
    fewer = text("Singkatan;Perangkat Daerah", ";Dinas 7", ";Inspektorat", ";Dinas 1")
    assert pandu("opd", "import", file("lagi.csv", fewer)).stdout == ("3 OPD diimpor: 1 baru, 0 diperbarui, 2 tetap.\n")


def test_an_opd_leaves_the_period_and_the_list(kutim: Pandu) -> None:
    assert "alasan" in kutim("opd", "leave", "DINKES", "--reason", "ya", status=2).stderr
    kutim("opd", "leave", "DINKES", "--reason", "Digabung dengan DP2KB")
    assert kutim("opd", "join", "dinkes").stdout == "Dinkes ikut kembali dalam Penilaian 2026.\n"
    assert kutim("opd", "join", "DINKES", status=1).stderr == "OPD ini tidak lagi dapat diubah keikutsertaannya.\n"
    assert kutim("opd", "remove", "DINKES").stdout == "Dinas Kesehatan (DINKES) dihapus dari daftar OPD.\n"
    assert kutim("opd", "remove", "DINKES", status=1).stderr.startswith("OPD DINKES tidak ada.")
