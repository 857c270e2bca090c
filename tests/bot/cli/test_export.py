"""`pandu export` on a worked example: the JSON contract in full, and the other formats as what they promise."""

import csv
import hashlib
import json
import zipfile
from io import StringIO
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from tests.bot.cli.place import Pandu
from tests.bot.cli.worked_region import LEVELS, PDF, PHOTO, evidence_files


def exported(pandu: Pandu) -> dict[str, Any]:
    done = pandu("export", "--period", "2026", "--format", "json")
    assert done.stderr == ""
    plain: dict[str, Any] = json.loads(done.stdout)
    return plain


def file(name: str, kind: str, mime: str, data: bytes, at: str) -> dict[str, Any]:
    return {
        "kind": kind,
        "name": name,
        "mime": mime,
        "bytes": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
        "state": "stored",
        "sent_by": "Ani <b>&",
        "sent_at": at,
        "shared": False,
        "year": 2026 if kind == "document" else None,
    }


def test_json_is_the_contract(worked: Pandu) -> None:
    plain = exported(worked)
    assert list(plain) == [
        *("period", "own_evidence", "opds", "summary", "productivity", "ombudsman"),
        *("schema", "exported_at", "rules", "chain"),
    ]
    assert plain["summary"] == {"opds": 55, "submitted": 1, "verified": 0, "mean": None, "band": None}
    codes = [opd["code"] for opd in plain["opds"]]
    assert codes == sorted(codes)
    assert len(codes) == 55
    untouched = next(opd for opd in plain["opds"] if opd["code"] == "DLH")
    assert untouched == {
        "code": "DLH",
        "name": "Dinas Lingkungan Hidup",
        "subject": None,
        "status": "not_started",
        "late": False,
        "self": None,
        "region": None,
        "province": None,
        "answers": [],
        "survey": None,
        "actions": [],
        "official": None,
        "final": None,
        "users": {},
    }


def test_json_holds_every_answer_and_its_evidence(worked: Pandu) -> None:
    dinkes = next(opd for opd in exported(worked)["opds"] if opd["code"] == "DINKES")
    assert {key: dinkes[key] for key in ("status", "late", "self", "region", "province")} == {
        "status": "submitted",
        "late": False,
        "self": {"total": sum(LEVELS) - 1, "band": "Sedang", "staged_level": 1, "aspects": [], "forms": []},
        "region": None,
        "province": None,
    }
    assert [answer["variable"] for answer in dinkes["answers"]] == [f"V{n:02d}" for n in range(1, 12)]
    first, second, third = dinkes["answers"][:3]
    pdf = file("Renja_2026.pdf", "document", "application/pdf", PDF, "2026-11-23T09:05:00+08:00")
    link = {"kind": "link", "name": "https://drive.example/renja", "mime": None, "bytes": None, "sha256": None}
    assert first == {
        "variable": "V01",
        "level": 3,
        "not_applicable": False,
        "explanation": "=Renja",
        "answered_by": "Ani <b>&",
        "answered_at": "2026-11-23T09:04:00+08:00",
        "version": 2,
        "evidence": [
            pdf,
            {**link, "state": "stored", "sent_by": "Ani <b>&", "sent_at": "2026-11-23T09:07:00+08:00", "shared": False}
            | {"year": None},
        ],
        "verdicts": [],
    }
    assert second["evidence"] == [pdf, file("Foto", "photo", "image/jpeg", PHOTO, "2026-11-23T09:11:00+08:00")]
    assert (third["level"], third["version"]) == (3, 3)
    assert dinkes["answers"][7]["evidence"] == []


def test_json_shows_a_file_that_is_not_copied_yet(worked: Pandu) -> None:
    dishub = next(opd for opd in exported(worked)["opds"] if opd["code"] == "DISHUB")
    (answer,) = dishub["answers"]
    assert (answer["level"], answer["explanation"], answer["version"]) == (2, "", 1)
    assert [(one["name"], one["state"], one["mime"], one["bytes"]) for one in answer["evidence"]] == [
        ("SK.pdf", "received", None, None)
    ]
    assert dishub["self"] is None


def test_csv_goes_to_standard_output_with_bom_and_without_formulas(worked: Pandu) -> None:
    text = worked("export", "--period", "2026", "--format", "csv").stdout
    assert text.startswith("\ufeffcode,")
    rows = list(csv.DictReader(StringIO(text.removeprefix("\ufeff"))))
    assert len(rows) == 55 * 11
    dinkes = next(row for row in rows if (row["code"], row["variable"]) == ("DINKES", "V01"))
    assert (dinkes["level"], dinkes["explanation"], dinkes["evidence"]) == ("3", "'=Renja", "2")


def test_xlsx_is_written_beside_the_data(worked: Pandu) -> None:
    done = worked("export", "--period", "2026", "--format", "xlsx")
    assert done.stdout == "2026.xlsx: 0 terverifikasi dari 55 OPD.\n"
    book = CalamineWorkbook.from_path(str(worked.folder / "2026.xlsx"))
    assert book.sheet_names == ["Ringkasan", "Rekap", "Matriks", "Rincian"]
    recap = book.get_sheet_by_name("Rekap").to_python()
    dinkes = next(row for row in recap if row[1] == "DINKES")
    assert dinkes[2:7] == ["Dinas Kesehatan", "Menunggu verifikasi", 37, "", ""]
    assert recap[-1][2:8] == ["Rata-rata total resmi", "", "", "", "", "0 terverifikasi dari 55"]


def test_zip_holds_the_evidence_by_opd_and_variable(worked: Pandu) -> None:
    done = worked("export", "--period", "2026", "--format", "zip", "--out", "bukti.zip")
    assert done.stdout == "bukti.zip: 11 berkas, 1 tautan.\n"
    assert done.stderr == "Peringatan: 1 berkas bukti tidak ada dalam zip; alasannya tertulis dalam index.csv.\n"
    with zipfile.ZipFile(worked.folder / "bukti.zip") as archive:
        names = archive.namelist()
        assert names[:3] == ["DINKES/V01/01_Renja_2026.pdf", "DINKES/V02/01_Renja_2026.pdf", "DINKES/V02/02_Foto.jpg"]
        assert names[-2:] == ["index.csv", "index.html"]
        assert archive.read("DINKES/V02/02_Foto.jpg") == PHOTO
        index = list(csv.DictReader(StringIO(archive.read("index.csv").decode("utf-8-sig"))))
        page = archive.read("index.html").decode()
    assert [(row["opd"], row["variable"], row["note"]) for row in index if row["note"]] == [
        ("DINKES", "V01", "tautan, isinya dapat berubah"),
        ("DISHUB", "V01", "belum tersalin"),
    ]
    assert "Ani" not in page


def test_zip_says_which_file_is_gone(worked: Pandu) -> None:
    next(path for path in evidence_files(worked) if path.read_bytes() == PHOTO).unlink()
    done = worked("export", "--period", "2026", "--format", "zip", status=1)
    assert done.stdout == "2026.zip: 10 berkas, 1 tautan.\n"
    assert done.stderr == (
        "Peringatan: 2 berkas bukti tidak ada dalam zip; alasannya tertulis dalam index.csv.\n"
        "Masalah: DINKES V02, Foto: berkas tidak ditemukan di penyimpanan.\n"
    )


@pytest.mark.parametrize("change", [lambda data: data[:-1], lambda data: data + b"x", lambda data: b"y" + data[1:]])
def test_zip_hands_out_nothing_that_was_changed(worked: Pandu, change) -> None:
    path = next(path for path in evidence_files(worked) if path.read_bytes() == PHOTO)
    path.chmod(0o644)
    path.write_bytes(change(PHOTO))
    done = worked("export", "--period", "2026", "--format", "zip", status=1)
    assert "Masalah: DINKES V02, Foto: isi berkas berbeda dari yang disimpan; tidak disertakan.\n" in done.stderr
    with zipfile.ZipFile(worked.folder / "2026.zip") as archive:
        assert archive.testzip() is None
        assert "DINKES/V02/02_Foto.jpg" not in archive.namelist()
        assert archive.read("DINKES/V02/01_Renja_2026.pdf") == PDF
        index = list(csv.DictReader(StringIO(archive.read("index.csv").decode("utf-8-sig"))))
        page = archive.read("index.html").decode()
    (photo,) = [row for row in index if row["file"] == "" and row["sha256"] == hashlib.sha256(PHOTO).hexdigest()]
    assert photo["note"] == "isi berkas berbeda dari yang disimpan; tidak disertakan"
    assert "Foto <small>tahun belum dinyatakan · isi berkas berbeda" in page


def test_out_names_the_file_and_an_unknown_period_is_refused(worked: Pandu) -> None:
    assert worked("export", "--period", "2026", "--format", "json", "--out", "a.json").stdout == "a.json ditulis.\n"
    written, said = json.loads((worked.folder / "a.json").read_bytes()), exported(worked)
    assert written.pop("exported_at") <= said.pop("exported_at")
    assert written == said
    refused = worked("export", "--period", "2025", "--format", "xlsx", status=1)
    assert refused.stderr == "Periode 2025 tidak ada. Yang ada: 2026.\n"
    nowhere = worked("export", "--period", "2026", "--format", "csv", "--out", "x/a.csv", status=1)
    assert nowhere.stderr == "x/a.csv tidak dapat ditulis (foldernya tidak ada atau tidak boleh ditulisi).\n"
    assert sorted(path.name for path in worked.folder.iterdir()) == ["a.json", "data"]
