"""Joining, leaving, names, and erasure by law."""

from datetime import timedelta

import pytest
from sqlalchemy import Connection, func, insert, select

from core.effects import (
    Ask,
    CountGuess,
    DisputeOpd,
    ErasePerson,
    LeaveRole,
    MarkReachable,
    Redeem,
    RemoveMembership,
    Rename,
    RequestErasure,
    SaveLevel,
    TellRole,
)
from core.facts import InvitationState
from core.pemda.parts import EVERYTHING
from core.people.roles import Role
from core.screen import Notice
from core.wish import Wish
from storage import effects, facts
from storage.audit import chain
from storage.engine.schema import (
    ANSWER,
    AUDIT_CONTENT,
    CONVERSATION,
    GUESS,
    INBOX,
    INVITATION,
    INVITATION_USE,
    MEMBERSHIP,
    OUTBOX,
    PERSON,
)
from storage.people import guesses, invitations
from tests.storage.region import ADMIN, DUE, Region, later

STRANGER = 5001


def found(region: Region, token: str, account: int = STRANGER) -> facts.Facts:
    return region.knows_account(account, Wish(token=token))


def state(region: Region, token: str, account: int = STRANGER) -> InvitationState | None:
    invitation = found(region, token, account).invitation
    return invitation.state if invitation else None


# invitations


def test_a_token_has_128_bits_and_only_its_hash_is_kept(region: Region) -> None:
    token = region.invite(Role.CONTACT, opds=("DINKES",))
    assert len(token) == 22
    assert set(token) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")
    row = region.row(INVITATION)
    assert row["token_hash"] == invitations.token_hash(token)
    assert token not in str(region.dump())


def test_invitations_are_issued_by_code_one_for_each_opd(region: Region) -> None:
    numbers = [region.opd[1, "DISHUB"], region.opd[1, "DINKES"]]

    def issue(conn: Connection) -> list[invitations.IssuedInvitation]:
        citra = region.person["Citra"]
        return invitations.issue(conn, 1, Role.CONTACT, numbers, 2, DUE, None, citra, region.now)

    issued = region.database.write(issue)
    assert [(one.opd_code, one.opd_name) for one in issued] == [
        ("DINKES", "Dinas Kesehatan"),
        ("DISHUB", "Dinas Perhubungan"),
    ]
    assert [row["uses"] for row in region.rows(INVITATION)] == [2, 2]
    assert region.acts()[-1] == "invited"
    assert region.last_content() == (
        '{"field":null,"opds":["DINKES","DISHUB"],"role":"contact","until":"2026-12-14T08:00:00+00:00","uses":2}'
    )


@pytest.mark.parametrize(("role", "opds"), [(Role.CONTACT, [0]), (Role.HEAD, []), (Role.CONTACT, [])])
def test_no_invitation_into_another_pemda_or_without_an_opd(region: Region, role: Role, opds: list[int]) -> None:
    numbers = [region.opd[2, "DINKES"] for _ in opds]
    with pytest.raises(ValueError, match="OPD"):
        region.database.write(lambda conn: invitations.issue(conn, 1, role, numbers, 1, DUE, None, None, region.now))
    assert region.rows(INVITATION) == []


def test_a_stranger_sees_what_is_offered(region: Region) -> None:
    known = found(region, region.invite(Role.CONTACT, opds=("DINKES",)))
    assert known.invitation is not None
    assert (known.invitation.state, known.invitation.role) == (InvitationState.OPEN, Role.CONTACT)
    assert (known.invitation.opd_name, known.invitation.pemda_name) == ("Dinas Kesehatan", "Kabupaten Kutai Timur")
    assert known.invitation.expires.isoformat() == "2026-12-14T16:00:00+08:00"
    assert known.invitation.assessment == region.dinkes
    assert (known.person, known.assessment, known.zone_label) == (None, None, "WITA")


def test_an_invitation_makes_a_contact(region: Region) -> None:
    token = region.invite(Role.CONTACT, opds=("DINKES",))
    region.take(token, STRANGER, "  Indah \n Sari ")
    person = region.row(PERSON, telegram_id=STRANGER)
    membership = region.row(MEMBERSHIP, person_id=person["id"])
    assert (person["name"], person["joined_at"]) == ("Indah Sari", region.now)
    assert (membership["role"], membership["pemda_id"], membership["opd_id"]) == (
        "contact",
        1,
        region.opd[1, "DINKES"],
    )
    assert (region.row(INVITATION)["used"], len(region.rows(INVITATION_USE))) == (1, 1)
    assert region.acts()[-1] == "joined"
    assert (state(region, token), state(region, token, 5002)) == (InvitationState.HELD, InvitationState.USED_UP)
    assert region.knows_account(STRANGER).assessment is not None


def test_taking_the_same_invitation_twice_is_nothing(region: Region) -> None:
    token = region.invite(Role.CONTACT, opds=("DINKES",), uses=2)
    region.take(token, STRANGER, "Indah")
    before = region.dump()
    region.take(token, STRANGER, "Indah")
    assert region.dump() == before


def test_an_invitation_of_two_uses_is_taken_by_two(region: Region) -> None:
    token = region.invite(Role.CONTACT, opds=("DINKES",), uses=2)
    region.take(token, 5001, "Indah")
    region.take(token, 5002, "Joko")
    assert state(region, token, 5003) == InvitationState.USED_UP
    with pytest.raises(effects.Refused):
        region.take(token, 5003, "Kartika")
    assert region.database.read(lambda conn: conn.execute(select(func.count()).select_from(PERSON)).scalar()) == 10


def test_who_is_a_contact_already_uses_no_invitation_up(region: Region) -> None:
    token = region.invite(Role.CONTACT, opds=("DINKES",))
    region.take(token, region.person["Ani"] * 11, "Ani")
    assert (region.row(INVITATION)["used"], state(region, token)) == (0, InvitationState.OPEN)


def test_a_second_opd_is_a_second_membership(region: Region) -> None:
    token = region.invite(Role.CONTACT, opds=("DISHUB",))
    region.take(token, region.person["Ani"] * 11, "Ani")
    assert [member.opd_short for member in region.knows("Ani").memberships] == ["Dinkes", "Dishub"]


def test_a_verifier_gets_field_and_home_opd(region: Region) -> None:
    token = region.invite(Role.VERIFIER, opds=("DISHUB",), field="keuangan")
    offered = found(region, token).invitation
    assert offered is not None
    assert (offered.opd_id, offered.opd_name) == (None, "")
    region.take(token, STRANGER, "Indah")
    (membership,) = region.knows_account(STRANGER).memberships
    assert (membership.role, membership.opd_id, membership.home_opd_id, membership.field) == (
        Role.VERIFIER,
        None,
        region.opd[1, "DISHUB"],
        "keuangan",
    )


@pytest.mark.parametrize("why", ["expired", "revoked"])
def test_what_expired_or_was_revoked_is_not_taken(region: Region, why: str) -> None:
    token = region.invite(Role.CONTACT, opds=("DINKES",), until=later(region.now, days=1))
    if why == "revoked":
        revoke = region.database.write(
            lambda conn: invitations.revoke(conn, 1, region.opd[1, "DINKES"], region.person["Citra"], region.now)
        )
        assert revoke == 1
    else:
        region.now = later(region.now, days=1)
    assert state(region, token) == InvitationState(why)
    with pytest.raises(effects.Refused):
        region.take(token, STRANGER, "Indah")
    assert region.rows(PERSON, telegram_id=STRANGER) == []


def test_revoking_takes_only_what_is_open_of_this_opd(region: Region) -> None:
    kept = [region.invite(Role.CONTACT, opds=("DISHUB",)), region.invite(Role.CONTACT, 2, ("DINKES",))]
    taken = region.invite(Role.CONTACT, opds=("DINKES",))
    region.take(taken, STRANGER, "Indah")
    open_one = region.invite(Role.CONTACT, opds=("DINKES",))
    opd = region.opd[1, "DINKES"]
    assert region.database.write(lambda conn: invitations.revoke(conn, 1, opd, None, region.now)) == 1
    assert [state(region, token, 5002) for token in (*kept, open_one)] == ["open", "open", "revoked"]
    assert region.database.write(lambda conn: invitations.revoke(conn, 1, opd, None, region.now)) == 0


def test_guessing_is_throttled(region: Region) -> None:
    token = region.invite(Role.CONTACT, opds=("DINKES",))
    start = region.now
    for minute in range(5):
        region.now = start + timedelta(minutes=minute)
        known = found(region, "x" * 22)
        assert (known.invitation, known.guesses_until) == (None, None)
        stranger = effects.Actor(None, STRANGER, region.now)
        region.database.write(lambda conn, actor=stranger: effects.apply(conn, CountGuess(), actor))
    known = found(region, token)
    assert known.invitation is None
    assert known.guesses_until is not None
    assert known.guesses_until.isoformat() == "2026-11-23T08:15:00+07:00"
    assert state(region, token, 5002) == InvitationState.OPEN  # another account is not throttled
    number = region.row(INVITATION)["id"]
    stranger = effects.Actor(None, STRANGER, region.now)
    with pytest.raises(effects.Refused):
        region.database.write(lambda conn: effects.apply(conn, Redeem(number, "Indah"), stranger))
    region.now = start + timedelta(minutes=15)
    assert state(region, token) == InvitationState.OPEN
    region.now = start + timedelta(days=2)
    region.database.write(lambda conn: guesses.forget_guesses(conn, region.now))
    assert region.rows(GUESS) == []


def test_a_guess_while_throttled_prolongs_nothing(region: Region) -> None:
    stranger = effects.Actor(None, STRANGER, region.now)
    for _ in range(9):
        region.database.write(lambda conn: effects.apply(conn, CountGuess(), stranger))
    assert len(region.rows(GUESS)) == 5


# names, roles


def test_a_new_name_is_shown_and_logged(region: Region) -> None:
    region.do("Ani", Rename("Ani Lestari"), Rename(" Ani  Lestari "))
    assert region.row(PERSON, id=region.person["Ani"])["name"] == "Ani Lestari"
    assert region.acts().count("renamed") == 1
    assert region.last_content() == '{"from":"Ani","to":"Ani Lestari"}'
    assert region.refuses("Ani", Rename("  "))


def test_who_leaves_loses_access_and_the_answers_stay(region: Region) -> None:
    region.do("Ani", SaveLevel(region.dinkes, "V01", 3))
    number = region.row(MEMBERSHIP, person_id=region.person["Ani"])["id"]
    assert region.refuses("Dewi", LeaveRole(number))
    # the coordinators are told in the same turn, after the role has ended
    region.do("Ani", LeaveRole(number), TellRole(1, Role.COORDINATOR, Notice("Ani melepas perannya.")))
    assert region.row(MEMBERSHIP, id=number)["ended_at"] == region.now
    assert [call["chat_id"] for call in region.rows(OUTBOX)] == [region.person["Citra"] * 11]
    assert region.knows("Ani", Wish(region.dinkes)).assessment is None
    known = region.knows("Dewi").assessment
    assert known is not None
    assert known.answers["V01"].by_name == "Ani"


def test_leaving_twice_is_leaving_once(region: Region) -> None:
    number = region.row(MEMBERSHIP, person_id=region.person["Ani"])["id"]
    region.do("Ani", LeaveRole(number))
    before = region.dump()
    region.now += timedelta(days=1)
    region.do("Ani", LeaveRole(number))
    assert region.dump() == before


def test_who_left_may_come_back(region: Region) -> None:
    token = region.invite(Role.CONTACT, opds=("DINKES",), uses=3)
    region.take(token, STRANGER, "Indah")
    person = region.row(PERSON, telegram_id=STRANGER)["id"]
    number = region.row(MEMBERSHIP, person_id=person)["id"]
    actor = effects.Actor(person, STRANGER, region.now)
    region.database.write(lambda conn: effects.apply(conn, LeaveRole(number), actor))
    region.take(token, STRANGER, "Indah")
    assert [row["ended_at"] for row in region.rows(MEMBERSHIP, person_id=person)] == [region.now, None]
    assert region.row(INVITATION)["used"] == 1  # the same person counts once


def test_only_a_coordinator_of_the_pemda_removes_a_role(region: Region) -> None:
    number = region.row(MEMBERSHIP, person_id=region.person["Ani"])["id"]
    for name in ("Hadi", "Budi", "Dewi"):
        assert region.refuses(name, RemoveMembership(number))
    region.do("Citra", RemoveMembership(number))
    assert region.row(MEMBERSHIP, id=number)["ended_at"] == region.now
    assert region.acts()[-1] == "removed"


def test_reachability_is_noted_once(region: Region) -> None:
    since = region.now
    region.do("Ani", MarkReachable(False))
    region.now += timedelta(days=1)
    region.do("Ani", MarkReachable(False))
    assert region.row(PERSON, id=region.person["Ani"])["unreachable_since"] == since
    region.do("Ani", MarkReachable(True))
    assert region.row(PERSON, id=region.person["Ani"])["unreachable_since"] is None
    stranger = effects.Actor(None, STRANGER, region.now)
    region.database.write(lambda conn: effects.apply(conn, MarkReachable(False), stranger))


# erasure


def converse(region: Region, account: int) -> None:
    """What a person leaves behind besides answers."""

    def work(conn: Connection) -> None:
        conn.execute(insert(CONVERSATION).values(telegram_id=account, state={"is": "Asking", "text": "Ani bertanya"}))
        conn.execute(
            insert(OUTBOX).values(
                chat_id=account, kind="send", priority=1, state="sent", payload={"text": "Ani"}, created_at=region.now
            )
        )
        conn.execute(
            insert(INBOX).values(
                update_id=9, identity="x", lane=f"p{account}", body="Ani", state="aside", received_at=region.now
            )
        )

    region.database.write(work)


def test_an_erased_person_leaves_answers_and_a_whole_chain(region: Region) -> None:
    region.do("Ani", Rename("Ani Lestari"), SaveLevel(region.dinkes, "V01", 3), Ask(region.dinkes, "V01", "Apa?"))
    region.do("Ani", RequestErasure())
    account = region.person["Ani"] * 11
    converse(region, account)
    region.do("Citra", ErasePerson(region.person["Ani"]))
    person = region.row(PERSON, id=region.person["Ani"])
    assert (person["telegram_id"], person["name"]) == (None, "Kontak (dihapus)")
    assert region.rows(CONVERSATION) == []
    assert [call["payload"] for call in region.rows(OUTBOX)] == [{}]
    assert [(update["state"], update["body"]) for update in region.rows(INBOX)] == [("done", None)]
    assert [answer["level"] for answer in region.rows(ANSWER)] == [3]
    assert "Lestari" not in str(region.rows(AUDIT_CONTENT))
    assert region.database.read(lambda conn: chain.verify(conn, 1)).whole
    assert region.knows_account(account).person is None
    known = region.knows("Dewi").assessment
    assert known is not None
    assert known.answers["V01"].by_name == "Kontak (dihapus)"


def test_only_coordinators_of_the_persons_pemda_erase(region: Region) -> None:
    for name in ("Hadi", "Budi", "Dewi", "Ani"):
        assert region.refuses(name, ErasePerson(region.person["Ani"]))


def test_a_person_of_two_pemda_is_erased_with_the_last_role(region: Region) -> None:
    region.take(region.invite(Role.CONTACT, 2, ("DISHUB",)), region.person["Ani"] * 11, "Ani")
    region.do("Citra", ErasePerson(region.person["Ani"]))
    assert region.row(PERSON, id=region.person["Ani"])["name"] == "Ani"
    assert [member.pemda_id for member in region.knows("Ani").memberships] == [2]
    region.do("Hadi", ErasePerson(region.person["Ani"]))
    assert region.row(PERSON, id=region.person["Ani"])["telegram_id"] is None


def test_an_administrator_erases_anybody(region: Region) -> None:
    admin = effects.Actor(None, ADMIN, region.now, frozenset({ADMIN}))
    order = ErasePerson(region.person["Gita"])
    region.database.write(lambda conn: effects.apply(conn, order, admin))
    assert region.row(PERSON, id=region.person["Gita"])["telegram_id"] is None


def test_a_wrong_opd_is_reported_by_its_contact_and_settled_by_a_coordinator(region: Region) -> None:
    number = region.row(MEMBERSHIP, person_id=region.person["Ani"])["id"]

    def disputed() -> list[str]:
        admin = region.knows("Citra", Wish(pemda=1, parts=EVERYTHING)).admin
        assert admin is not None
        return [line.name for line in admin.disputed]

    assert region.refuses("Dewi", DisputeOpd(number, True))
    assert region.refuses("Citra", DisputeOpd(number, True))
    region.do("Ani", DisputeOpd(number, True))
    region.do("Ani", DisputeOpd(number, True))
    assert disputed() == ["Ani"]
    assert region.refuses("Dewi", DisputeOpd(number, False))
    assert region.refuses("Hadi", DisputeOpd(number, False))
    region.do("Citra", DisputeOpd(number, False))
    assert disputed() == []
    region.do("Ani", DisputeOpd(number, True), DisputeOpd(number, False))
    assert disputed() == []
    region.do("Ani", DisputeOpd(number, True))
    region.do("Citra", RemoveMembership(number))
    assert disputed() == []
    assert region.acts()[-6:] == [*["opd_disputed", "opd_confirmed"] * 2, "opd_disputed", "removed"]
