"""Questions to the team, notices, documents: what lands in the outbox, and for whom."""

import pytest
from sqlalchemy import Connection, delete, insert, update

from core.effects import (
    NEW,
    Ask,
    AskHead,
    AttachLink,
    ChangePemda,
    Forward,
    Invite,
    MarkReachable,
    ReadOpdFile,
    RemoveEvidence,
    Reply,
    SendEvidence,
    SendLetter,
    SendMyData,
    SendTemplate,
    Tell,
    TellRole,
)
from core.people.roles import Role
from core.screen import Notice, copy, link, steady
from storage import effects
from storage.engine.schema import ASSESSMENT, CONVERSATION, EVIDENCE, OUTBOX, PERSON, QUESTION
from tests.storage.region import ADMIN, DUE, ENV, Region, filled, later, photo


def chats(region: Region) -> list[str]:
    names = {number * 11: name for name, number in region.person.items()} | {ADMIN: "admin"}
    return [names[call["chat_id"]] for call in region.rows(OUTBOX)]


def test_a_question_reaches_the_coordinators_with_its_number(region: Region) -> None:
    notice = Notice("Dinkes bertanya", ((steady("Jawab", "reply", NEW), steady("Teruskan", "forward", NEW)),))
    region.do("Ani", Ask(region.dinkes, "V01", "Masih berlaku?"))
    region.do("Dewi", Ask(region.dinkes, "V01", "Masih berlaku?"), TellRole(1, Role.COORDINATOR, notice))
    question = region.rows(QUESTION)[1]
    assert (question["variable"], question["text"], question["asked_by"]) == (
        "V01",
        "Masih berlaku?",
        region.person["Dewi"],
    )
    call = region.row(OUTBOX)
    assert call["payload"] == {
        "text": "Dinkes bertanya",
        "rows": [[["Jawab", f"reply:{question['id']}", "steady"], ["Teruskan", f"forward:{question['id']}", "steady"]]],
        "rev": 0,
    }
    assert (call["kind"], call["state"], call["again"]) == ("send", "waiting", True)
    assert chats(region) == ["Citra"]


def test_a_notice_without_its_question_is_refused(region: Region) -> None:
    notice = Notice("?", ((steady("Jawab", "reply", NEW),),))
    assert region.refuses("Ani", TellRole(1, Role.COORDINATOR, notice))


@pytest.mark.parametrize("name", ["Fajar", "Gita", "Citra"])
def test_only_people_of_the_opd_ask(region: Region, name: str) -> None:
    assert region.refuses(name, Ask(region.dinkes, "V01", "Apa?"))


def test_the_team_answers_once(region: Region) -> None:
    region.do("Ani", Ask(region.dinkes, "V01", "Apa?"))
    number = region.row(QUESTION)["id"]
    for name in ("Ani", "Fajar", "Gita", "Hadi", "Eko"):
        assert region.refuses(name, Reply(number, "Begini."))
    region.do("Budi", Reply(number, "Begini."))  # V01 is of his field, planning
    question = region.row(QUESTION)
    assert (question["answer"], question["answered_by"]) == ("Begini.", region.person["Budi"])
    assert region.refuses("Citra", Reply(number, "Begitu."))


def test_a_verifier_of_another_field_does_not_answer(region: Region) -> None:
    region.do("Ani", Ask(region.dinkes, "V05", "Apa?"))  # staff matters
    number = region.row(QUESTION)["id"]
    assert region.refuses("Budi", Reply(number, "Begini."))
    region.do("Citra", Reply(number, "Begini."))


def test_a_question_goes_on_to_the_verifiers_of_its_field(region: Region) -> None:
    region.take(region.invite(Role.VERIFIER, field="keuangan"), 5001, "Indah")
    region.do("Ani", Ask(region.dinkes, "V01", "Apa?"))
    number = region.row(QUESTION)["id"]
    notice = Notice("Dari koordinator", ((steady("Jawab", "reply", number),),))
    region.do("Citra", Forward(number), TellRole(1, Role.VERIFIER, notice, field="perencanaan"))
    assert chats(region) == ["Budi"]
    assert region.acts()[-1] == "forwarded"
    assert region.refuses("Ani", Forward(number))


def test_people_are_told_but_not_those_who_are_gone(region: Region) -> None:
    region.do("Dewi", MarkReachable(False))
    people = tuple(region.person[name] for name in ("Dewi", "Ani", "Eko", "Ani"))
    notice = Notice("Halo", ((link("Buka", "https://x.example/new:new"), copy("Salin", "a:new")),))
    region.do("Fajar", Tell(people, notice))
    assert chats(region) == ["Ani", "Eko"]
    assert region.rows(OUTBOX)[0]["payload"]["rows"] == [
        [["Buka", "https://x.example/new:new", "link"], ["Salin", "a:new", "copy"]]
    ]


def test_a_role_is_told_in_its_opd_without_the_sender(region: Region) -> None:
    region.do("Ani", TellRole(1, Role.CONTACT, Notice("Halo"), region.opd[1, "DINKES"]))
    assert chats(region) == ["Dewi"]


def test_a_role_is_told_in_the_whole_pemda_each_person_once(region: Region) -> None:
    region.take(region.invite(Role.CONTACT, opds=("DISHUB",)), region.person["Ani"] * 11, "Ani")
    region.do("Citra", TellRole(1, Role.CONTACT, Notice("Dibuka")))
    assert chats(region) == ["Ani", "Dewi", "Fajar"]


def test_those_who_wait_for_their_head_are_told_apart(region: Region) -> None:
    region.do("Citra", ChangePemda(1, "approval", "letter"))
    region.do("Ani", *filled(region.dinkes), AskHead(region.dinkes))
    period = region.row(ASSESSMENT, id=region.dinkes)["period_id"]
    for role in (Role.CONTACT, Role.HEAD):
        region.do("Citra", TellRole(1, role, Notice("Cara lain"), awaiting_head_in=period))
    assert chats(region) == ["Ani", "Dewi", "Eko"]


def test_the_cover_letter_comes_as_docx_and_pdf_while_it_is_waited_for(region: Region) -> None:
    region.do("Citra", ChangePemda(1, "approval", "letter"))
    region.do("Ani", *filled(region.dinkes))
    assert region.refuses("Ani", SendLetter(region.dinkes))  # not asked for yet
    region.do("Ani", AskHead(region.dinkes), SendLetter(region.dinkes))
    jobs = [
        (row["payload"]["job"], row["payload"]["assessment"], row["payload"]["format"]) for row in region.rows(OUTBOX)
    ]
    assert jobs == [("letter", region.dinkes, "docx"), ("letter", region.dinkes, "pdf")]
    assert chats(region) == ["Ani", "Ani"]
    for name in ("Eko", "Fajar", "Citra", "Gita"):
        assert region.refuses(name, SendLetter(region.dinkes))
    region.do("Citra", ChangePemda(1, "approval", "in_bot"))
    assert region.refuses("Ani", SendLetter(region.dinkes))


def test_nobody_speaks_into_another_pemda(region: Region) -> None:
    assert region.refuses("Gita", TellRole(1, Role.CONTACT, Notice("Halo")))
    stranger = effects.Actor(None, 4711, region.now)
    with pytest.raises(effects.Refused):
        region.database.write(lambda conn: effects.apply(conn, TellRole(1, Role.COORDINATOR, Notice("?")), stranger))


def test_administrators_hear_what_no_coordinator_can(region: Region) -> None:
    region.do("Ani", TellRole(1, Role.COORDINATOR, Notice("satu")))
    region.do("Citra", MarkReachable(False))
    region.do("Ani", TellRole(1, Role.COORDINATOR, Notice("dua")), TellRole(1, Role.VERIFIER, Notice("tiga")))
    assert chats(region) == ["Citra", "admin", "Budi"]
    operator = effects.Actor(None, None, region.now, ENV.admin_ids)
    region.database.write(lambda conn: effects.apply(conn, TellRole(1, Role.CONTACT, Notice("empat")), operator))
    assert chats(region)[3:] == ["Ani", "Dewi", "Fajar"]


def test_evidence_is_shown_to_those_who_may_see_it(region: Region) -> None:
    region.do("Ani", photo(region.dinkes, "V01", "u1", "A & <b>.jpg"))
    region.do("Ani", AttachLink(region.dinkes, "V01", "https://x.example/?a=1&b=2"))
    file, address = (row["id"] for row in region.rows(EVIDENCE))
    for name in ("Dewi", "Eko", "Budi", "Citra"):
        region.do(name, SendEvidence(file, "Salinan <b>"))
    region.do("Ani", SendEvidence(address, "Salinan"))
    assert chats(region) == ["Dewi", "Eko", "Budi", "Citra", "Ani"]
    first, *_, last = region.rows(OUTBOX)
    assert (first["kind"], first["again"], first["payload"]) == (
        "photo",
        False,
        {"file_id": "file-u1", "caption": "Salinan &lt;b&gt;", "evidence": file},
    )
    assert (last["kind"], last["payload"]["text"]) == ("send", "Salinan: https://x.example/?a=1&amp;b=2")


@pytest.mark.parametrize("name", ["Fajar", "Gita", "Hadi"])
def test_evidence_of_others_stays_unseen(region: Region, name: str) -> None:
    region.do("Ani", photo(region.dinkes, "V01"))
    assert region.refuses(name, SendEvidence(region.row(EVIDENCE)["id"], ""))


def test_removed_evidence_is_shown_to_nobody(region: Region) -> None:
    region.do("Ani", photo(region.dinkes, "V01"))
    number = region.row(EVIDENCE)["id"]
    region.do("Ani", RemoveEvidence(region.dinkes, number, "V01"))
    assert region.refuses("Ani", SendEvidence(number, ""))


def test_documents_are_made_when_they_are_sent(region: Region) -> None:
    region.do("Ani", SendMyData())
    region.do("Citra", SendTemplate(), ReadOpdFile(1, "f9", "opd.xlsx", 4096))
    payloads = [(call["kind"], call["payload"]) for call in region.rows(OUTBOX)]
    assert payloads == [
        ("document", {"job": "my_data_page", "person": region.person["Ani"]}),
        ("document", {"job": "my_data", "person": region.person["Ani"]}),
        ("document", {"job": "opd_template"}),
        ("document", {"job": "opd_list", "pemda": 1, "file_id": "f9", "name": "opd.xlsx", "size": 4096}),
    ]
    assert region.refuses("Ani", ReadOpdFile(1, "f9", "opd.xlsx", 4096))
    assert region.refuses("Hadi", ReadOpdFile(1, "f9", "opd.xlsx", 4096))


def test_invitations_are_ordered_without_a_token(region: Region) -> None:
    opds = (region.opd[1, "DISHUB"], region.opd[1, "DINKES"])
    region.do("Citra", Invite(1, Role.CONTACT, opds, DUE, uses=2))
    call = region.row(OUTBOX)
    assert call["payload"] == {
        "job": "invitations",
        "pemda": 1,
        "role": "contact",
        "opds": list(opds),
        "uses": 2,
        "until": "2026-12-14T08:00:00+00:00",
        "field": None,
        "issued_by": region.person["Citra"],
    }


def test_only_coordinators_invite_and_only_into_their_pemda(region: Region) -> None:
    own, foreign = (region.opd[1, "DINKES"],), (region.opd[2, "DINKES"],)
    for name in ("Ani", "Budi", "Eko", "Hadi"):
        assert region.refuses(name, Invite(1, Role.CONTACT, own, DUE))
    assert region.refuses("Citra", Invite(1, Role.CONTACT, foreign, DUE))
    assert region.refuses("Citra", Invite(1, Role.HEAD, (), DUE))
    assert region.refuses("Citra", Invite(1, Role.CONTACT, own, DUE, uses=0))
    assert region.refuses("Citra", Invite(1, Role.CONTACT, own, later(region.now, seconds=-1)))


def test_what_is_erased_is_told_nothing_more(region: Region) -> None:
    def forget(conn: Connection) -> None:
        conn.execute(update(PERSON).where(PERSON.c.id == region.person["Ani"]).values(telegram_id=None))

    region.database.write(forget)
    region.do("Fajar", Tell((region.person["Ani"],), Notice("Halo")))
    assert region.rows(OUTBOX) == []


CLOSED = Notice("Ani bertanya\n✅ Sudah dijawab Citra.")


def asked(region: Region) -> int:
    """Ani asks, Citra passes it on to the field, and both notices have arrived."""
    notice = Notice("Ani bertanya", ((steady("Jawab", "reply", NEW),),))
    region.do("Ani", Ask(region.dinkes, "V01", "Apa?"), TellRole(1, Role.COORDINATOR, notice, question=NEW))
    number = int(region.row(QUESTION)["id"])
    field = Notice("Ani bertanya", ((steady("Jawab", "reply", number),),))
    region.do("Citra", Forward(number), TellRole(1, Role.VERIFIER, field, field="perencanaan", question=number))
    arrived = update(OUTBOX).values(state="sent", message_id=OUTBOX.c.id + 100)
    region.database.write(lambda conn: conn.execute(arrived))
    return number


def closed(region: Region) -> list[tuple[int, int]]:
    """Account and message of the notices that are closed."""
    edits = [row for row in region.rows(OUTBOX) if row["kind"] == "edit"]
    assert all(row["payload"]["text"] == CLOSED.text and row["payload"]["rows"] == [] for row in edits)
    return [(row["chat_id"], row["target_message"]) for row in edits]


def test_an_answer_takes_the_buttons_from_every_notice_of_the_question(region: Region) -> None:
    number = asked(region)
    sent = [(row["chat_id"], row["message_id"]) for row in region.rows(OUTBOX)]
    assert len(sent) == 2
    region.do("Citra", Reply(number, "Begini.", CLOSED))
    assert closed(region) == sent


def test_a_notice_that_has_become_a_screen_goes_on_by_itself(region: Region) -> None:
    """Citra pressed [Jawab] on hers, and answers on that screen."""
    number = asked(region)
    hers, other = region.rows(OUTBOX)
    talk = {"telegram_id": hers["chat_id"], "state": {}, "live_message": hers["message_id"]}
    region.database.write(lambda conn: conn.execute(insert(CONVERSATION), talk))
    region.do("Citra", Reply(number, "Begini.", CLOSED))
    assert closed(region) == [(other["chat_id"], other["message_id"])]


def test_a_notice_whose_row_is_gone_is_left_as_it_is(region: Region) -> None:
    number = asked(region)
    region.database.write(lambda conn: conn.execute(delete(OUTBOX)))
    region.do("Citra", Reply(number, "Begini.", CLOSED))
    assert closed(region) == []
