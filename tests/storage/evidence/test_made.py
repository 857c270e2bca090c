"""A table as evidence: recorded by right, and made instead of fetched."""

from core.assessment.rounds import made_of, source_of
from core.assessment.subjects import Subject
from core.effects import AttachMonitoring, KeepSubject, OpenPeriod, SaveLevel, SetDeclarant, Submit
from core.instrument.parse import load_packaged
from storage.engine.schema import ASSESSMENT, EVIDENCE
from tests.storage.region import DECLARANT, DUE, OPENS, VERIFY_DUE, Region


def test_only_a_round_that_this_opd_has_sent_and_only_once(region: Region) -> None:
    opd = region.opd[1, "DINKES"]
    region.do("Ani", KeepSubject(opd, Subject("sop", "01", "Izin praktik")))
    region.do("Citra", OpenPeriod(1, "SOP", "sop-evaluasi", OPENS, DUE, VERIFY_DUE, opds=(opd,)))
    sop = next(row for row in reversed(region.rows(ASSESSMENT)) if row["opd_id"] == opd)
    order = AttachMonitoring(region.dinkes, "V04", sop["period_id"])
    assert region.refuses("Ani", order)
    codes = load_packaged("sop-evaluasi").codes
    region.do("Ani", *(SaveLevel(sop["id"], code, 1) for code in codes), SetDeclarant(sop["id"], DECLARANT))
    region.do("Ani", Submit(sop["id"]))
    assert region.refuses("Ani", AttachMonitoring(region.dinkes, "V03", sop["period_id"]))
    assert region.refuses("Fajar", AttachMonitoring(region.dishub, "V04", sop["period_id"]))
    region.do("Ani", order, order)
    (row,) = region.rows(EVIDENCE, assessment_id=region.dinkes)
    assert row["file_id"] == source_of(sop["period_id"], opd)


def test_only_our_own_names_are_read() -> None:
    assert made_of(source_of(3, 12)) == (3, 12)
    for name in ("AgACAgQ", "made:monitoring:3", "made:monitoring:3:x", "xmade:monitoring:3:12", "made:monitoring::"):
        assert made_of(name) is None
