"""The way of an assessment: declaration, approval, submission with its receipt, withdrawal, repair."""

import hashlib
from datetime import timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import Connection, select, update

from core.assessment.model import LETTER, Declarant, Status
from core.effects import (
    AskHead,
    ChangePemda,
    ClosePeriod,
    Extend,
    HeadReturns,
    RemoveEvidence,
    SaveLevel,
    SendEvidence,
    SetDeclarant,
    Submit,
    SubmitRepair,
    Withdraw,
)
from core.pemda.parts import EVERYTHING
from core.wish import Wish
from storage.answers.submission import receipt_code
from storage.engine.schema import ANSWER, ASSESSMENT, AUDIT, AUDIT_CONTENT, EVIDENCE, EVIDENCE_USE, OUTBOX
from tests.storage.region import CODES, DECLARANT, DUE, VERIFY_DUE, Region, filled, later, photo


def assessment(region: Region) -> dict:
    found: dict = region.row(ASSESSMENT, id=region.dinkes)
    return found


def reopen(region: Region, *variables: str) -> None:
    """As a verifier returns variables."""

    def work(conn: Connection) -> None:
        conn.execute(update(ASSESSMENT).where(ASSESSMENT.c.id == region.dinkes).values(status="returned"))
        given = {
            "reopened_at": region.now,
            "reopened_note": "Tidak terbaca.",
            "reopened_due": later(region.now, days=7),
        }
        conn.execute(update(ANSWER).where(ANSWER.c.variable.in_(variables)).values(given))

    region.database.write(work)


def test_a_submission_leaves_a_receipt(region: Region) -> None:
    region.do("Ani", *filled(region.dinkes))
    region.do("Dewi", Submit(region.dinkes))
    row = assessment(region)
    digest = region.rows(AUDIT, act="submitted")[0]["digest"]
    assert (row["status"], row["late"]) == (Status.SUBMITTED, False)
    assert (row["submitted_by"], row["submitted_at"]) == (region.person["Dewi"], region.now)
    assert row["receipt_code"] == f"DINKES-26-{digest[:4].upper()}"
    assert region.acts(region.dinkes)[-1] == "submitted"
    levels = ",".join(f'"{code}":3' for code in CODES)
    assert region.last_content() == (
        f'{{"evidence":11,"from":"draft","late":false,"levels":{{{levels}}},"to":"submitted"}}'
    )


def test_a_taken_receipt_code_grows(region: Region) -> None:
    region.do("Ani", *filled(region.dinkes), Submit(region.dinkes))
    code, digest = assessment(region)["receipt_code"], region.rows(AUDIT, act="submitted")[0]["digest"]
    other = update(ASSESSMENT).where(ASSESSMENT.c.id == region.bontang).values(receipt_code=code)
    region.database.write(lambda conn: conn.execute(other))
    row = SimpleNamespace(id=region.dinkes, opd_code="DINKES", year=2026)
    assert region.database.read(lambda conn: receipt_code(conn, row)) == f"DINKES-26-{digest[:5].upper()}"


def test_sending_twice_is_sending_once(region: Region) -> None:
    region.do("Ani", *filled(region.dinkes), Submit(region.dinkes))
    before = region.dump()
    region.now += timedelta(seconds=1)
    region.do("Dewi", Submit(region.dinkes))
    assert region.dump() == before


def test_what_lacks_something_is_not_sent(region: Region) -> None:
    region.do("Ani", *filled(region.dinkes, {"V08": 2}))
    number = region.rows(EVIDENCE)[7]["id"]
    assert region.refuses("Ani", RemoveEvidence(region.dinkes, number, "V08"), Submit(region.dinkes))
    region.do("Ani", SaveLevel(region.dinkes, "V08", 1), RemoveEvidence(region.dinkes, number, "V08"))
    region.do("Ani", Submit(region.dinkes))  # level I needs no evidence
    assert assessment(region)["status"] == Status.SUBMITTED


def test_nothing_is_sent_without_a_declarant(region: Region) -> None:
    region.do("Ani", *filled(region.dinkes)[:-1])
    assert region.refuses("Ani", Submit(region.dinkes))
    assert region.refuses("Ani", SetDeclarant(region.dinkes, Declarant("Sari", "Sekretaris", "12345")))
    assert region.refuses("Ani", SetDeclarant(region.dinkes, Declarant(" ", "Sekretaris", "-")))
    region.do("Ani", SetDeclarant(region.dinkes, Declarant("Sari", "Sekretaris", "-")), Submit(region.dinkes))
    assert assessment(region)["status"] == Status.SUBMITTED


def test_last_years_declarant_declares_again(region: Region) -> None:
    new = region.next_year()
    region.do("Ani", *filled(new)[:-1], Submit(new))
    row = region.row(ASSESSMENT, id=new)
    assert (row["declarant_name"], row["declarant_title"], row["declarant_nip"]) == (
        DECLARANT.name,
        DECLARANT.title,
        DECLARANT.nip,
    )


@pytest.mark.parametrize("name", ["Fajar", "Gita", "Eko", "Budi", "Citra"])
def test_only_contacts_send_where_the_head_is_not_asked(region: Region, name: str) -> None:
    region.do("Ani", *filled(region.dinkes))
    assert region.refuses(name, Submit(region.dinkes))


def test_late_is_judged_by_the_opds_own_due_date(region: Region) -> None:
    region.do("Ani", *filled(region.dinkes))
    region.do("Fajar", *filled(region.dishub))
    region.do("Citra", Extend(region.dishub, later(DUE, days=4)))
    region.now = later(DUE, days=4)
    region.do("Ani", Submit(region.dinkes))
    region.do("Fajar", Submit(region.dishub))
    late = {row["id"]: row["late"] for row in region.rows(ASSESSMENT)}
    assert (late[region.dinkes], late[region.dishub]) == (True, False)


def test_on_the_minute_is_in_time(region: Region) -> None:
    region.do("Ani", *filled(region.dinkes))
    region.now = DUE
    region.do("Ani", Submit(region.dinkes))
    assert assessment(region)["late"] is False


def test_nothing_is_sent_when_verification_is_due_or_the_period_closed(region: Region) -> None:
    region.do("Ani", *filled(region.dinkes))
    now, region.now = region.now, later(VERIFY_DUE, seconds=1)
    assert region.refuses("Ani", Submit(region.dinkes))
    region.now = now
    region.do("Citra", ClosePeriod(region.period[1]))
    assert region.refuses("Ani", Submit(region.dinkes))


def test_the_head_approves_in_the_bot(region: Region) -> None:
    region.do("Citra", ChangePemda(1, "approval", "in_bot"))
    region.do("Ani", *filled(region.dinkes))
    assert region.refuses("Ani", Submit(region.dinkes))
    assert region.refuses("Eko", Submit(region.dinkes))  # not asked yet
    region.do("Ani", AskHead(region.dinkes))
    assert assessment(region)["status"] == Status.AWAITING_HEAD
    assert region.refuses("Ani", Submit(region.dinkes))
    assert region.refuses("Ani", SaveLevel(region.dinkes, "V01", 4))
    region.do("Eko", Submit(region.dinkes))
    row = assessment(region)
    assert (row["status"], row["submitted_by"]) == (Status.SUBMITTED, region.person["Eko"])


def test_the_head_gives_it_back(region: Region) -> None:
    region.do("Citra", ChangePemda(1, "approval", "in_bot"))
    region.do("Ani", *filled(region.dinkes))
    assert region.refuses("Eko", HeadReturns(region.dinkes))
    region.do("Ani", AskHead(region.dinkes))
    for name in ("Ani", "Fajar", "Citra"):
        assert region.refuses(name, HeadReturns(region.dinkes))
    region.do("Eko", HeadReturns(region.dinkes, "Bukti V02 kurang"))
    region.do("Ani", SaveLevel(region.dinkes, "V01", 4))
    row = assessment(region)
    assert (row["status"], row["head_note"]) == (Status.DRAFT, "Bukti V02 kurang")
    assert row["head_returned_at"] == region.now
    region.do("Ani", AskHead(region.dinkes))
    row = assessment(region)
    assert row["head_note"] == "Bukti V02 kurang"  # it may be withdrawn, and asked again
    region.do("Eko", Submit(region.dinkes))
    row = assessment(region)
    assert (row["head_returned_at"], row["head_note"]) == (None, None)


def test_the_signed_letter_is_sent_by_the_contact(region: Region) -> None:
    region.do("Citra", ChangePemda(1, "approval", "letter"))
    region.do("Ani", *filled(region.dinkes), AskHead(region.dinkes))
    assert assessment(region)["head_asked_at"] == region.now
    assert region.refuses("Eko", Submit(region.dinkes))
    assert region.refuses("Ani", Submit(region.dinkes))  # no letter yet
    region.do("Ani", photo(region.dinkes, LETTER), Submit(region.dinkes))
    assert assessment(region)["status"] == Status.SUBMITTED


def test_a_second_page_of_the_letter_comes_after_the_submission(region: Region) -> None:
    region.do("Citra", ChangePemda(1, "approval", "letter"))
    region.do("Ani", *filled(region.dinkes), AskHead(region.dinkes))
    region.do("Ani", photo(region.dinkes, LETTER, "page 1"), Submit(region.dinkes))
    region.do("Ani", photo(region.dinkes, LETTER, "page 2"))
    assert len(letters(region)) == 2
    assert assessment(region)["status"] == Status.SUBMITTED


def test_the_coordinator_finds_the_letter_with_its_opd(region: Region) -> None:
    region.do("Citra", ChangePemda(1, "approval", "letter"))
    region.do("Ani", *filled(region.dinkes), AskHead(region.dinkes))
    region.do(
        "Ani", photo(region.dinkes, LETTER, "page 1"), photo(region.dinkes, LETTER, "page 2"), Submit(region.dinkes)
    )
    admin = region.knows("Citra", Wish(pemda=1, parts=EVERYTHING)).admin
    assert admin is not None
    assert {line.code: line.letters for line in admin.opds} == {"DINKES": tuple(letters(region)), "DISHUB": ()}
    region.do("Citra", *(SendEvidence(number, "") for number in letters(region)))
    assert [row["kind"] for row in region.rows(OUTBOX)] == ["photo", "photo"]


def test_a_withdrawn_submission_takes_its_letter_along(region: Region) -> None:
    region.do("Citra", ChangePemda(1, "approval", "letter"))
    region.do("Ani", *filled(region.dinkes), AskHead(region.dinkes))
    region.do("Ani", photo(region.dinkes, LETTER, "letter"), Submit(region.dinkes), Withdraw(region.dinkes))
    assert letters(region) == []
    region.do("Ani", AskHead(region.dinkes))
    assert region.refuses("Ani", Submit(region.dinkes))
    region.do("Ani", photo(region.dinkes, LETTER, "letter"), Submit(region.dinkes))
    assert len(letters(region)) == 1


@pytest.mark.parametrize(("way", "sender"), [("none", "Ani"), ("in_bot", "Eko")])
def test_another_way_of_approval_holds_for_what_is_waiting(region: Region, way: str, sender: str) -> None:
    region.do("Citra", ChangePemda(1, "approval", "letter"))
    region.do("Ani", *filled(region.dinkes), AskHead(region.dinkes))
    region.do("Citra", ChangePemda(1, "approval", way))
    assert region.refuses("Ani", photo(region.dinkes, LETTER))
    region.do(sender, Submit(region.dinkes))
    assert assessment(region)["status"] == Status.SUBMITTED


def letters(region: Region) -> list[int]:
    return [row["evidence_id"] for row in region.rows(EVIDENCE_USE, variable=LETTER)]


def test_no_head_is_asked_where_none_approves_or_something_lacks(region: Region) -> None:
    region.do("Ani", *filled(region.dinkes))
    assert region.refuses("Ani", AskHead(region.dinkes))
    region.do("Citra", ChangePemda(1, "approval", "in_bot"))
    number = region.rows(EVIDENCE)[0]["id"]
    assert region.refuses("Ani", RemoveEvidence(region.dinkes, number, "V01"), AskHead(region.dinkes))


def test_a_withdrawal_opens_everything_again(region: Region) -> None:
    region.do("Ani", *filled(region.dinkes), Submit(region.dinkes))
    for name in ("Fajar", "Eko", "Citra"):
        assert region.refuses(name, Withdraw(region.dinkes))
    region.do("Dewi", Withdraw(region.dinkes))
    row = assessment(region)
    assert (row["status"], row["submitted_by"], row["submitted_at"], row["receipt_code"], row["late"]) == (
        Status.DRAFT,
        None,
        None,
        "",
        False,
    )
    before = region.dump()
    region.do("Ani", Withdraw(region.dinkes))  # twice is once
    assert region.dump() == before
    region.do("Ani", SaveLevel(region.dinkes, "V01", 4), Submit(region.dinkes))
    assert assessment(region)["status"] == Status.SUBMITTED


def test_what_waits_for_the_head_can_be_taken_back(region: Region) -> None:
    region.do("Citra", ChangePemda(1, "approval", "in_bot"))
    region.do("Ani", *filled(region.dinkes), AskHead(region.dinkes), Withdraw(region.dinkes))
    assert assessment(region)["status"] == Status.DRAFT


@pytest.mark.parametrize("status", ["submitted", "in_review", "returned", "verified", "final"])
def test_nothing_is_withdrawn_once_the_review_began(region: Region, status: str) -> None:
    region.do("Ani", *filled(region.dinkes), Submit(region.dinkes))
    begun = update(ASSESSMENT).values(status=status, review_began_at=region.now)
    region.database.write(lambda conn: conn.execute(begun))
    assert region.refuses("Ani", Withdraw(region.dinkes))


def test_a_repair_is_sent_variable_by_variable(region: Region) -> None:
    region.do("Ani", *filled(region.dinkes), Submit(region.dinkes))
    receipt = assessment(region)["receipt_code"]
    reopen(region, "V02", "V11")
    assert region.refuses("Ani", SubmitRepair(region.dinkes, "V01"))
    assert region.refuses("Fajar", SubmitRepair(region.dinkes, "V02"))
    region.do("Ani", SaveLevel(region.dinkes, "V02", 2), SubmitRepair(region.dinkes, "V02"))
    answer = region.row(ANSWER, variable="V02")
    assert (answer["reopened_at"], answer["reopened_note"], answer["reopened_due"], answer["repaired"]) == (
        None,
        "",
        None,
        False,
    )
    assert assessment(region)["status"] == Status.RETURNED
    assert region.refuses("Ani", SaveLevel(region.dinkes, "V02", 3))
    region.do("Dewi", SubmitRepair(region.dinkes, "V11"))
    row = assessment(region)
    assert (row["status"], row["receipt_code"]) == (Status.SUBMITTED, receipt)
    assert region.acts(region.dinkes)[-3:] == ["repaired", "repaired", "submitted_again"]
    assert region.refuses("Ani", SubmitRepair(region.dinkes, "V11"))


def test_an_incomplete_repair_is_not_sent(region: Region) -> None:
    region.do("Ani", *filled(region.dinkes), Submit(region.dinkes))
    reopen(region, "V02")
    number = region.rows(EVIDENCE)[1]["id"]
    assert region.refuses("Ani", RemoveEvidence(region.dinkes, number, "V02"), SubmitRepair(region.dinkes, "V02"))


def test_receipts_stand_in_the_chain(region: Region) -> None:
    """The code can be recomputed from what the audit log keeps."""
    region.do("Ani", *filled(region.dinkes), Submit(region.dinkes))
    number = region.rows(AUDIT, act="submitted")[0]["number"]
    query = select(AUDIT_CONTENT.c.salt, AUDIT_CONTENT.c.content).where(AUDIT_CONTENT.c.number == number)
    salt, content = region.database.read(lambda conn: tuple(conn.execute(query).one()))
    digest = hashlib.sha256(bytes.fromhex(salt) + content.encode()).hexdigest()
    assert assessment(region)["receipt_code"] == f"DINKES-26-{digest[:4].upper()}"
