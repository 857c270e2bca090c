"""What becomes of a recorded file: copied, merged, refused, tried again; and what follows for the assessment."""

import json
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, insert, update

from core.assessment.model import LETTER, EvidenceKind, Status
from core.effects import (
    AskHead,
    AttachLink,
    ChangePemda,
    ClosePeriod,
    Effect,
    LeaveRole,
    MarkReachable,
    RemoveEvidence,
    SaveLevel,
    Submit,
    SubmitRepair,
    Withdraw,
)
from storage.engine.schema import ANSWER, ASSESSMENT, CONVERSATION, EVIDENCE, EVIDENCE_USE, INBOX, MEMBERSHIP, PEMDA
from storage.evidence import copying, queue as evidence_queue
from storage.evidence.copying import DuplicateFile, Fetch, Refusal, Source
from tests.storage.region import DUE, VERIFY_DUE, Region, filled, later, photo

SHA = "ab" * 32
KEY = f"ab/ab/{SHA}"


def copied(region: Region, number: int, sha256: str = SHA, watching: Any = None) -> DuplicateFile | None:
    return region.database.write(
        lambda conn: copying.stored(
            conn, number, f"{sha256[:2]}/{sha256[2:4]}/{sha256}", sha256, 77, "image/png", region.now, watching
        )
    )


def refuse(region: Region, number: int, slug: str = "program", **more: Any) -> Refusal | None:
    return region.database.write(lambda conn: copying.refused(conn, number, slug, region.now, **more))


def numbers(region: Region) -> list[int]:
    return [file["id"] for file in region.rows(EVIDENCE)]


def uses(region: Region) -> list[tuple[int, str]]:
    return [(use["evidence_id"], use["variable"]) for use in region.rows(EVIDENCE_USE)]


def due(region: Region) -> list[Fetch]:
    return region.database.read(lambda conn: copying.due(conn, region.now, 10))


def begun(region: Region) -> list[Fetch]:
    """Attempts of all that is due."""
    return region.database.write(lambda conn: evidence_queue.begin(conn, copying.due(conn, region.now, 10), region.now))


def test_what_was_recorded_is_due_at_once(region: Region) -> None:
    region.do("Ani", photo(region.dinkes, "V01", "u1", "Foto"), AttachLink(region.dinkes, "V01", "https://x.example"))
    number = numbers(region)[0]
    assert due(region) == [Fetch(number, EvidenceKind.PHOTO, "Foto", "file-u1", "image/jpeg", 1234, 0, region.dinkes)]


def test_copied_bytes_are_noted_and_nothing_is_due(region: Region) -> None:
    region.do("Ani", photo(region.dinkes, "V01", "u1", "Foto"))
    number = numbers(region)[0]
    copied(region, number)
    file = region.row(EVIDENCE)
    assert (file["state"], file["storage_key"], file["sha256"], file["bytes"], file["mime"]) == (
        "stored",
        KEY,
        SHA,
        77,
        "image/png",
    )
    assert due(region) == []
    assert region.acts(region.dinkes)[-1] == "evidence_stored"
    assert region.last_content() == f'{{"bytes":77,"evidence":{number},"mime":"image/png","sha256":"{SHA}"}}'
    assert region.database.read(lambda conn: copying.source_of(conn, "file-u1")) == Source(KEY, "Foto", "image/png")
    assert region.database.read(lambda conn: copying.source_of(conn, "file-u2")) is None
    before = region.dump()
    copied(region, number, "cd" * 32)  # a second report of the same copy
    assert region.dump() == before


def test_removed_files_are_not_copied_any_more(region: Region) -> None:
    region.do("Ani", photo(region.dinkes, "V01", "u1"))
    number = numbers(region)[0]
    region.do("Ani", RemoveEvidence(region.dinkes, number, "V01"))
    assert due(region) == []
    before = region.dump()
    copied(region, number)
    assert refuse(region, number) is None
    assert region.dump() == before


def test_the_same_bytes_on_the_same_variable_become_one(region: Region) -> None:
    region.do("Ani", photo(region.dinkes, "V01", "u1"))
    region.do("Dewi", photo(region.dinkes, "V01", "u2"), photo(region.dinkes, "V02", "u2"))
    first, second = numbers(region)
    assert copied(region, first) is None
    assert copied(region, second) == DuplicateFile("Foto", ("V01",), (region.person["Dewi"] * 11,), region.dinkes)
    assert uses(region) == [(first, "V01"), (first, "V02")]
    assert [file["removed_at"] for file in region.rows(EVIDENCE)] == [None, region.now]
    assert json.loads(region.last_content())["merged_into"] == first


def test_the_same_bytes_elsewhere_stay_two_rows(region: Region) -> None:
    region.do("Ani", photo(region.dinkes, "V01", "u1"), photo(region.dinkes, "V02", "u2"))
    region.do("Fajar", photo(region.dishub, "V01", "u3"))
    for number in numbers(region):
        copied(region, number)
    assert [use["variable"] for use in region.rows(EVIDENCE_USE)] == ["V01", "V02", "V01"]
    assert [file["removed_at"] for file in region.rows(EVIDENCE)] == [None, None, None]


# live screens


def watching(region: Region, name: str, state: str, assessment: int, **more: str) -> None:
    values = {"telegram_id": region.person[name] * 11, "assessment_id": assessment, "state": {"is": state, **more}}
    region.database.write(lambda conn: conn.execute(insert(CONVERSATION).values(values)))


def events(region: Region) -> list[dict[str, Any]]:
    return [json.loads(row["body"])["pandu"] for row in region.rows(INBOX)]


def test_screens_that_show_evidence_are_drawn_again(region: Region) -> None:
    region.do("Ani", photo(region.dinkes, "V01", "u1"))
    watching(region, "Ani", "Levelling", region.dinkes)
    watching(region, "Dewi", "CheckingEvidence", region.dinkes)
    watching(region, "Fajar", "CheckingEvidence", region.dishub)
    number = numbers(region)[0]
    copied(region, number, watching={"CheckingEvidence", "Receipting"})
    assert events(region) == [{"kind": "changed", "key": str(number), "telegram_id": region.person["Dewi"] * 11}]


def test_a_screen_of_many_files_is_drawn_again_once_when_all_are_copied(region: Region) -> None:
    region.do("Ani", *(photo(region.dinkes, code, f"u{code}") for code in ("V01", "V01", "V02")))
    region.do("Ani", photo(region.dinkes, "V01", "another"))
    watching(region, "Ani", "Receipting", region.dinkes)
    watching(region, "Dewi", "CheckingEvidence", region.dinkes, variable="V01")
    told = []
    for sha256, number in zip("abc", numbers(region), strict=True):
        copied(region, number, SHA.replace(SHA[0], sha256), watching={"CheckingEvidence", "Receipting"})
        told.append([event["telegram_id"] // 11 for event in events(region)])
    ani, dewi = region.person["Ani"], region.person["Dewi"]
    assert told == [[], [], [ani, dewi]]


def test_without_names_of_states_the_senders_screen_is_drawn_again(region: Region) -> None:
    region.do("Ani", photo(region.dinkes, "V01", "u1"))
    watching(region, "Ani", "Levelling", region.dinkes)
    watching(region, "Dewi", "CheckingEvidence", region.dinkes)
    refuse(region, numbers(region)[0])
    assert [event["telegram_id"] for event in events(region)] == [region.person["Ani"] * 11]


def test_a_refusal_is_drawn_on_the_senders_screen_whatever_it_shows(region: Region) -> None:
    region.do("Ani", photo(region.dinkes, "V01", "u1"))
    watching(region, "Ani", "Levelling", region.dinkes)
    watching(region, "Dewi", "Levelling", region.dinkes)
    refuse(region, numbers(region)[0], watching={"CheckingEvidence"})
    assert [event["telegram_id"] for event in events(region)] == [region.person["Ani"] * 11]


# tried again


def test_a_file_is_tried_for_a_day_with_growing_pauses(region: Region) -> None:
    region.do("Ani", photo(region.dinkes, "V01", "u1", "SK.pdf"))
    number, start, spans = numbers(region)[0], region.now, []
    while True:
        begun(region)
        after = region.database.write(lambda conn: copying.postpone(conn, number, region.now))
        if not isinstance(after, datetime):
            break
        spans.append((after - region.now).total_seconds())
        assert due(region) == []
        region.now = after
        assert [file.attempts for file in due(region)] == [len(spans)]
    assert spans == [5, 30, 120, 600, 3600, 10800, 21600, 50400]
    assert timedelta(hours=23) < region.now - start < timedelta(hours=25)
    assert after == Refusal(number, "lost", "SK.pdf", region.dinkes, ("V01",), (region.person["Ani"] * 11,))
    assert region.row(EVIDENCE)["state"] == "refused"
    assert region.database.write(lambda conn: copying.postpone(conn, number, region.now)) is None


# refused


def test_a_refused_file_leaves_a_draft_as_it_was(region: Region) -> None:
    region.do("Ani", photo(region.dinkes, "V01", "u1", "laporan.pdf"), photo(region.dinkes, "V02", "u1"))
    number = numbers(region)[0]
    refusal = refuse(region, number)
    assert refusal == Refusal(
        number, "program", "laporan.pdf", region.dinkes, ("V01", "V02"), (region.person["Ani"] * 11,)
    )
    file = region.row(EVIDENCE)
    assert (file["state"], file["refusal"], file["next_at"]) == ("refused", "program", None)
    assert region.row(ASSESSMENT, id=region.dinkes)["status"] == Status.DRAFT
    assert region.acts(region.dinkes)[-1] == "evidence_refused"
    assert refuse(region, number) is None


def test_when_the_sender_is_gone_the_other_contacts_hear_of_it(region: Region) -> None:
    region.do("Ani", photo(region.dinkes, "V01", "u1"), photo(region.dinkes, "V01", "u2"))
    first, second = numbers(region)
    region.do("Ani", LeaveRole(region.row(MEMBERSHIP, person_id=region.person["Ani"])["id"]))
    refusal = refuse(region, first)
    assert refusal is not None
    assert refusal.accounts == (region.person["Dewi"] * 11,)
    region.do("Dewi", MarkReachable(False))
    refusal = refuse(region, second)
    assert refusal is not None
    assert refusal.accounts == ()


@pytest.mark.parametrize("status", ["submitted", "in_review"])
def test_a_file_that_fails_after_submission_returns_its_variables(region: Region, status: str) -> None:
    region.do("Ani", *filled(region.dinkes), photo(region.dinkes, "V02", f"unique-{region.dinkes}-V01"))
    region.do("Ani", Submit(region.dinkes))
    number = numbers(region)[0]
    change = update(ASSESSMENT).where(ASSESSMENT.c.id == region.dinkes).values(status=status)
    region.database.write(lambda conn: conn.execute(change))
    region.now = datetime.fromisoformat("2026-12-17T10:00:00+08:00")  # Thursday
    off = {date(2026, 12, 24), date(2026, 12, 25)}
    refusal = refuse(region, number, note="Foto pada V01 gagal disalin.", days_off=off)
    assert refusal is not None
    until = datetime.fromisoformat("2026-12-28T16:00:00+08:00")
    assert (refusal.returned, refusal.due, refusal.reopened) == (("V01", "V02"), until, False)
    assert region.row(ASSESSMENT, id=region.dinkes)["status"] == Status.RETURNED
    answer = region.row(ANSWER, variable="V02")
    assert (answer["reopened_at"], answer["reopened_note"], answer["reopened_due"]) == (
        region.now,
        "Foto pada V01 gagal disalin.",
        until,
    )
    assert [row["variable"] for row in region.rows(ANSWER) if row["reopened_at"]] == ["V01", "V02"]
    assert region.acts(region.dinkes)[-2:] == ["evidence_refused", "returned"]
    region.do("Ani", photo(region.dinkes, "V01", "new"), SubmitRepair(region.dinkes, "V01"))
    region.do("Ani", SubmitRepair(region.dinkes, "V02"))
    assert region.row(ASSESSMENT, id=region.dinkes)["status"] == Status.SUBMITTED


def test_a_repair_is_due_when_verification_is_at_the_latest(region: Region) -> None:
    region.do("Ani", *filled(region.dinkes), Submit(region.dinkes))
    region.now = later(VERIFY_DUE, days=-2)
    refusal = refuse(region, numbers(region)[0])
    assert refusal is not None
    assert refusal.due == VERIFY_DUE


def test_six_working_days_and_own_holidays_count(region: Region) -> None:
    region.do("Citra", ChangePemda(1, "working_days", 6))

    def holidays(conn: Connection) -> None:
        conn.execute(update(PEMDA).where(PEMDA.c.id == 1).values(own_holidays=["2026-11-25"]))

    region.database.write(holidays)
    region.do("Ani", *filled(region.dinkes), Submit(region.dinkes))
    refusal = refuse(region, numbers(region)[0])  # Monday; Wednesday is off, Saturday is worked
    assert refusal is not None
    assert refusal.due is not None
    assert refusal.due.isoformat() == "2026-11-30T16:00:00+08:00"


def test_a_second_failure_keeps_the_first_note(region: Region) -> None:
    extra = photo(region.dinkes, "V01", "extra")
    region.do("Ani", *filled(region.dinkes), extra, Submit(region.dinkes))
    refuse(region, numbers(region)[0], note="Pertama.")
    refusal = refuse(region, numbers(region)[-1], note="Kedua.")
    assert refusal is not None
    assert refusal.returned == ()
    assert region.row(ANSWER, variable="V01")["reopened_note"] == "Pertama."


def test_what_is_verified_is_returned_by_a_failing_file(region: Region) -> None:
    """Evidence that was never copied proves nothing, whatever was said of it."""
    region.do("Ani", *filled(region.dinkes), Submit(region.dinkes))
    verified = {"status": "verified", "reviewed_at": region.now}
    region.database.write(lambda conn: conn.execute(update(ASSESSMENT).values(verified)))
    refusal = refuse(region, numbers(region)[0])
    assert refusal is not None
    assert (refusal.returned, refusal.locked) == (("V01",), False)
    found = region.row(ASSESSMENT, id=region.dinkes)
    assert (found["status"], found["reviewed_at"]) == (Status.RETURNED, None)


def test_what_is_final_stays_so(region: Region) -> None:
    region.do("Ani", *filled(region.dinkes), Submit(region.dinkes))
    region.database.write(lambda conn: conn.execute(update(ASSESSMENT).values(status="final")))
    refusal = refuse(region, numbers(region)[0])
    assert refusal is not None
    assert (refusal.returned, refusal.due, refusal.locked) == ((), None, True)
    assert region.row(ASSESSMENT, id=region.dinkes)["status"] == Status.FINAL


def test_a_closed_period_is_not_opened_by_a_failing_file(region: Region) -> None:
    region.do("Ani", *filled(region.dinkes), Submit(region.dinkes))
    region.do("Citra", ClosePeriod(region.period[1]))
    refusal = refuse(region, numbers(region)[0])
    assert refusal is not None
    assert (refusal.returned, refusal.locked) == ((), True)
    assert region.row(ASSESSMENT, id=region.dinkes)["status"] == Status.SUBMITTED


def awaiting(region: Region, *more: Effect) -> None:
    region.do("Citra", ChangePemda(1, "approval", "letter"))
    region.do("Ani", *filled(region.dinkes), *more, AskHead(region.dinkes))


def test_what_waits_for_the_head_becomes_a_draft_when_proof_is_lost(region: Region) -> None:
    awaiting(region)
    refusal = refuse(region, numbers(region)[0])
    assert refusal is not None
    assert (refusal.reopened, refusal.returned) == (True, ())
    assert region.row(ASSESSMENT, id=region.dinkes)["status"] == Status.DRAFT
    region.do("Ani", SaveLevel(region.dinkes, "V01", 1))


def test_what_waits_for_the_head_goes_on_waiting_when_other_proof_is_left(region: Region) -> None:
    awaiting(region, photo(region.dinkes, "V01", "extra"))
    refusal = refuse(region, numbers(region)[0])
    assert refusal is not None
    assert refusal.reopened is False
    assert region.row(ASSESSMENT, id=region.dinkes)["status"] == Status.AWAITING_HEAD


def test_a_letter_that_fails_returns_no_variable(region: Region) -> None:
    awaiting(region)
    region.do("Ani", photo(region.dinkes, LETTER, "letter"), Submit(region.dinkes))
    refusal = refuse(region, numbers(region)[-1])
    assert refusal is not None
    assert (refusal.variables, refusal.returned) == ((LETTER,), ())
    region.do("Ani", Withdraw(region.dinkes))


def test_the_due_instant_is_not_touched(region: Region) -> None:
    region.do("Ani", *filled(region.dinkes), Submit(region.dinkes))
    refuse(region, numbers(region)[0])
    known = region.knows("Ani").assessment
    assert known is not None
    assert known.due == DUE
