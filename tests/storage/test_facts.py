"""Facts: what a person may know, by membership only, in the zone of their Pemda."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Connection, insert, update

from core.assessment.answer import Answer, FormerAnswer, Reopening
from core.assessment.model import Approval, Declarant, EvidenceKind, EvidenceState, PeriodStatus, Status, Submission
from core.effects import (
    Ask,
    AskHead,
    AttachLink,
    ChangePemda,
    Extend,
    LeaveRole,
    MarkReachable,
    RemoveEvidence,
    SaveExplanation,
    SaveLevel,
    Submit,
)
from core.facts import AsideLine, Choice, Colleague, OpdLine, PeriodLine, PersonLine, QuestionFacts, UnreachableLine
from core.instrument.parse import load_packaged
from core.pemda.parts import EVERYTHING
from core.people.roles import Membership, Person, Role
from core.wish import Wish
from storage.engine.schema import ANSWER, ASSESSMENT, CONVERSATION, EVIDENCE, INBOX, MEMBERSHIP, PEMDA
from tests.storage.region import ADMIN, DECLARANT, DUE, OPENS, VERIFY_DUE, Region, answered, filled, later, photo

WITA = ZoneInfo("Asia/Makassar")


def test_a_contact_of_one_opd_gets_its_assessment_unasked(region: Region) -> None:
    known = region.knows("Ani")
    assert known.person == Person(region.person["Ani"], region.person["Ani"] * 11, "Ani")
    assert known.memberships == (
        Membership(
            region.row(MEMBERSHIP, person_id=region.person["Ani"])["id"],
            Role.CONTACT,
            1,
            "Kabupaten Kutai Timur",
            region.opd[1, "DINKES"],
            "Dinas Kesehatan",
            "Dinkes",
            since="2026-11-02",
        ),
    )
    one = known.assessment
    assert one is not None
    assert (one.id, one.pemda_id, one.opd.code, one.status) == (region.dinkes, 1, "DINKES", Status.NOT_STARTED)
    assert (one.period.name, one.period.year, one.period.status) == ("2026", 2026, PeriodStatus.OPEN)
    assert one.due == datetime(2026, 12, 14, 16, tzinfo=WITA)
    assert (one.instrument.id, one.approval, one.links_alone) == ("kematangan-2018", Approval.NONE, True)
    assert (known.coordinators, known.heads) == (1, 1)
    assert (known.now.isoformat(), known.zone_label) == ("2026-11-23T09:00:00+08:00", "WITA")
    assert (known.organiser, known.bot_username, known.pemdas) == ("Bagian Organisasi", "pandu_bot", {})
    assert (known.admin, known.question, known.invitation, known.may_create_pemda) == (None, None, None, False)


def test_answers_and_evidence_as_they_stand(region: Region) -> None:
    region.do("Ani", *answered(region.dinkes, "V01"), photo(region.dinkes, "V02", "unique-1-V01"))
    region.do("Dewi", AttachLink(region.dinkes, "V01", "https://x.example"), SaveLevel(region.dinkes, "V01", 4))
    region.do("Fajar", *answered(region.dishub, "V03"))  # what could leak
    one = region.knows("Ani", Wish(region.dinkes)).assessment
    assert one is not None
    at = datetime(2026, 11, 23, 9, tzinfo=WITA)
    assert one.answers == {
        "V01": Answer(
            "V01",
            4,
            "Keadaan V01.",
            3,
            region.person["Dewi"],
            "Dewi",
            at,
            ((1, "Keadaan V01."),),
            writer=(region.person["Ani"], "Ani"),
        )
    }
    assert [(file.kind, file.name, file.state, file.variables, file.sent_by) for file in one.evidence] == [
        (EvidenceKind.PHOTO, "Foto", EvidenceState.RECEIVED, ("V01", "V02"), region.person["Ani"]),
        (EvidenceKind.LINK, "https://x.example", EvidenceState.STORED, ("V01",), region.person["Dewi"]),
    ]
    assert one.lacking("V01") == ()
    assert one.lacking("V02") == ("level", "explanation")


def test_refused_and_removed_evidence_is_not_known(region: Region) -> None:
    region.do("Ani", photo(region.dinkes, "V01", "u1"), photo(region.dinkes, "V01", "u2"))
    first, second = (file["id"] for file in region.rows(EVIDENCE))

    def spoil(conn: Connection) -> None:
        conn.execute(update(EVIDENCE).where(EVIDENCE.c.id == first).values(state="refused"))
        conn.execute(update(EVIDENCE).where(EVIDENCE.c.id == second).values(removed_at=region.now))

    region.database.write(spoil)
    one = region.knows("Ani").assessment
    assert one is not None
    assert one.evidence == ()


@pytest.mark.parametrize("name", ["Fajar", "Gita", "Budi", "Citra", "Hadi"])
def test_an_assessment_is_known_to_its_own_opd_only(region: Region, name: str) -> None:
    region.do("Ani", *answered(region.dinkes, "V01"))
    known = region.knows(name, Wish(region.dinkes))
    assert known.assessment is None or known.assessment.id != region.dinkes
    assert "Keadaan V01." not in str(known)


def test_a_wish_that_is_not_granted_falls_back_to_the_only_choice(region: Region) -> None:
    known = region.knows("Fajar", Wish(region.dinkes))
    assert known.assessment is not None
    assert known.assessment.id == region.dishub
    assert [choice.opd_short for choice in known.choices] == ["Dishub"]


def test_a_head_knows_the_opd_too(region: Region) -> None:
    known = region.knows("Eko", Wish(region.dinkes))
    assert known.assessment is not None
    assert known.holds(Role.HEAD)


def test_a_stranger_knows_nothing(region: Region) -> None:
    known = region.knows_account(4711, Wish(region.dinkes, 1, 1, parts=EVERYTHING))
    assert (known.person, known.memberships, known.choices, known.assessment, known.admin) == (None, (), (), None, None)
    assert (known.now.isoformat(), known.zone_label) == ("2026-11-23T08:00:00+07:00", "WIB")


def test_who_left_is_a_stranger_with_a_name(region: Region) -> None:
    number = region.row(MEMBERSHIP, person_id=region.person["Ani"])["id"]
    region.do("Ani", LeaveRole(number))
    known = region.knows("Ani", Wish(region.dinkes))
    assert (known.memberships, known.assessment) == ((), None)
    assert known.person is not None


def test_two_opd_are_to_be_chosen_from(region: Region) -> None:
    region.take(region.invite(Role.CONTACT, opds=("DISHUB",)), region.person["Ani"] * 11, "Ani")
    region.do("Ani", *answered(region.dinkes, "V01"), *answered(region.dinkes, "V02", 1))
    region.do("Ani", SaveLevel(region.dinkes, "V03", 3), SaveExplanation(region.dinkes, "V03", "Tanpa bukti."))
    health, transport = region.opd[1, "DINKES"], region.opd[1, "DISHUB"]
    period = ("2026", "kematangan-2018")
    one = ("Dinas Kesehatan", "Dinkes", Role.CONTACT, Status.DRAFT, 2, 11)
    other = ("Dinas Perhubungan", "Dishub", Role.CONTACT, Status.NOT_STARTED, 0, 11)
    expected = (
        Choice(region.dinkes, *one, "", health, *period),
        Choice(region.dishub, *other, "", transport, *period),
    )
    known = region.knows("Ani")
    assert (known.choices, known.assessment) == (expected, None)
    known = region.knows("Ani", Wish(region.dishub))
    assert known.choices == expected
    assert known.assessment is not None
    assert known.assessment.id == region.dishub


def test_links_alone_count_only_where_the_pemda_allows_it(region: Region) -> None:
    region.do("Ani", SaveLevel(region.dinkes, "V01", 3), SaveExplanation(region.dinkes, "V01", "Ada."))
    region.do("Ani", AttachLink(region.dinkes, "V01", "https://x.example"))
    assert [choice.complete for choice in region.knows("Ani").choices] == [1]
    region.do("Citra", ChangePemda(1, "links_alone", False))
    known = region.knows("Ani")
    assert [choice.complete for choice in known.choices] == [0]
    assert known.assessment is not None
    assert known.assessment.lacking("V01") == ("evidence",)


def test_periods_not_open_at_this_moment_offer_nothing(region: Region) -> None:
    for region.now in (OPENS - timedelta(seconds=1), VERIFY_DUE + timedelta(seconds=1)):
        known = region.knows("Ani")
        assert (known.choices, known.assessment) == ((), None)
    closed = region.knows("Ani", Wish(region.dinkes)).assessment  # the receipt can still be read
    assert closed is not None
    assert closed.period.status is PeriodStatus.CLOSED
    assert not closed.writable("V01")
    region.now = OPENS - timedelta(seconds=1)
    early = region.knows("Ani", Wish(region.dinkes)).assessment
    assert early is not None
    assert early.period.status is PeriodStatus.DRAFT


def test_an_extension_is_the_opds_due_date(region: Region) -> None:
    region.do("Citra", Extend(region.dinkes, later(DUE, days=4)))
    one, other = region.knows("Ani").assessment, region.knows("Fajar").assessment
    assert one is not None
    assert other is not None
    assert (one.due.isoformat(), other.due.isoformat()) == ("2026-12-18T16:00:00+08:00", "2026-12-14T16:00:00+08:00")
    assert one.period.due.isoformat() == "2026-12-14T16:00:00+08:00"


def test_a_repair_changes_nothing_about_how_much_was_sent(region: Region) -> None:
    region.do("Ani", *filled(region.dinkes), Submit(region.dinkes))
    given = {"reopened_at": region.now, "reopened_note": "Tidak terbaca.", "reopened_due": later(region.now, days=7)}

    def reopen(conn: Connection) -> None:
        conn.execute(update(ASSESSMENT).where(ASSESSMENT.c.id == region.dinkes).values(status="returned"))
        conn.execute(update(ANSWER).where(ANSWER.c.variable == "V11").values(**given))

    region.database.write(reopen)
    region.now = later(region.now, hours=1)
    (old,) = [one for one in region.knows("Ani").assessment.evidence if "V11" in one.variables]  # type: ignore[union-attr]
    links = [AttachLink(region.dinkes, "V11", f"https://contoh.go.id/{number}") for number in (1, 2)]
    region.do("Ani", *links, RemoveEvidence(region.dinkes, old.id, "V11"))
    one = region.knows("Ani").assessment
    assert one is not None
    assert one.submission is not None
    assert (len(one.evidence), one.submission.evidence) == (12, 11)


def test_a_submission_and_what_was_reopened(region: Region) -> None:
    region.do("Ani", *filled(region.dinkes), Submit(region.dinkes))
    given = {"reopened_at": region.now, "reopened_note": "Tidak terbaca.", "reopened_due": later(region.now, days=7)}

    def reopen(conn: Connection) -> None:
        conn.execute(update(ASSESSMENT).where(ASSESSMENT.c.id == region.dinkes).values(status="returned"))
        conn.execute(update(ANSWER).where(ANSWER.c.variable == "V11").values(**given, repaired=True))

    region.database.write(reopen)
    one = region.knows("Dewi").assessment
    assert one is not None
    code = region.row(ASSESSMENT, id=region.dinkes)["receipt_code"]
    at = datetime(2026, 11, 23, 9, tzinfo=WITA)
    assert one.submission == Submission(at, "Ani", code, False, 11)
    assert one.declarant == DECLARANT
    assert one.answers["V11"].reopened == Reopening("Tidak terbaca.", at + timedelta(days=7), at)
    assert (one.answers["V11"].repaired, one.answers["V10"].reopened) == (True, None)
    assert [code for code in one.instrument.codes if one.writable(code)] == ["V11"]


# colleagues


def opened(region: Region, name: str, variable: str | None, ago: float = 1) -> None:
    """The conversation of this person stands at a variable, and moved so many minutes ago."""
    values = {
        "telegram_id": region.person[name] * 11,
        "assessment_id": region.dinkes,
        "variable": variable,
        "variable_since": later(region.now, minutes=-ago - 2),
        "moved_at": later(region.now, minutes=-ago),
    }
    region.database.write(lambda conn: conn.execute(insert(CONVERSATION).values(values)))


def test_a_colleague_at_a_variable_is_seen(region: Region) -> None:
    opened(region, "Ani", "V01")
    opened(region, "Dewi", "V03")
    expected = Colleague(region.person["Dewi"], "Dewi", "V03", datetime(2026, 11, 23, 8, 57, tzinfo=WITA))
    assert region.knows("Ani", Wish(region.dinkes)).colleagues == (expected,)


def test_who_went_away_left_or_is_no_contact_is_not_seen(region: Region) -> None:
    opened(region, "Dewi", "V03", ago=31)
    opened(region, "Eko", "V04")
    opened(region, "Gita", "V05")
    assert region.knows("Ani", Wish(region.dinkes)).colleagues == ()


def test_a_sent_assessment_has_no_colleagues_at_work(region: Region) -> None:
    opened(region, "Dewi", "V03")
    region.do("Ani", *filled(region.dinkes), Submit(region.dinkes))
    assert region.knows("Ani", Wish(region.dinkes)).colleagues == ()


# last year


def test_last_years_answers_are_offered(region: Region) -> None:
    new = region.next_year()
    one = region.knows("Ani", Wish(new)).assessment
    assert one is not None
    assert one.former_year == 2026
    proof = region.rows(EVIDENCE, unique_id=f"unique-{region.dinkes}-V05")[0]["id"]
    assert one.former["V05"] == FormerAnswer(4, "Keadaan V05.", 2, ((proof, "Foto"),))
    assert one.former["V04"].verified is None
    assert (one.declarant, one.answers, one.evidence) == (DECLARANT, {}, ())


def test_what_was_never_sent_is_not_offered(region: Region) -> None:
    one = region.knows("Ani", Wish(region.next_year("draft"))).assessment
    assert one is not None
    assert (one.former_year, one.former, one.declarant) == (None, {}, DECLARANT)


def test_the_only_open_choice_follows_a_closed_year(region: Region) -> None:
    """The conversation still names last year's assessment; the open one is among the choices."""
    new = region.next_year()
    known = region.knows("Ani", Wish(region.dinkes))
    assert known.assessment is not None
    assert known.assessment.id == region.dinkes
    assert [choice.assessment for choice in known.choices] == [new]
    assert known.assessment.declarant == Declarant("Dr. Sari", "Sekretaris", "198001012005012003")


# questions


def test_a_question_is_known_to_those_who_may_answer(region: Region) -> None:
    region.do("Ani", Ask(region.dinkes, "V01", "Apa?"))
    expected = QuestionFacts(
        1,
        region.dinkes,
        "V01",
        "Dinkes",
        1,
        region.person["Ani"],
        "Ani",
        "Apa?",
        None,
        datetime(2026, 11, 23, 9, tzinfo=WITA),
        "perencanaan",
        1,
    )
    for name in ("Citra", "Budi"):
        known = region.knows(name, Wish(question=1))
        assert known.question == expected
        assert known.assessment is not None
        assert known.assessment.id == region.dinkes
    for name in ("Ani", "Fajar", "Eko", "Hadi", "Gita"):
        assert region.knows(name, Wish(question=1)).question is None


# the coordinator


@pytest.mark.parametrize("name", ["Ani", "Eko", "Budi", "Hadi"])
def test_only_its_coordinator_sees_a_pemda(region: Region, name: str) -> None:
    assert region.knows(name, Wish(pemda=1, parts=EVERYTHING)).admin is None


def test_a_pemda_as_its_coordinator_sees_it(region: Region) -> None:
    region.do("Ani", *answered(region.dinkes, "V01"), Ask(region.dinkes, "V01", "Apa?"))
    region.do("Dewi", MarkReachable(False))
    region.do("Citra", Extend(region.dinkes, later(DUE, days=4)), AskHeadSetting)
    region.invite(Role.CONTACT, opds=("DINKES",))
    region.invite(Role.CONTACT, 2, ("DINKES",))

    def trouble(conn: Connection) -> None:
        conn.execute(update(PEMDA).where(PEMDA.c.id == 1).values(own_holidays=["2026-12-24"]))
        blank = {"state": "aside", "attempts": 5, "received_at": region.now, "error": "penyimpanan tidak menjawab"}
        bodies = {
            "Ani": '{"update_id": 1, "message": {"document": {}, "from": {"first_name": "A"}}}',
            "Gita": '{"update_id": 2, "message": {"text": "rahasia"}}',
        }
        for name, body in bodies.items():
            account = region.person[name] * 11
            values = {"update_id": account, "identity": "m", "lane": f"p{account}", "body": body}
            conn.execute(insert(INBOX).values(blank | values))

    region.database.write(trouble)
    known = region.knows("Citra", Wish(pemda=1, parts=EVERYTHING))
    admin = known.admin
    assert admin is not None
    at = datetime(2026, 11, 23, 9, tzinfo=WITA)
    due, extended, verification_due = (
        datetime(2026, 12, day, 16, tzinfo=WITA) if month == 12 else datetime(2027, month, day, 16, tzinfo=WITA)
        for month, day in ((12, 14), (12, 18), (1, 8))
    )
    assert known.pemdas == {1: "Kabupaten Kutai Timur"}
    assert (admin.pemda_name, admin.approval, admin.working_days, admin.links_alone) == (
        "Kabupaten Kutai Timur",
        Approval.IN_BOT,
        5,
        True,
    )
    dinkes, dishub = region.opd[1, "DINKES"], region.opd[1, "DISHUB"]
    assert admin.opds == (
        OpdLine(
            *(dinkes, "DINKES", "Dinas Kesehatan", "Dinkes", "Dinas", 2, 1, region.dinkes, Status.DRAFT, 1, extended),
            reach=frozenset({region.person["Ani"]}),
            heads=frozenset({region.person["Eko"]}),
            headed=1,
            extended=True,
        ),
        OpdLine(
            *(
                dishub,
                "DISHUB",
                "Dinas Perhubungan",
                "Dishub",
                "Dinas",
                1,
                0,
                region.dishub,
                Status.NOT_STARTED,
                0,
                due,
            ),
            reach=frozenset({region.person["Fajar"]}),
            bare=True,
        ),
    )
    opens = datetime(2026, 11, 2, 8, tzinfo=WITA)
    period = PeriodLine(
        region.period[1],
        "2026",
        2026,
        "open",
        due,
        verification_due,
        "kematangan-2018",
        opens,
        title="Penilaian Mandiri Kematangan Perangkat Daerah",
        pinned=load_packaged("kematangan-2018"),
        key="2026",
    )
    assert (admin.periods, admin.period) == ((period,), period)
    assert admin.aside == (AsideLine(1, "Ani", "Dinkes", "document", at, "penyimpanan tidak menjawab"),)
    assert admin.unreachable == (UnreachableLine(region.person["Dewi"], "Dewi", dinkes, "Dinkes", at, 1),)
    assert [(question.text, question.asker) for question in admin.questions] == [("Apa?", "Ani")]
    assert [(line.name, line.role, line.opd_short, line.field) for line in sorted(admin.people, key=by_name)] == [
        ("Ani", Role.CONTACT, "Dinkes", None),
        ("Budi", Role.VERIFIER, "", "perencanaan"),
        ("Citra", Role.COORDINATOR, "", None),
        ("Dewi", Role.CONTACT, "Dinkes", None),
        ("Eko", Role.HEAD, "Dinkes", None),
        ("Fajar", Role.CONTACT, "Dishub", None),
    ]
    assert admin.open_invitations == 1
    assert admin.settings.own_holidays == ("2026-12-24",)


AskHeadSetting = ChangePemda(1, "approval", "in_bot")


def by_name(line: PersonLine) -> str:
    return line.name


def test_an_administrator_coordinates_every_pemda(region: Region) -> None:
    known = region.knows_account(ADMIN, Wish(pemda=2, parts=EVERYTHING))
    assert known.person is None
    assert known.memberships == (
        Membership(0, Role.COORDINATOR, 1, "Kabupaten Kutai Timur"),
        Membership(0, Role.COORDINATOR, 2, "Kota Bontang"),
    )
    assert known.pemdas == {1: "Kabupaten Kutai Timur", 2: "Kota Bontang"}
    assert known.admin is not None
    assert (known.admin.pemda_name, known.may_create_pemda, known.assessment) == ("Kota Bontang", True, None)


def test_without_a_coordinator_the_administrators_are_counted(region: Region) -> None:
    number = region.row(MEMBERSHIP, person_id=region.person["Citra"])["id"]
    region.do("Citra", LeaveRole(number))
    assert region.knows("Ani").coordinators == 1


def test_each_person_reads_the_clock_of_their_pemda(region: Region) -> None:
    zones = ((1, "Asia/Jakarta"), (2, "Asia/Jayapura"))

    def move(conn: Connection) -> None:
        for pemda, zone in zones:
            conn.execute(update(PEMDA).where(PEMDA.c.id == pemda).values(timezone=zone))

    region.database.write(move)
    known = [region.knows(name) for name in ("Ani", "Gita")]
    assert [(facts.now.hour, facts.zone_label) for facts in known] == [(8, "WIB"), (10, "WIT")]
    dues = [facts.assessment.due.hour for facts in known if facts.assessment]
    assert dues == [15, 17]


def test_what_waits_for_the_head_is_known_to_both(region: Region) -> None:
    region.do("Citra", AskHeadSetting)
    region.do("Ani", *filled(region.dinkes), AskHead(region.dinkes))
    for name in ("Ani", "Eko"):
        one = region.knows(name).assessment
        assert one is not None
        assert (one.status, one.approval) == (Status.AWAITING_HEAD, Approval.IN_BOT)
