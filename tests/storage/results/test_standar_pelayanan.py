"""Service standards from the register to the workbook: all components, none, some; and a round about one service."""

from collections.abc import Mapping
from datetime import timedelta

import pytest

from bot.texts.results.score import tally
from core.assessment.subjects import Subject
from core.effects import KeepRegister, OpenPeriod, RetireSubject, SaveLevel, SetDeclarant, Submit
from core.effects.review import ClaimReview, DraftVerdict, FixVerdicts
from core.instrument.parse import load_packaged, packaged_text
from core.people.roles import Role
from core.review.verdicts import Stage
from storage.engine.schema import ANSWER, ASSESSMENT, PERIOD, SUBJECT
from storage.orders.rights import Refused
from tests.storage.region import DECLARANT, Region
from tests.storage.results.test_other_instruments import as_json, cells, pinned_to, whole
from tests.storage.review.test_verdicts import join

ID = "standar-pelayanan"
STANDARD = load_packaged(ID)
NAMES = ("Rawat jalan", "Imunisasi", "Surat sehat")
LINES = tuple(Subject("service", f"L{n}", name) for n, name in enumerate(NAMES, start=1))
SOME = {code: int(place < 9) for place, code in enumerate(STANDARD.codes)}
"""The first nine of the 14 components."""


def test_14_components_without_a_value() -> None:
    assert (len(STANDARD.codes), STANDARD.valued, STANDARD.subject) == (14, False, "service")
    assert tally(STANDARD, dict.fromkeys(STANDARD.codes, 1)) == ["Ya 14"]
    assert tally(STANDARD, dict.fromkeys(STANDARD.codes, 0)) == ["Tidak 14", f"Tidak: {', '.join(STANDARD.codes)}"]
    assert tally(STANDARD, SOME) == ["Tidak 5 · Ya 9", "Tidak: S10, S11, S12, S13, S14"]


def _given(region: Region, number: int, levels: Mapping[str, int]) -> None:
    answers = [SaveLevel(number, code, level) for code, level in levels.items()]
    region.do("Ani", *answers, SetDeclarant(number, DECLARANT), Submit(number))
    rows = region.rows(ANSWER, assessment_id=number)
    drafts = [DraftVerdict(number, Stage.REGION, row["variable"], row["version"], row["level"]) for row in rows]
    region.do("Oki", ClaimReview(number, Stage.REGION), *drafts, FixVerdicts(number, Stage.REGION))


def test_each_service_is_answered_verified_and_written_out_by_itself(region: Region) -> None:
    pinned_to(region, packaged_text(ID))
    opd = region.opd[1, "DINKES"]
    region.do("Ani", KeepRegister(opd, "service", LINES))
    join(region, "Oki", Role.VERIFIER, "organisasi")
    rows = region.rows(ASSESSMENT, opd_id=opd, period_id=region.period[1])
    levels = (dict.fromkeys(STANDARD.codes, 1), dict.fromkeys(STANDARD.codes, 0), SOME)
    for row, given in zip(rows, levels, strict=True):
        _given(region, row["id"], given)
    found = {one.name.rpartition("· ")[2]: one for one in whole(region).opds}
    judged = [found[name].stages.region for name in NAMES]
    assert [one.levels if one else None for one in judged] == [*levels]
    sheet = cells(region)["Matriks"]
    assert [row[2:] for row in sheet[4:7]] == [["Ya"] * 14, ["Tidak"] * 14, ["Ya"] * 9 + ["Tidak"] * 5]
    assert {one["region"]["total"] for one in as_json(region)["opds"] if one["region"]} == {None}


def _opened(region: Region, *subjects: int, opd: str = "DINKES") -> OpenPeriod:
    due = region.now + timedelta(days=20)
    times = (region.now, due, due + timedelta(days=20))
    return OpenPeriod(1, "Pengaduan", ID, *times, "situational", (region.opd[1, opd],), subjects)


def test_a_round_about_one_service_stays_with_it(region: Region) -> None:
    opd = region.opd[1, "DINKES"]
    region.do("Ani", KeepRegister(opd, "service", LINES))
    one, other, _ = (row["id"] for row in region.rows(SUBJECT))
    region.do("Citra", _opened(region, other))
    number = region.rows(PERIOD, name="Pengaduan")[0]["id"]
    assert [row["subject_id"] for row in region.rows(ASSESSMENT, period_id=number)] == [other]
    again = (RetireSubject(opd, "service", "L1"), RetireSubject(opd, "service", "L1", retired=False))
    region.do("Ani", KeepRegister(opd, "service", (Subject("service", "L9", "Baru"),)), *again)
    assert [row["subject_id"] for row in region.rows(ASSESSMENT, period_id=number)] == [other]
    with pytest.raises(Refused):  # the same OPD, the same instrument, the same time
        region.do("Citra", _opened(region, one))


def test_a_round_is_about_lines_in_use_of_its_opd(region: Region) -> None:
    opd = region.opd[1, "DINKES"]
    region.do("Ani", KeepRegister(opd, "service", LINES))
    region.do("Ani", KeepRegister(opd, "service", (), ("L1",)), KeepRegister(opd, "sop", (Subject("sop", "1", "A"),)))
    retired, used, _, sop = (row["id"] for row in region.rows(SUBJECT))
    for line, code in ((retired, "DINKES"), (sop, "DINKES"), (used, "DISHUB"), (999, "DINKES")):
        assert region.refuses("Citra", _opened(region, line, opd=code))
    assert region.refuses("Ani", _opened(region, used))
