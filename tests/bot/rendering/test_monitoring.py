"""The table of monitoring of an OPD, from what is stored to the finished file."""

from datetime import date
from pathlib import Path

import pytest

from bot.rendering import monitoring
from core.assessment.subjects import Subject
from core.effects import FinishAction, KeepSubject, SaveAction, SaveExplanation, SaveLevel
from core.instrument.parse import packaged_text
from core.papers.monitoring import Monitored, Monitoring, from_plain
from storage.database import Database
from storage.engine.schema import ASSESSMENT, CORRECTIVE_ACTION
from storage.evidence.folder import FolderStore
from storage.evidence.store import EvidenceStore
from storage.messaging.contents import MonitoringTable
from tests.conftest import Clock
from tests.storage.region import Region, build, opened
from tests.storage.results.test_other_instruments import pinned_to


@pytest.fixture
def sop(sqlite_only: Database, clock: Clock) -> Region:
    """Three SOP: one as it should be, one with two things to do, one of which nobody has said anything."""
    build(sqlite_only)
    region = opened(sqlite_only, clock.now)
    pinned_to(region, packaged_text("sop-evaluasi"))
    opd = region.opd[1, "DINKES"]
    for code in ("01", "02", "03"):
        region.do("Ani", KeepSubject(opd, Subject("sop", code, f"Prosedur {code}")))
    first, second, _ = sorted(row["id"] for row in region.rows(ASSESSMENT, opd_id=opd, period_id=region.period[1]))
    region.do("Ani", SaveLevel(first, "M1", 1), SaveLevel(second, "M1", 0), SaveLevel(second, "E2", 0))
    region.do("Ani", SaveExplanation(second, "M1", "Antrean menumpuk.", ()))
    region.do("Ani", SaveAction(second, "M1", "Tambah loket", "Kasubbag", date(2026, 11, 1)))
    region.do("Ani", SaveAction(second, "E2", "Latih petugas", "Sekretaris", date(2026, 12, 28)))
    region.do("Ani", FinishAction(next(row["id"] for row in region.rows(CORRECTIVE_ACTION, variable="E2"))))
    return region


def made(region: Region, store: EvidenceStore) -> Monitoring:
    job = MonitoringTable(region.period[1], region.opd[1, "DINKES"], "pdf")
    known = region.database.read(lambda conn: monitoring.load(conn, job, region.now))
    assert known.file_name == "Monitoring_SOP_DINKES_2026.pdf"
    return from_plain(monitoring.values(known, store)["monitoring"])


def test_each_sop_is_a_line_with_what_is_to_be_done(sop: Region, tmp_path: Path) -> None:
    paper = made(sop, FolderStore(tmp_path))
    day = f"{sop.now.day} {'Desember' if sop.now.month == 12 else 'November'} {sop.now.year}"
    assert paper.lines == (
        Monitored("01 Prosedur 01", "Ya"),
        Monitored(
            "02 Prosedur 02",
            "Tidak",
            ("Tidak: M1 Berjalan baik", "Tidak: E2 Mudah dipahami", "M1: Antrean menumpuk."),
            ("M1: Tambah loket", "E2: Latih petugas"),
            ("M1: Kasubbag, 1 November 2026 (lewat)", f"E2: Sekretaris, selesai {day}"),
        ),
        Monitored("03 Prosedur 03", ""),
    )
    assert (paper.asked, paper.kind, paper.verified) == ("Berjalan baik", "SOP", False)
    assert (paper.actions, paper.open, paper.late) == (2, 1, 1)


def test_an_opd_that_is_gone_has_none(sop: Region) -> None:
    job = MonitoringTable(sop.period[1], 9_999, "pdf")
    with pytest.raises(LookupError):
        sop.database.read(lambda conn: monitoring.load(conn, job, sop.now))
