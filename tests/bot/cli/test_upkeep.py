"""backup, restore, doctor, instrument check."""

import json
import os
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import core
from storage.audit import writes
from storage.database import Database
from storage.engine.locks import acquire_serve
from storage.engine.schema import EVIDENCE
from storage.migrations import HEAD
from tests.bot.cli.place import KUTIM, Pandu
from tests.bot.cli.worked_region import PHOTO, evidence_files

INSTRUMENT = Path(core.__file__).parent / "instruments" / "kematangan-2018.yaml"


def exported(pandu: Pandu) -> str:
    """Everything in a period, whenever it is exported."""
    text = pandu("export", "--period", "2026", "--format", "json").stdout
    return re.sub(r'"exported_at": "[^"]*"', '"exported_at": null', text)


def test_what_was_backed_up_comes_back(worked: Pandu, tmp_path_factory: pytest.TempPathFactory) -> None:
    before = exported(worked)
    done = worked("backup", "cadangan.zip")
    size = f"{(worked.folder / 'cadangan.zip').stat().st_size:,}".replace(",", ".")
    assert done.stdout == f"cadangan.zip: basis data dan 2 berkas bukti, {size} byte.\n"
    assert done.stderr == ""
    other = Pandu(tmp_path_factory.mktemp("other"))
    copy = str(worked.folder / "cadangan.zip")
    restored = other("restore", copy)
    assert restored.stdout.startswith("Cadangan dari ")
    assert restored.stdout.endswith(" 2 berkas bukti.\n")
    assert exported(other) == before
    assert json.loads(other("doctor", "--json").stdout)["ok"] is True
    assert len(evidence_files(other)) == 2


def test_what_the_commands_write_is_private(worked: Pandu) -> None:
    former = os.umask(0o022)
    try:
        worked("backup", "cadangan/a.zip")
        for kind in ("json", "csv", "xlsx", "zip"):
            worked("export", "--period", "2026", "--format", kind, "--out", f"keluar.{kind}")
        worked("invite", "--opd", "DINKES", "--sheet", "undangan.pdf")
    finally:
        os.umask(former)
    written = {path for path in worked.folder.rglob("*") if path.name != ".env"}
    assert len(written) > 15
    assert [str(path) for path in written if path.stat().st_mode & 0o077] == []


def test_doctor_names_what_other_accounts_can_read(worked: Pandu) -> None:
    def warnings() -> list[str]:
        every = json.loads(worked("doctor", "--json").stdout)["warnings"]
        return [warning for warning in every if "membaca" in warning]

    said = "akun lain di komputer ini dapat membaca .env; jalankan: chmod go= .env"
    settings = worked.folder / ".env"
    settings.write_text("ADMIN_IDS=5\n")
    for mode in (0o644, 0o640, 0o604):
        settings.chmod(mode)
        assert warnings() == [said]
        assert f"Perlu diketahui: {said}\n" in worked("doctor").stdout
    settings.chmod(0o600)
    assert warnings() == []


def test_a_backup_without_some_evidence_says_so_and_ends_with_1(worked: Pandu) -> None:
    for path in evidence_files(worked):
        path.unlink()
    done = worked("backup", "a.zip", status=1)
    assert done.stdout.startswith("a.zip: basis data dan 0 berkas bukti, ")
    assert done.stderr == ("Peringatan: 2 berkas bukti hilang atau berbeda, jadi tidak ikut; jalankan: pandu doctor\n")
    other = worked.folder / "lain"
    other.mkdir()
    assert Pandu(other)("restore", str(worked.folder / "a.zip")).stdout.endswith(" 0 berkas bukti.\n")


def test_restore_replaces_what_came_after(worked: Pandu) -> None:
    before = exported(worked)
    worked("backup", "a.zip")
    worked("pemda", "add", "Kota Bontang")
    worked("restore", "a.zip")
    assert exported(worked) == before


def test_restore_from_sqlite_to_postgresql(worked: Pandu, server: str) -> None:
    import psycopg

    before = exported(worked)
    worked("backup", "a.zip")
    with psycopg.connect(server.format("postgres"), autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS cli_restore WITH (FORCE)")
        connection.execute("CREATE DATABASE cli_restore")
    worked.settings["DATABASE_URL"] = server.format("cli_restore")
    worked("restore", "a.zip")
    assert exported(worked) == before
    worked("invite", "--opd", "DINKES", "--json")


def test_restore_and_migrate_wait_until_the_bot_has_stopped(worked: Pandu) -> None:
    worked("backup", "a.zip")
    lock = acquire_serve(worked.url, wait=False)
    assert lock is not None
    with lock:
        assert worked("restore", "a.zip", status=1).stderr == (
            "Bot sedang berjalan. Hentikan bot, lalu jalankan lagi: pandu restore\n"
        )
        assert worked("backup", "b.zip").stderr == ""


def test_what_is_no_whole_backup_is_refused(worked: Pandu, file) -> None:
    assert worked("restore", "x.zip", status=1).stderr == "x.zip tidak dapat dibaca (tidak ada).\n"
    assert worked("restore", file("y.zip", b"PK nothing"), status=1).stderr == (
        "y.zip bukan cadangan dari pandu backup; tidak ada yang diubah.\n"
    )
    worked("backup", "a.zip")
    data = bytearray((worked.folder / "a.zip").read_bytes())
    place = data.index(PHOTO)
    data[place] ^= 1
    before = exported(worked)
    refused = worked("restore", file("z.zip", bytes(data)), status=1).stderr
    assert refused.startswith("z.zip rusak (evidence/")
    assert refused.endswith("berbeda dari daftar isinya); tidak ada yang diubah.\n")
    assert exported(worked) == before


def test_where_nothing_is_stored_there_is_nothing_to_back_up(pandu: Pandu) -> None:
    said = "Belum ada basis data di sini. Periksa DATABASE_URL dan folder kerja.\n"
    assert pandu("backup", "a.zip", status=1).stderr == said
    assert pandu("doctor", status=1).stderr == said
    without = pandu("doctor", "--json", status=1)
    assert (without.stderr, json.loads(without.stdout)) == (
        said,
        {
            "ok": False,
            "warnings": [],
            "problems": [said.strip()],
            "waiting": 0,
            "unsure": 0,
            "set_aside": 0,
            "audit_ok": True,
            "sqlite": None,
            "revision": "",
            "counts": {},
            "anchors": [],
            "differences": [],
            "damaged": [],
        },
    )
    assert list(pandu.folder.iterdir()) == []


def test_doctor_finds_a_sound_installation(worked: Pandu) -> None:
    plain = json.loads(worked("doctor", "--json").stdout)
    contract = ["ok", "warnings", "problems", "waiting", "unsure", "set_aside", "audit_ok", "sqlite"]
    assert list(plain) == [*contract, "revision", "counts", "anchors", "differences", "damaged"]
    assert {key: plain[key] for key in contract} | {"sqlite": "", "warnings": []} == {
        "ok": True,
        "warnings": [],
        "problems": [],
        "waiting": 1,  # a file of Dishub is not copied yet
        "unsure": 0,
        "set_aside": 0,
        "audit_ok": True,
        "sqlite": "",
    }
    assert (plain["revision"], plain["differences"], plain["damaged"]) == (HEAD, [], [])
    assert (plain["counts"]["opd"], plain["counts"]["verdicts"]) == (len(json.loads(exported(worked))["opds"]), 0)
    lines = worked("doctor").stdout.splitlines()
    chain = next(line for line in lines if line.startswith("Rantai catatan Kabupaten Kutai Timur: "))
    anchor = chain.rpartition("jangkar ")[2].rstrip(".")
    (newest,) = (one["hash"] for one in plain["anchors"] if one["pemda"] == KUTIM)
    assert newest == anchor
    found = worked("doctor", "--anchor", anchor[:16]).stdout
    assert f"Jangkar ditemukan: {KUTIM}, catatan ke-" in found


def test_doctor_names_what_is_not_copied(worked: Pandu) -> None:
    since = datetime.now(UTC) - timedelta(hours=2)
    waits = EVIDENCE.c.state == "received"
    database = Database.open(worked.url)
    database.write(lambda conn: writes.update(conn, EVIDENCE, {"sent_at": since}, waits))
    database.close()
    plain = json.loads(worked("doctor", "--json").stdout)
    said = "1 berkas bukti belum tersalin lebih dari satu jam (DISHUB: SK.pdf, sejak "
    assert next(warning for warning in plain["warnings"] if "tersalin" in warning).startswith(said)
    assert plain["waiting"] == 1
    assert f"Perlu diketahui: {said}" in worked("doctor").stdout


def test_doctor_names_what_is_broken(worked: Pandu) -> None:
    pdf, photo = sorted(evidence_files(worked), key=lambda path: path.stat().st_size, reverse=True)
    photo.unlink()
    os.chmod(pdf, 0o644)
    pdf.write_bytes(b"something else")
    done = worked("doctor", "--json", "--anchor", "0" * 16, status=1)
    plain = json.loads(done.stdout)
    lost, changed, anchor = plain["problems"]
    place = f"{KUTIM}, 2026, DINKES, V0"
    assert lost.startswith(
        f"berkas bukti hilang dari penyimpanan: {place}2, foto Foto (bukti no. 3), dari kontak, Senin, "
    )
    assert changed.startswith(f"berkas bukti berbeda dari yang disimpan: {place}1, V02, ")
    assert ", dokumen Renja_2026.pdf (bukti no. 1), dari kontak, Senin, 23 November 2026 pukul 09.05 WITA" in changed
    assert anchor == "jangkar tidak ditemukan dalam rantai catatan mana pun"
    assert [(one["fault"], one["opd"], one["sender"]) for one in plain["damaged"]] == [
        ("missing", "DINKES", "contact"),
        ("differs", "DINKES", "contact"),
    ]
    assert (plain["ok"], plain["audit_ok"]) == (False, False)
    told = worked("doctor", status=1).stdout
    assert f"Masalah: {lost}\n" in told


def test_instrument_check_names_every_fault_in_a_line(pandu: Pandu, file) -> None:
    sound = pandu("instrument", "check", str(INSTRUMENT))
    assert sound.stdout.startswith("kematangan-2018 versi 3 (published) tanpa kesalahan: 11 variabel")
    text = INSTRUMENT.read_text(encoding="utf-8")
    broken = text.replace("code: V02", "code: V01", 1).replace("code: V04", "code: V03", 1)
    done = pandu("instrument", "check", file("a.yaml", broken), status=1)
    assert done.stdout == ""
    assert [line.partition("; ")[0] for line in done.stderr.splitlines()] == [
        'CODE_DUPLICATE: "a.yaml baris 124, variables[1].code: "V01" sudah dipakai di baris 79',
        'CODE_DUPLICATE: "a.yaml baris 214, variables[3].code: "V03" sudah dipakai di baris 169',
    ]
    assert "tidak dapat dibaca" in pandu("instrument", "check", "b.yaml", status=1).stderr
