"""Orders about evidence: recorded once, usable by several variables, never across OPD."""

import pytest
from sqlalchemy import Connection, update

from core.assessment.model import LETTER, Status
from core.effects import (
    AskHead,
    AttachFile,
    AttachLink,
    ChangePemda,
    CopyFormerEvidence,
    DeclareYear,
    Effect,
    RemoveEvidence,
    RestoreEvidence,
    Submit,
    UseEvidence,
)
from storage.engine.schema import ANSWER, ASSESSMENT, EVIDENCE, EVIDENCE_USE
from tests.storage.region import Region, filled, photo


def uses(region: Region) -> list[tuple[int, str]]:
    return [(use["evidence_id"], use["variable"]) for use in region.rows(EVIDENCE_USE)]


def test_a_file_is_recorded_and_waits_to_be_copied(region: Region) -> None:
    region.do("Ani", photo(region.dinkes, "V01", "u1", "Foto", year=2026))
    file = region.row(EVIDENCE)
    assert {
        key: file[key] for key in ("kind", "name", "state", "file_id", "unique_id", "year", "sha256", "attempts")
    } == {
        "kind": "photo",
        "name": "Foto",
        "state": "received",
        "file_id": "file-u1",
        "unique_id": "u1",
        "year": 2026,
        "sha256": None,
        "attempts": 0,
    }
    assert (file["sent_by"], file["sent_at"], file["next_at"]) == (region.person["Ani"], region.now, region.now)
    assert uses(region) == [(file["id"], "V01")]
    assert region.row(ASSESSMENT, id=region.dinkes)["status"] == Status.DRAFT
    assert region.acts(region.dinkes) == ["evidence_attached"]


def test_the_same_file_on_the_same_variable_is_nothing_new(region: Region) -> None:
    region.do("Ani", photo(region.dinkes, "V01", "u1"))
    before = region.dump()
    region.do("Dewi", photo(region.dinkes, "V01", "u1", "Lain.jpg"))
    assert region.dump() == before


def test_the_same_file_on_another_variable_is_used_there_too(region: Region) -> None:
    region.do("Ani", photo(region.dinkes, "V01", "u1"), photo(region.dinkes, "V02", "u1"))
    (file,) = region.rows(EVIDENCE)
    assert uses(region) == [(file["id"], "V01"), (file["id"], "V02")]
    assert region.acts(region.dinkes) == ["evidence_attached", "evidence_used"]


def test_files_of_two_opd_stay_apart(region: Region) -> None:
    region.do("Ani", photo(region.dinkes, "V01", "u1"))
    region.do("Fajar", photo(region.dishub, "V01", "u1"))
    assert [file["assessment_id"] for file in region.rows(EVIDENCE)] == [region.dinkes, region.dishub]


def test_a_file_without_a_lasting_number_is_always_new(region: Region) -> None:
    nameless = AttachFile(region.dinkes, "V01", photo(1, "V01").kind, "Foto", "image/jpeg", 5, "f", "")
    region.do("Ani", nameless, nameless)
    assert len(region.rows(EVIDENCE)) == 2


def test_a_refused_file_may_be_sent_again(region: Region) -> None:
    region.do("Ani", photo(region.dinkes, "V01", "u1"))
    region.database.write(lambda conn: conn.execute(update(EVIDENCE).values(state="refused")))
    region.do("Ani", photo(region.dinkes, "V01", "u1"))
    assert [file["state"] for file in region.rows(EVIDENCE)] == ["refused", "received"]


def test_a_link_is_stored_at_once_and_only_once(region: Region) -> None:
    link = AttachLink(region.dinkes, "V01", "https://kutim.example/renja?a=1&b=2")
    region.do("Ani", link, link, AttachLink(region.dinkes, "V02", link.address))
    file = region.row(EVIDENCE)
    assert (file["kind"], file["name"], file["state"], file["next_at"]) == ("link", link.address, "stored", None)
    assert uses(region) == [(file["id"], "V01"), (file["id"], "V02")]


def test_evidence_is_removed_with_its_last_use(region: Region) -> None:
    region.do("Ani", photo(region.dinkes, "V01", "u1"), photo(region.dinkes, "V02", "u1"))
    number = region.row(EVIDENCE)["id"]
    region.do("Dewi", RemoveEvidence(region.dinkes, number, "V01"))
    assert (uses(region), region.row(EVIDENCE)["removed_at"]) == ([(number, "V02")], None)
    region.do("Dewi", RemoveEvidence(region.dinkes, number, "V02"))
    file = region.row(EVIDENCE)
    assert (uses(region), file["removed_at"], file["next_at"]) == ([], region.now, None)
    before = region.dump()
    region.do("Dewi", RemoveEvidence(region.dinkes, number, "V02"))
    assert region.dump() == before


def test_a_removal_is_undone(region: Region) -> None:
    region.do("Ani", photo(region.dinkes, "V01", "u1"))
    number = region.row(EVIDENCE)["id"]
    restore = RestoreEvidence(region.dinkes, number, "V01")
    region.do("Ani", RemoveEvidence(region.dinkes, number, "V01"), restore, restore)
    file = region.row(EVIDENCE)
    assert (uses(region), file["removed_at"], file["next_at"]) == ([(number, "V01")], None, region.now)
    assert region.acts(region.dinkes) == ["evidence_attached", "evidence_removed", "evidence_used"]
    assert region.refuses("Fajar", restore)
    region.do("Ani", RestoreEvidence(region.dinkes, 10**6, "V01"))
    assert uses(region) == [(number, "V01")]


def test_what_was_sent_anew_is_not_doubled_by_undoing(region: Region) -> None:
    region.do("Ani", photo(region.dinkes, "V01", "u1"), AttachLink(region.dinkes, "V01", "https://a.example"))
    files = [row["id"] for row in region.rows(EVIDENCE)]
    for number in files:
        region.do("Ani", RemoveEvidence(region.dinkes, number, "V01"))
    region.do("Ani", photo(region.dinkes, "V01", "u1"), AttachLink(region.dinkes, "V01", "https://a.example"))
    before = uses(region)
    for number in files:
        region.do("Ani", RestoreEvidence(region.dinkes, number, "V01"))
    assert uses(region) == before


def test_a_refused_file_stays_away(region: Region) -> None:
    region.do("Ani", photo(region.dinkes, "V01", "u1"))
    number = region.row(EVIDENCE)["id"]
    region.do("Ani", RemoveEvidence(region.dinkes, number, "V01"))
    region.database.write(lambda conn: conn.execute(update(EVIDENCE).values(state="refused")))
    region.do("Ani", RestoreEvidence(region.dinkes, number, "V01"))
    assert uses(region) == []


def test_evidence_of_another_opd_cannot_be_used_removed_or_dated(region: Region) -> None:
    region.do("Fajar", photo(region.dishub, "V01", "u1"))
    number = region.row(EVIDENCE)["id"]
    assert region.refuses("Ani", UseEvidence(region.dinkes, number, "V01"))
    assert region.refuses("Ani", UseEvidence(region.dishub, number, "V02"))
    assert region.refuses("Ani", RemoveEvidence(region.dishub, number, "V01"))
    assert region.refuses("Ani", DeclareYear(region.dinkes, (number,), 2026))
    before = region.dump()
    region.do("Ani", RemoveEvidence(region.dinkes, number, "V01"))  # nothing of theirs to take away
    assert region.dump() == before


@pytest.mark.parametrize("name", ["Fajar", "Gita", "Eko", "Budi", "Citra"])
def test_only_contacts_of_the_opd_attach(region: Region, name: str) -> None:
    assert region.refuses(name, photo(region.dinkes, "V01"))
    assert region.refuses(name, AttachLink(region.dinkes, "V01", "https://x.example"))


def test_years_are_declared_for_many_files_at_once(region: Region) -> None:
    region.do("Ani", photo(region.dinkes, "V01", "u1"), photo(region.dinkes, "V02", "u2", year=2025))
    first, second = (file["id"] for file in region.rows(EVIDENCE))
    region.do("Ani", DeclareYear(region.dinkes, (first, second), 2026), DeclareYear(region.dinkes, (first,), 2026))
    assert [file["year"] for file in region.rows(EVIDENCE)] == [2026, 2026]
    assert region.acts(region.dinkes)[2:] == ["year_declared", "year_declared"]
    assert region.refuses("Ani", DeclareYear(region.dinkes, (first,), 2062))


def test_after_submission_evidence_is_locked(region: Region) -> None:
    region.do("Ani", *filled(region.dinkes), Submit(region.dinkes))
    number = region.rows(EVIDENCE)[0]["id"]
    orders: list[Effect] = [
        photo(region.dinkes, "V01", "new"),
        AttachLink(region.dinkes, "V01", "https://x.example"),
        UseEvidence(region.dinkes, number, "V02"),
        RemoveEvidence(region.dinkes, number, "V01"),
        DeclareYear(region.dinkes, (number,), 2026),
    ]
    for order in orders:
        assert region.refuses("Ani", order)


def test_new_evidence_repairs_a_returned_variable(region: Region) -> None:
    region.do("Ani", *filled(region.dinkes), Submit(region.dinkes))

    def reopen(conn: Connection) -> None:
        conn.execute(update(ASSESSMENT).where(ASSESSMENT.c.id == region.dinkes).values(status="returned"))
        conn.execute(update(ANSWER).where(ANSWER.c.variable == "V02").values(reopened_at=region.now))

    region.database.write(reopen)
    region.do("Ani", photo(region.dinkes, "V02", "better"))
    answer = region.row(ANSWER, variable="V02")
    assert (answer["repaired"], answer["version"]) == (True, 2)
    assert region.refuses("Ani", photo(region.dinkes, "V03", "better"))


def test_the_signed_letter_is_evidence_of_the_submission_alone(region: Region) -> None:
    letter = photo(region.dinkes, LETTER, "letter")
    region.do("Citra", ChangePemda(1, "approval", "letter"))
    region.do("Ani", *filled(region.dinkes))
    assert region.refuses("Ani", letter)  # not asked for yet
    region.do("Ani", AskHead(region.dinkes), letter, letter, Submit(region.dinkes))
    (file,) = region.rows(EVIDENCE, unique_id="letter")
    assert uses(region)[-1] == (file["id"], LETTER)
    assert region.row(ASSESSMENT, id=region.dinkes)["status"] == Status.SUBMITTED
    assert '"evidence":11,' in region.last_content()


def test_last_years_file_is_used_again_knowingly(region: Region) -> None:
    new = region.next_year()
    former = region.rows(EVIDENCE, unique_id=f"unique-{region.dinkes}-V05")[0]
    order = CopyFormerEvidence(new, former["id"], "V05")
    region.do("Ani", order, order, CopyFormerEvidence(new, former["id"], "V06"))
    (copy,) = region.rows(EVIDENCE, assessment_id=new)
    same = ("kind", "name", "mime", "bytes", "sha256", "storage_key", "file_id", "unique_id", "state", "year")
    assert {key: copy[key] for key in same} == {key: former[key] for key in same}
    assert (copy["sent_by"], copy["sent_at"], copy["next_at"]) == (region.person["Ani"], region.now, None)
    assert uses(region)[-2:] == [(copy["id"], "V05"), (copy["id"], "V06")]


def test_only_stored_files_of_the_same_opd_are_used_again(region: Region) -> None:
    region.do("Fajar", photo(region.dishub, "V01"))
    foreign = region.row(EVIDENCE)["id"]
    new = region.next_year()
    assert region.refuses("Ani", CopyFormerEvidence(new, foreign, "V01"))
    mine = region.rows(EVIDENCE, unique_id=f"unique-{region.dinkes}-V05")[0]["id"]
    assert region.refuses("Fajar", CopyFormerEvidence(new, mine, "V01"))
    region.database.write(lambda conn: conn.execute(update(EVIDENCE).values(removed_at=region.now)))
    assert region.refuses("Ani", CopyFormerEvidence(new, mine, "V01"))
