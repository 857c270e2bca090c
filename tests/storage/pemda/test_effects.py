"""Settings of a Pemda on both databases: checked, audited; the zone, files, the heads of OPD."""

from datetime import timedelta

import pytest

from core.effects import ChangePemda, Extend, KeepPemdaFile, OpenPeriod, SendRule, SetHead
from core.effects.pemda import FilePurpose
from core.pemda.settings import Setting
from storage.engine.schema import ASSESSMENT, OPD, OUTBOX, PEMDA, PERIOD
from storage.evidence import pemda_files
from storage.evidence.copying import source_of
from storage.messaging.contents import PemdaFile
from storage.messaging.packing import unpack
from storage.orders.rights import Actor
from storage.pemda import effects as pemda_effects
from tests.storage.region import DUE, OPENS, VERIFY_DUE, Region, later

NIP = "198001012005012003"
SARI = {"name": "Dr. Sari", "title": "Asisten", "rank": "Pembina (IV/a)", "nip": NIP, "element": "ketua"}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("own_holidays", ("2027-08-17", "2027-08-18")),
        ("worked_days", ("2026-12-25",)),
        ("province_review", True),
        ("paper", "A4"),
        ("fields", {"V04": "keuangan"}),
        ("letterhead", {"address": "Jalan Soekarno Hatta", "postcode": "75611"}),
        ("signatories", (SARI,)),
        ("number_pattern", "800/………/ORG/2027"),
        ("rule_title", "Peraturan Bupati Kutai Timur Nomor 25 Tahun 2024"),
    ],
)
def test_a_setting_is_kept_and_audited(region: Region, key: str, value: Setting) -> None:
    region.do("Citra", ChangePemda(1, key, value), ChangePemda(1, key, value))
    plain = list(value) if isinstance(value, tuple) else value
    assert region.row(PEMDA, id=1)[key] == plain
    assert region.acts()[-1] == "setting_changed"
    assert f'"key":"{key}"' in region.last_content()
    assert region.refuses("Hadi", ChangePemda(1, key, value))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("timezone", "Asia/Atlantis"),
        ("own_holidays", ("2027-02-30",)),
        ("own_holidays", ("2027-08-18", "2027-08-17")),
        ("own_holidays", tuple(f"20{year}-01-01" for year in range(10, 80))),
        ("paper", "A3"),
        ("fields", {"V04": "logistik"}),
        ("letterhead", {"slogan": "Maju"}),
        ("letterhead", {"address": "x" * 121}),
        ("signatories", ({**SARI, "nip": "123"},)),
        ("signatories", ({**SARI, "element": "tamu"},)),
        ("signatories", ({**SARI, "name": ""},)),
        ("signatories", (SARI,) * 13),
        ("rule_file", {"key": "a", "file_id": "b"}),
        ("organiser", ""),
        ("organiser", "Bagian\nOrganisasi"),
        ("code", "x" * 13),
        ("province_review", 1),
        ("name", "Kutai Barat"),
    ],
)
def test_what_a_setting_cannot_be_is_refused(region: Region, key: str, value: Setting) -> None:
    assert region.refuses("Citra", ChangePemda(1, key, value))


def test_another_zone_keeps_the_time_on_the_wall(region: Region) -> None:
    """WITA to WIT: 16.00 stays 16.00, an hour earlier as an instant; what has passed stays where it was."""
    region.do("Citra", Extend(region.dinkes, later(DUE, days=2)))
    before = region.row(PERIOD, id=region.period[2])
    region.do("Citra", ChangePemda(1, "timezone", "Asia/Jayapura"))
    hour = timedelta(hours=1)
    row = region.row(PERIOD, id=region.period[1])
    assert (row["opens_at"], row["due_at"], row["verification_due_at"]) == (OPENS, DUE - hour, VERIFY_DUE - hour)
    assert region.row(ASSESSMENT, id=region.dinkes)["due_at"] == later(DUE, days=2) - hour
    assert region.row(PERIOD, id=region.period[2]) == before


def test_a_draft_moves_with_the_zone_too(region: Region) -> None:
    year = timedelta(days=364)
    region.do("Citra", OpenPeriod(1, "2027", "kematangan-2018", OPENS + year, DUE + year, VERIFY_DUE + year))
    region.do("Citra", ChangePemda(1, "timezone", "Asia/Jakarta"))
    assert region.rows(PERIOD, pemda_id=1)[-1]["opens_at"] == OPENS + year + timedelta(hours=1)


# files


def kept(region: Region, purpose: FilePurpose, name: str) -> None:
    order = KeepPemdaFile(1, purpose, f"file-{name}", name, 9)
    region.do("Citra", order)
    job = unpack(region.rows(OUTBOX)[-1]["payload"])
    assert isinstance(job, PemdaFile)
    file = {"key": "ab/cd/" + "ab" * 32, "sha256": "ab" * 32, "bytes": "9"}
    actor = Actor(job.person, region.person["Citra"] * 11, region.now)
    region.database.write(lambda conn: pemda_effects.kept(conn, job, file, actor))


def test_the_regulation_is_kept_and_sent_to_everybody_who_has_a_role(region: Region) -> None:
    assert region.refuses("Ani", SendRule(1))
    kept(region, FilePurpose.RULE, "Perbup 25.pdf")
    assert region.acts()[-1] == "pemda_file_kept"
    for name in ("Ani", "Eko", "Budi", "Citra"):
        region.do(name, SendRule(1))
        assert region.rows(OUTBOX)[-1]["payload"] == {"file_id": "file-Perbup 25.pdf", "caption": ""}
    assert region.refuses("Gita", SendRule(1))
    assert region.knows("Ani").rule_file == 1
    source = region.database.read(lambda conn: source_of(conn, "file-Perbup 25.pdf"))
    assert source is not None
    assert source.name == "Perbup 25.pdf"
    region.do("Citra", ChangePemda(1, "rule_file", {}))
    assert region.knows("Ani").rule_file == 0


def test_the_emblem_stands_beside_the_letterhead(region: Region) -> None:
    region.do("Citra", ChangePemda(1, "letterhead", {"unit": "Sekretariat Daerah"}))
    kept(region, FilePurpose.EMBLEM, "lambang.png")
    head = region.row(PEMDA, id=1)["letterhead"]
    assert (head["unit"], head["emblem_name"]) == ("Sekretariat Daerah", "lambang.png")
    region.do("Citra", ChangePemda(1, "letterhead", {**head, "unit": "Setda"}))
    files = region.database.read(pemda_files.all_of)
    assert [(file.name, file.bytes) for file in files] == [("lambang.png", 9)]


def test_only_the_coordinator_gives_files(region: Region) -> None:
    for name in ("Ani", "Eko", "Budi", "Hadi"):
        assert region.refuses(name, KeepPemdaFile(1, FilePurpose.RULE, "f", "x.pdf", 9))


# heads


def test_the_head_of_an_opd(region: Region) -> None:
    opd = region.opd[1, "DINKES"]
    order = SetHead(opd, "Dr. Sari", "", "Pembina (IV/a)", NIP, "Plt.")
    region.do("Citra", order, order)
    row = region.row(OPD, id=opd)
    assert (row["head_name"], row["head_rank"], row["head_nip"], row["head_acting"]) == (
        "Dr. Sari",
        "Pembina (IV/a)",
        NIP,
        "Plt.",
    )
    assert region.acts()[-1] == "head_named"
    for wrong in (
        SetHead(opd, "Dr. Sari", "", "", "123", ""),
        SetHead(opd, "Dr. Sari", "", "", "", "Pj."),
        SetHead(opd, "x" * 151, "", "", "", ""),
        SetHead(opd, "Dr.\nSari", "", "", "", ""),
        SetHead(999, "Dr. Sari", "", "", "", ""),
    ):
        assert region.refuses("Citra", wrong)
    assert region.refuses("Ani", order)
    assert region.refuses("Hadi", order)
