"""A document of the region becomes evidence: one's own, with the same bytes, and not changed by what happens later."""

from core.assessment.model import EvidenceKind
from core.effects import AttachFile, CopyFormerEvidence, RemoveDocument, RemoveEvidence, Submit, TakeDocument
from core.effects.answers import RestoreEvidence
from core.review.facts import ReviewWish
from core.wish import Wish
from storage.engine.schema import EVIDENCE, EVIDENCE_USE
from storage.evidence import copying
from tests.storage.exported import exported
from tests.storage.pemda.test_documents import keep
from tests.storage.region import Region, filled


def offered(region: Region, name: str, assessment: int) -> list[str]:
    return [one.title for one in region.knows(name, Wish(assessment, documents=True)).documents]


def test_it_is_evidence_of_ones_own_with_the_same_fingerprint(region: Region) -> None:
    keep(region, "Perbup 25", "ab")
    region.do("Ani", TakeDocument(region.dinkes, 1, "V01"))
    (row,) = region.rows(EVIDENCE)
    assert (row["name"], row["sha256"], row["storage_key"], row["state"]) == ("Perbup 25.pdf", "ab", "ab/key", "stored")
    assert (row["sent_by"], row["document_id"], row["year"]) == (region.person["Ani"], 1, 2024)
    assert region.acts(region.dinkes)[-1] == "evidence_attached"


def test_taken_twice_it_is_used_and_not_doubled(region: Region) -> None:
    keep(region, "Perbup 25", "ab")
    region.do("Ani", TakeDocument(region.dinkes, 1, "V01"), TakeDocument(region.dinkes, 1, "V01"))
    region.do("Dewi", TakeDocument(region.dinkes, 1, "V02"))
    assert len(region.rows(EVIDENCE)) == 1
    assert [use["variable"] for use in region.rows(EVIDENCE_USE)] == ["V01", "V02"]


def test_a_file_that_was_sent_before_is_the_same_evidence(region: Region) -> None:
    keep(region, "Perbup 25", "ab")
    sent = AttachFile(region.dinkes, "V01", EvidenceKind.DOCUMENT, "perbup.pdf", "application/pdf", 900, "X", "UX")
    region.do("Ani", sent)
    number = region.rows(EVIDENCE)[0]["id"]
    region.database.write(lambda conn: copying.stored(conn, number, "ab/key", "ab", 900, "application/pdf", region.now))
    region.do("Ani", TakeDocument(region.dinkes, 1, "V02"))
    assert [row["name"] for row in region.rows(EVIDENCE)] == ["perbup.pdf"]
    assert len(region.rows(EVIDENCE_USE)) == 2


def test_removing_or_replacing_it_changes_nothing_that_was_taken(region: Region) -> None:
    keep(region, "Perbup 25", "ab")
    region.do("Ani", TakeDocument(region.dinkes, 1, "V01"))
    before = region.rows(EVIDENCE)
    keep(region, "", "cd", replaces=1)
    region.do("Citra", RemoveDocument(2))
    assert region.rows(EVIDENCE) == before
    assert offered(region, "Ani", region.dinkes) == []
    assert region.refuses("Ani", TakeDocument(region.dinkes, 1, "V03"))
    assert region.refuses("Ani", TakeDocument(region.dinkes, 2, "V03"))


def test_after_the_submission_nothing_is_taken(region: Region) -> None:
    keep(region, "Perbup 25", "ab")
    region.do("Ani", *filled(region.dinkes), Submit(region.dinkes))
    assert region.refuses("Ani", TakeDocument(region.dinkes, 1, "V01"))


def test_two_pemda_never_see_each_others(region: Region) -> None:
    keep(region, "Perbup 25", "ab")
    keep(region, "Perwali 7", "cd", pemda=2)
    assert offered(region, "Ani", region.dinkes) == ["Perbup 25"]
    assert offered(region, "Gita", region.bontang) == ["Perwali 7"]
    assert offered(region, "Ani", region.bontang) == ["Perbup 25"]  # her own assessment, whatever she asks for
    assert region.refuses("Ani", TakeDocument(region.dinkes, 2, "V01"))
    assert region.refuses("Gita", TakeDocument(region.bontang, 1, "V01"))


def test_who_may_not_answer_takes_nothing(region: Region) -> None:
    keep(region, "Perbup 25", "ab")
    for name in ("Eko", "Budi", "Citra", "Gita"):
        assert region.refuses(name, TakeDocument(region.dinkes, 1, "V01"))
    assert region.refuses("Ani", TakeDocument(region.dinkes, 1, "V99"))
    assert region.refuses("Ani", TakeDocument(region.dinkes, 99, "V01"))


def test_it_is_taken_away_and_put_back_like_any_evidence(region: Region) -> None:
    keep(region, "Perbup 25", "ab")
    region.do("Ani", TakeDocument(region.dinkes, 1, "V01"), RemoveEvidence(region.dinkes, 1, "V01"))
    assert region.rows(EVIDENCE)[0]["removed_at"] is not None
    region.do("Ani", RestoreEvidence(region.dinkes, 1, "V01"))
    assert region.rows(EVIDENCE)[0]["removed_at"] is None


def test_next_year_it_is_used_again_once(region: Region) -> None:
    keep(region, "Perbup 25", "ab" * 32)
    region.do("Ani", TakeDocument(region.dinkes, 1, "V05"))
    coming = region.next_year()
    orders = (CopyFormerEvidence(coming, 1, "V05"), TakeDocument(coming, 1, "V05"), TakeDocument(coming, 1, "V06"))
    region.do("Ani", *orders, CopyFormerEvidence(coming, 1, "V07"))
    (row,) = region.rows(EVIDENCE, assessment_id=coming)
    assert (row["sha256"], row["document_id"]) == ("ab" * 32, 1)
    assert len(region.rows(EVIDENCE_USE, evidence_id=row["id"])) == 3


def test_exports_and_the_verifiers_card_know_it(region: Region) -> None:
    keep(region, "Perbup 25", "ab")
    region.do("Ani", *filled(region.dinkes), TakeDocument(region.dinkes, 1, "V01"), Submit(region.dinkes))
    (dinkes,) = (opd for opd in exported(region)["opds"] if opd["code"] == "DINKES")
    found = {file["name"]: file["shared"] for answer in dinkes["answers"] for file in answer["evidence"]}
    assert found["Perbup 25.pdf"]
    assert sum(found.values()) == 1
    review = region.knows("Budi", Wish(review=ReviewWish(assessment=region.dinkes))).review
    assert review is not None
    assert review.dossier is not None
    exhibits = [exhibit for card in review.dossier.cards for exhibit in card.exhibits]
    assert [exhibit.name for exhibit in exhibits if exhibit.shared] == ["Perbup 25.pdf"]


def test_the_years_of_a_plan_come_with_it_from_the_name_of_its_file(region: Region) -> None:
    keep(region, "Renstra Dinas", "ab", name="Renstra_2021-2026.pdf")
    region.do("Ani", TakeDocument(region.dinkes, 1, "V01"))
    (taken,) = region.knows("Ani", Wish(region.dinkes)).assessment.evidence_of("V01")
    assert (taken.name, taken.year, taken.years) == ("Renstra Dinas 2021–2026.pdf", None, (2021, 2026))
