"""Opening and closing a period from the command line."""

import json

import pytest

from core.screen import steady
from storage.database import Database
from storage.messaging.contents import Message
from storage.messaging.outbox import Kind
from tests.bot.cli.place import KUTIM, OPDS, Pandu
from tests.bot.cli.worked_region import join, queued


@pytest.fixture
def region(pandu: Pandu) -> Pandu:
    pandu("pemda", "add", KUTIM)
    pandu("opd", "import", str(OPDS))
    return pandu


def period(pandu: Pandu, name: str) -> dict[str, str]:
    exported: dict[str, dict[str, str]] = json.loads(pandu("export", "--period", name, "--format", "json").stdout)
    return exported["period"]


def test_a_period_has_its_usual_dates(region: Pandu) -> None:
    done = region("period", "open", "2026", "--due", "2037-12-14", "--opens", "2026-11-16")
    assert done.stdout == (
        "Periode 2026 dibuka untuk 55 OPD. Tenggat Senin, 14 Desember 2037 pukul 16.00 WITA, "
        "verifikasi sampai Jumat, 8 Januari 2038 pukul 16.00 WITA.\n"
        "Belum ada OPD yang punya kontak: pandu invite --all\n"
    )
    assert done.stderr == ""
    assert period(region, "2026") == {
        "pemda": KUTIM,
        "name": "2026",
        "instrument": "kematangan-2018",
        "version": 3,
        "opens": "2026-11-16T00:00:00+08:00",
        "due": "2037-12-14T16:00:00+08:00",
        "verification_due": "2038-01-08T16:00:00+08:00",
        "status": "open",
    }


def test_dates_are_taken_as_given_and_a_weekend_warns(region: Pandu) -> None:
    words = ("--due", "2099-12-19T15:30", "--opens", "2099-11-16T08:00", "--verify-due", "2099-12-31")
    done = region("period", "open", "2099", *words)
    assert done.stderr == "Peringatan: tenggat jatuh pada Sabtu, 19 Desember 2099, bukan hari kerja.\n"
    assert done.stdout.endswith(
        "Dapat diisi mulai Senin, 16 November 2099 pukul 08.00 WITA; kontak belum diberi tahu.\n"
    )
    known = period(region, "2099")
    assert (known["due"], known["verification_due"]) == ("2099-12-19T15:30:00+08:00", "2099-12-31T16:00:00+08:00")
    assert known["status"] == "draft"


def test_a_holiday_warns_too(region: Pandu) -> None:
    done = region("period", "open", "2027", "--due", "2037-12-25")
    assert done.stderr == "Peringatan: tenggat jatuh pada Jumat, 25 Desember 2037, bukan hari kerja.\n"


@pytest.mark.parametrize("hour", ["00:00", "07:00", "08:30"])
def test_a_due_hour_before_work_warns_and_says_when_the_last_reminder_is_sent(region: Pandu, hour: str) -> None:
    done = region("period", "open", "2027", "--due", f"2037-12-14T{hour}")
    assert "sebelum jam kerja. Pengingat hari terakhir dikirim Jumat, 11 Desember 2037 pukul 08.30." in done.stderr


def test_a_due_date_that_has_passed_opens_with_a_warning(region: Pandu) -> None:
    done = region("period", "open", "2025", "--due", "2025-12-12")
    assert done.stderr == "Peringatan: tenggat sudah lewat; kiriman akan dicatat terlambat.\n"
    assert period(region, "2025")["status"] == "open"


def test_what_cannot_be_opened_is_refused(region: Pandu) -> None:
    region("period", "open", "2026", "--due", "2037-12-14", "--opens", "2026-11-16")
    again = region("period", "open", "2026", "--due", "2037-12-25", status=1)  # a holiday: no warning before a refusal
    assert again.stderr == "Periode 2026 sudah ada.\n"
    other = region("period", "open", "2026-2", "--due", "2037-12-18", "--opens", "2026-11-16", status=1)
    assert other.stderr == (
        "Periode 2026 memakai instrumen yang sama dan masih terbuka. Tutup dahulu: pandu period close 2026\n"
    )
    unknown = region("period", "open", "2028", "--due", "2028-12-14", "--instrument", "lain", status=1)
    assert (
        unknown.stderr
        == "Instrumen lain tidak ada. Yang ada: kematangan-2018, pekppp-2023, penataan-2018, sop-evaluasi, sotk-2018, "
        "standar-pelayanan.\n"
    )
    before = ("period", "open", "2028", "--due", "2028-12-14", "--verify-due", "2028-12-01")
    assert "Batas verifikasi harus sesudah tenggat." in region(*before, status=2).stderr
    opens = ("period", "open", "2028", "--due", "2028-12-14", "--opens", "2028-12-15")
    assert "Tenggat harus sesudah hari pembukaan." in region(*opens, status=2).stderr


def test_another_instrument_opens_beside_it_for_chosen_opd(region: Pandu) -> None:
    region("period", "open", "2026", "--due", "2037-12-14")
    more = ("--due", "2037-12-18", "--instrument", "pekppp-2023", "--kind", "half_yearly")
    region("period", "open", "PEKPPP 2026", *more, "--opd", "dinkes")
    assert period(region, "PEKPPP 2026")["instrument"] == "pekppp-2023"
    nobody = region("period", "open", "PEKPPP 2", *more, "--opd", "TIDAK-ADA", status=1)
    assert nobody.stderr == "OPD TIDAK-ADA tidak ada. Periksa kodenya dalam daftar OPD.\n"
    region("period", "close", "PEKPPP 2026")
    assert period(region, "2026")["status"] == "open"


def test_closing_says_what_it_did(region: Pandu) -> None:
    region("period", "open", "2026", "--due", "2037-12-14", "--opens", "2026-11-16")
    assert region("period", "close", "2026").stdout == "Periode 2026 ditutup.\n"
    assert region("period", "close", "2026").stdout == "Periode 2026 sudah ditutup sebelumnya.\n"
    assert region("period", "close", "2027", status=1).stderr == "Periode 2027 tidak ada. Yang ada: 2026.\n"
    assert period(region, "2026")["status"] == "closed"
    assert region("pemda", "list").stdout.endswith("55 OPD · tidak ada periode terbuka\n")


def test_opening_tells_the_contacts(region: Pandu) -> None:
    database = Database.open(region.url)
    database.write(lambda conn: join(conn, "DINKES", 1001, "Ani"))
    database.close()
    done = region("period", "open", "2026", "--due", "2037-12-14", "--opens", "2026-11-16")
    assert done.stdout.endswith("1 OPD punya kontak dan akan diberi tahu.\n")
    (told,) = queued(region.url)
    assert (told.chat_id, told.kind) == (1001, Kind.SEND)
    assert isinstance(told.content, Message)
    assert told.content.text == (
        "<b>Penilaian 2026 dibuka.</b> Semua variabel boleh diisi bertahap.\n"
        "Tenggat Senin, 14 Desember 2037 pukul 16.00 WITA."
    )
    assert told.content.rows == ((steady("Mulai mengisi", "start"),),)


def test_opd_imported_later_take_part(pandu: Pandu) -> None:
    pandu("pemda", "add", KUTIM)
    done = pandu("period", "open", "2026", "--due", "2037-12-14")
    assert "Belum ada OPD; yang diimpor kemudian ikut serta dengan sendirinya.\n" in done.stderr
    pandu("opd", "import", str(OPDS))
    assert json.loads(pandu("export", "--period", "2026", "--format", "json").stdout)["summary"]["opds"] == 55
