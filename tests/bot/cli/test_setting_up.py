"""From nothing to a region with OPD: pemda, opd import, migrate, usage and refusals."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.commands import app
from bot.texts.operations import settings as of_settings
from tests.bot.cli.place import KUTIM, OPDS, PASER, Pandu


def test_a_fresh_install_needs_no_migrate(pandu: Pandu) -> None:
    assert pandu("pemda", "list").stdout == "Belum ada pemerintah daerah. Tambahkan dahulu: pandu pemda add NAMA\n"
    assert not (pandu.folder / "data").exists()
    added = pandu.script("pemda", "add", KUTIM, "--timezone", "Asia/Makassar")
    assert added.stdout == "Kabupaten Kutai Timur ditambahkan, zona waktu Asia/Makassar (WITA).\n"
    assert added.stderr == ""
    assert pandu("opd", "import", str(OPDS)).stdout == "55 OPD diimpor, semuanya baru.\n"
    assert pandu("opd", "import", str(OPDS)).stdout == "55 OPD diimpor: 0 baru, 0 diperbarui, 55 tetap.\n"
    assert pandu("pemda", "list").stdout == (
        "Kabupaten Kutai Timur · Asia/Makassar · 55 OPD · tidak ada periode terbuka\n"
    )


def test_pemda_add_refuses_what_makes_no_sense(pandu: Pandu) -> None:
    pandu("pemda", "add", KUTIM)
    assert pandu("pemda", "add", " kabupaten  kutai TIMUR ", status=1).stderr == "kabupaten kutai TIMUR sudah ada.\n"
    assert "bukan zona waktu" in pandu("pemda", "add", PASER, "--timezone", "WITA", status=2).stderr
    for zone in ("Asia/Tokyo", "Asia/Bangkok", "UTC", "asia/jakarta"):
        assert "bukan zona waktu" in pandu("pemda", "add", PASER, "--timezone", zone, status=2).stderr
    for name in ("x" * 81, "x" * 5000, "ab"):
        assert f"{len(name)} karakter" in pandu("pemda", "add", name, status=2).stderr
    assert "tidak boleh kosong" in pandu("pemda", "add", "  ", status=2).stderr
    assert pandu("pemda", "list").stdout.count("\n") == 1


def test_a_pemda_that_was_named_wrongly_is_renamed(pandu: Pandu) -> None:
    pandu("pemda", "add", "Kabupaten Kutai Tmur")
    renamed = pandu("pemda", "rename", f" {KUTIM} ", "--pemda", "kabupaten kutai tmur").stdout
    assert renamed == (
        f"Kabupaten Kutai Tmur kini bernama {KUTIM}. Hasil yang sudah diumumkan tetap memakai nama lama.\n"
    )
    assert pandu("pemda", "list").stdout.startswith(f"{KUTIM} · ")
    pandu("pemda", "add", PASER)
    assert pandu("pemda", "rename", KUTIM.upper(), "--pemda", PASER, status=1).stderr == f"{KUTIM.upper()} sudah ada.\n"
    assert "2 karakter" in pandu("pemda", "rename", "ab", "--pemda", PASER, status=2).stderr
    assert pandu("pemda", "rename", KUTIM.upper(), "--pemda", KUTIM).stdout.startswith(f"{KUTIM} kini bernama")
    assert pandu("doctor").stdout


def test_faults_are_named_by_row_and_column_and_nothing_is_imported(pandu: Pandu, file) -> None:
    pandu("pemda", "add", KUTIM)
    lines = OPDS.read_text().splitlines()
    lines[13] = "DINKES,Dinas Kembar,,Dinas"
    lines[39] = "KEC-SGS,=1+1,,Dins"
    refused = pandu.script("opd", "import", file("opd.csv", "\n".join(lines)), status=1)
    assert refused.stdout == ""
    assert refused.stderr == (
        "opd.csv belum diimpor. 2 dari 55 baris perlu diperbaiki; belum ada yang berubah.\n"
        "Baris 14, kolom kode: DINKES sudah dipakai baris 13. Beri kode lain.\n"
        "Baris 40, kolom nama: berisi rumus. Ganti dengan teks biasa.\n"
        'Baris 40, kolom jenis: "Dins" tidak dikenal. Mungkin maksudnya Dinas.\n'
    )
    assert " · 0 OPD · " in pandu("pemda", "list").stdout


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "opd.csv kosong. Isi daftar OPD, lalu kirim ulang."),
        (b"kode;singkatan\nA;B\n", "kolom nama tidak ada"),
        (b"\xff\xfekode,nama\nA,B", "opd.csv tidak terbaca sebagai teks"),
    ],
)
def test_a_file_that_is_no_list_is_refused(pandu: Pandu, file, content: bytes, said: str) -> None:
    pandu("pemda", "add", KUTIM)
    assert said in pandu("opd", "import", file("opd.csv", content), status=1).stderr
    assert "tidak dapat dibaca" in pandu("opd", "import", "lain.csv", status=1).stderr


def test_import_reads_semicolons_cp1252_and_updates_by_code(pandu: Pandu, file) -> None:
    pandu("pemda", "add", KUTIM)
    pandu("opd", "import", file("a.csv", "kode;nama\nDINKES;Dinas Kesehatan\nDISHUB;Dinas Perhubungan\n"))
    second = "kode;nama;singkatan\nDINKES;Dinas Kesehatan Ré;Dinkes\nDLH;Dinas Lingkungan Hidup;DLH\n"
    done = pandu("opd", "import", file("b.csv", second.encode("cp1252")))
    assert done.stdout == "2 OPD diimpor: 1 baru, 1 diperbarui, 0 tetap.\n"
    assert " · 3 OPD · " in pandu("pemda", "list").stdout


def test_with_two_pemda_the_command_asks_which(pandu: Pandu, file) -> None:
    pandu("pemda", "add", KUTIM)
    pandu("pemda", "add", PASER, "--timezone", "Asia/Jakarta")
    one = file("opd.csv", "kode,nama\nDINKES,Dinas Kesehatan\n")
    assert pandu("opd", "import", one, status=1).stderr == (
        "Ada 2 pemerintah daerah: Kabupaten Kutai Timur, Kabupaten Paser. Pilih satu dengan --pemda.\n"
    )
    assert pandu("opd", "import", one, "--pemda", "Kota Bontang", status=1).stderr == (
        "Pemerintah daerah Kota Bontang tidak ada. Yang ada: Kabupaten Kutai Timur, Kabupaten Paser.\n"
    )
    pandu("opd", "import", one, "--pemda", "kabupaten paser")
    pandu("period", "open", "2026", "--due", "2037-12-14", "--pemda", PASER)
    assert pandu("pemda", "list").stdout == (
        "Kabupaten Kutai Timur · Asia/Makassar · 0 OPD · tidak ada periode terbuka\n"
        "Kabupaten Paser · Asia/Jakarta · 1 OPD · periode 2026 terbuka\n"
    )


def test_migrate_says_what_it_did(pandu: Pandu) -> None:
    assert pandu("migrate").stdout == "Basis data sudah dibawa ke versi program ini.\n"
    assert pandu("migrate").stdout == "Basis data sudah berversi program ini; tidak ada yang diubah.\n"


def test_postgresql_waits_for_migrate(pandu: Pandu, server: str) -> None:
    import psycopg

    with psycopg.connect(server.format("postgres"), autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS cli_setting_up WITH (FORCE)")
        connection.execute("CREATE DATABASE cli_setting_up")
    pandu.settings["DATABASE_URL"] = server.format("cli_setting_up")
    assert pandu("pemda", "add", KUTIM, status=1).stderr == (
        "Basis data belum berversi program ini. Jalankan: pandu migrate\n"
    )
    pandu("migrate")
    pandu("pemda", "add", KUTIM)
    assert pandu("opd", "import", str(OPDS)).stdout == "55 OPD diimpor, semuanya baru.\n"
    pandu("period", "open", "2026", "--due", "2037-12-14")
    assert " · 55 OPD · periode 2026 terbuka\n" in pandu("pemda", "list").stdout


def test_a_database_that_does_not_answer_is_said_in_one_sentence(pandu: Pandu, file) -> None:
    pandu.settings["DATABASE_URL"] = "postgresql://nobody@127.0.0.1:1/none"
    assert pandu("pemda", "list", status=1).stderr == f"{of_settings.database('unreachable')}\n"
    pandu.settings["DATABASE_URL"] = f"sqlite:///{pandu.folder}/{file('kosong.db', 'bukan basis data' * 99)}"
    assert pandu("pemda", "list", status=1).stderr == f"{of_settings.database('damaged')}\n"
    pandu.settings["DATABASE_URL"] = "sqlite:////proc/tidak/boleh.db"
    assert pandu("pemda", "add", KUTIM, status=1).stderr == f"{of_settings.database('unwritable')}\n"
    pandu.settings["DATABASE_URL"] = "mysql://x"
    assert pandu("pemda", "list", status=1).stderr == f"{of_settings.wrong('DATABASE_URL')}\n"


def test_each_refusal_of_a_server_has_its_own_sentence(pandu: Pandu, server: str) -> None:
    there = server.format("postgres")
    for url, fault in {
        server.format("tidak_ada"): "absent",
        there.replace("postgres:@", "tak_dikenal:@"): "password",
        f"{there}&pilihan=x": "address",
        there.replace("host=/", "host=/tidak/ada/"): "unreachable",
    }.items():
        pandu.settings["DATABASE_URL"] = url
        assert pandu("pemda", "list", status=1).stderr == f"{of_settings.database(fault)}\n"


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("nothing",),
        ("pemda",),
        ("pemda", "add"),
        ("period", "open", "2026"),
        ("period", "open", "2026", "--due", "besok"),
        ("export", "--period", "2026", "--format", "pdf"),
        ("invite",),
        ("invite", "--all", "--opd", "DINKES"),
        ("invite", "--role", "coordinator", "--opd", "DINKES"),
        ("invite", "--role", "verifier", "--all"),
        ("invite", "--opd", "DINKES", "--field", "keuangan"),
        ("invite", "--opd", "DINKES", "--uses", "0"),
        ("invite", "--opd", "DINKES", "--json", "--sheet", "u.pdf"),
        ("invite", "revoke"),
    ],
)
def test_wrong_usage_ends_with_2(words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert "Usage: " in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_wrong_usage_of_the_process_itself(pandu: Pandu) -> None:
    assert pandu.script("run", "--fast", status=2).stderr == (
        "Cara pakai: pandu run [PILIHAN]\nPenjelasan: pandu run --help\n\nKesalahan: pilihan --fast tidak dikenal.\n"
    )
    assert "Cara pakai: pandu [PILIHAN] PERINTAH ..." in pandu(status=2).stderr
    for words in ((), ("period", "open"), ("demo",), ("opd", "import"), ("invite",)):
        told = pandu(*words, "--help").stdout
        assert told.startswith("Cara pakai: pandu")
        assert not re.search(r"Usage|Options|Commands|Arguments|required|default|Show this|<(int|str|path)", told), told


@pytest.mark.parametrize(
    ("call", "fault"),
    [
        (("export",), "--period belum diisi."),
        (("backup",), "BERKAS belum diisi."),
        (("exprt",), "perintah exprt tidak dikenal. Maksudnya: export, report?"),
        (("demo", "--port", "x"), "nilai untuk --port tidak dapat dipakai."),
        (("demo", "--port", "-1"), "nilai untuk --port tidak dapat dipakai."),
        (("demo", "--port"), "pilihan --port memerlukan nilai."),
        (("backup", "a", "b"), "terlalu banyak isian: b."),
        (
            ("export", "--period", "a", "--format", "q"),
            "nilai untuk --format tidak dapat dipakai. Pilih salah satu: json, csv, xlsx, zip.",
        ),
    ],
)
def test_a_wrong_call_is_answered_in_one_language(pandu: Pandu, call: tuple[str, ...], fault: str) -> None:
    *usage, said = pandu(*call, status=2).stderr.splitlines()
    assert said == f"Kesalahan: {fault}"
    assert all(line.startswith(("Cara pakai: ", "Penjelasan: ")) for line in usage if line)
