"""The team's orders: claims, drafts, verdicts, returns; each checked again where it is stored."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import delete, insert, update

from core.effects import (
    ArchivePeriod,
    Ask,
    ChangePemda,
    ClosePeriod,
    Effect,
    Finalise,
    ReopenResult,
    SaveExplanation,
    SaveLevel,
    Submit,
    SubmitRepair,
    Withdraw,
)
from core.effects.review import ClaimReview, DraftVerdict, FixVerdicts, SendAllEvidence, TakeOver, TellJudges, UndoDraft
from core.people.roles import Role
from core.results.stages import Stages
from core.review.facts import Dossier, ReviewFacts, ReviewWish
from core.review.rules import CLAIM
from core.review.verdicts import Stage
from core.screen import Notice, steady
from core.wish import Wish
from storage.effects import Refused
from storage.engine.schema import (
    ANSWER,
    ASSESSMENT,
    CLAIM as CLAIMS,
    CONVERSATION,
    DRAFT_VERDICT,
    EVIDENCE,
    INBOX,
    MEMBERSHIP,
    OUTBOX,
    PERSON,
    VERDICT,
)
from storage.results import period as results
from tests.storage.region import CODES, VERIFY_DUE, Region, filled, later, photo

REGION, PROVINCE = Stage.REGION, Stage.PROVINCE
PLANNING = ("V01", "V06", "V09")
"""What the instrument gives to Budi's field, perencanaan; checked by the first test."""
VERSION = 2
"""Of every answer: its level came first, then its explanation."""
WHY = "Bukti yang diminta tidak ada"
NOTICE = Notice("↩️ V01 dikembalikan", ((steady("Perbaiki V01", "open", 1, "V01"),),))


def join(region: Region, name: str, role: Role, field: str | None = None, home: str = "", opd: str = "") -> None:
    """Another member of the team."""
    number = max(region.person.values()) + 1
    numbers = {"home_opd_id": region.opd.get((1, home)), "opd_id": region.opd.get((1, opd))}

    def work(conn):  # type: ignore[no-untyped-def]
        values = {"id": number, "telegram_id": number * 11, "name": name, "joined_at": region.now}
        conn.execute(insert(PERSON), values)
        held = {"person_id": number, "role": role.value, "pemda_id": 1, "field": field, "since": region.now}
        conn.execute(insert(MEMBERSHIP), held | numbers)

    region.database.write(work)
    region.person[name] = number


@pytest.fixture
def sent(region: Region) -> Region:
    """Dinkes has sent. Besides Budi (perencanaan) there are Bimo of the same field, Oki of organisasi, Prita of the
    province."""
    region.do("Ani", *filled(region.dinkes), Submit(region.dinkes))
    join(region, "Bimo", Role.VERIFIER, "perencanaan")
    join(region, "Oki", Role.VERIFIER, "organisasi")
    join(region, "Prita", Role.PROVINCE)
    region.do("Citra", ChangePemda(1, "province_review", True))
    region.now += timedelta(days=1)
    return region


def review(region: Region, name: str, queue: bool = False, **wish) -> ReviewFacts:  # type: ignore[no-untyped-def]
    found = region.knows(name, Wish(review=ReviewWish(queue=queue, **wish))).review
    assert found is not None
    return found


def dossier(region: Region, name: str, stage: Stage = REGION) -> Dossier:
    found = review(region, name, assessment=region.dinkes, stage=stage.value).dossier
    assert found is not None
    return found


def codes(region: Region, name: str, stage: Stage = REGION) -> tuple[str, ...]:
    return tuple(card.variable for card in dossier(region, name, stage).cards)


def status(region: Region) -> str:
    return str(region.row(ASSESSMENT, id=region.dinkes)["status"])


def accept(region: Region, *variables: str, level: int = 3, stage: Stage = REGION) -> list[Effect]:
    versions = {row["variable"]: row["version"] for row in region.rows(ANSWER, assessment_id=region.dinkes)}
    return [DraftVerdict(region.dinkes, stage, code, versions[code], level) for code in variables]


def judge_all(region: Region, stage: Stage = REGION, name: str | None = None) -> None:
    """Everybody accepts what falls to them."""
    for who in [name] if name else ["Budi", "Oki"]:
        mine = codes(region, who, stage)
        if mine:
            region.do(who, ClaimReview(region.dinkes, stage), *accept(region, *mine, stage=stage))
            region.do(who, FixVerdicts(region.dinkes, stage))


def give_back(region: Region, *variables: str, who: str = "Budi") -> None:
    """Budi gives these back and accepts the rest of his."""
    mine = codes(region, who)
    returned = [DraftVerdict(region.dinkes, REGION, code, VERSION, None, f"{code} tidak terbaca") for code in variables]
    rest = accept(region, *(code for code in mine if code not in variables))
    order = FixVerdicts(region.dinkes, REGION, later(region.now, days=7), NOTICE)
    region.do(who, ClaimReview(region.dinkes, REGION), *returned, *rest, order)


def test_what_falls_to_whom(sent: Region) -> None:
    """Fields without a verifier fall to all that there are."""
    assert set(codes(sent, "Budi")) | set(codes(sent, "Oki")) == set(CODES)
    assert set(codes(sent, "Budi")) - set(codes(sent, "Oki")) == set(PLANNING)
    assert review(sent, "Citra", assessment=sent.dinkes).dossier is None
    assert dossier(sent, "Prita", PROVINCE).cards == ()


def test_a_claim_begins_the_review_and_ends_withdrawal(sent: Region) -> None:
    sent.do("Budi", ClaimReview(sent.dinkes, REGION))
    assert status(sent) == "in_review"
    assert sent.refuses("Ani", Withdraw(sent.dinkes))
    assert dossier(sent, "Budi").until == sent.now + CLAIM
    assert sent.acts(sent.dinkes)[-2:] == ["review_began", "review_claimed"]


def test_two_verifiers_of_a_field_do_not_collide(sent: Region) -> None:
    sent.do("Budi", ClaimReview(sent.dinkes, REGION))
    for order in (ClaimReview(sent.dinkes, REGION), *accept(sent, "V01"), FixVerdicts(sent.dinkes, REGION)):
        assert sent.refuses("Bimo", order)
    found = dossier(sent, "Bimo")
    assert (found.cards, found.holder and found.holder.name) == ((), "Budi")
    sent.do("Oki", ClaimReview(sent.dinkes, REGION))
    assert set(codes(sent, "Oki")) == {row.variable for row in dossier(sent, "Oki").cards}
    sent.now += CLAIM
    sent.do("Bimo", ClaimReview(sent.dinkes, REGION))
    assert sent.refuses("Budi", *accept(sent, "V01"))


def test_whoever_takes_over_finds_the_drafts(sent: Region) -> None:
    sent.do("Budi", ClaimReview(sent.dinkes, REGION), *accept(sent, "V01"))
    sent.do("Bimo", TakeOver(sent.dinkes, REGION))
    card = dossier(sent, "Bimo").card("V01")
    assert card is not None
    assert card.draft is not None
    assert card.draft.by == sent.person["Budi"]
    assert sent.refuses("Budi", *accept(sent, "V06"))
    assert sent.acts(sent.dinkes)[-1] == "review_taken_over"


def test_the_screens_of_the_opd_are_drawn_again_when_the_review_begins(sent: Region) -> None:
    """A receipt offers [Tarik kembali] until then."""
    shown = {"is": "Receipting", "assessment": sent.dinkes}
    talk = {"telegram_id": 11, "assessment_id": sent.dinkes, "state": shown, "live_message": 5}
    sent.database.write(lambda conn: conn.execute(insert(CONVERSATION), [talk]))
    sent.do("Budi", *accept(sent, "V01"))
    (event,) = sent.rows(INBOX)
    assert (event["lane"], event["identity"]) == ("p11", f"changed:11:begin_review:{sent.dinkes}")
    sent.do("Budi", *accept(sent, "V06"))
    assert len(sent.rows(INBOX)) == 1


def test_a_verdict_renews_the_claim(sent: Region) -> None:
    sent.do("Budi", ClaimReview(sent.dinkes, REGION))
    sent.now += timedelta(minutes=20)
    sent.do("Budi", *accept(sent, "V01"))
    assert dossier(sent, "Budi").until == sent.now + CLAIM


def test_drafts_are_replaced_undone_and_tell_nobody(sent: Region) -> None:
    sent.do("Budi", *accept(sent, "V01"))
    sent.do("Budi", DraftVerdict(sent.dinkes, REGION, "V01", VERSION, 2, WHY))
    (draft,) = sent.rows(DRAFT_VERDICT)
    assert (draft["level"], draft["note"]) == (2, WHY)
    sent.do("Budi", UndoDraft(sent.dinkes, REGION, "V01"))
    assert sent.rows(DRAFT_VERDICT) == sent.rows(VERDICT) == []
    assert sent.acts(sent.dinkes)[-1] == "verdict_undone"


def test_the_same_draft_twice_is_one(sent: Region) -> None:
    order = DraftVerdict(sent.dinkes, REGION, "V01", VERSION, 2, WHY)
    sent.do("Budi", order)
    before = sent.dump()
    sent.do("Budi", order)
    assert sent.dump() == before


@pytest.mark.parametrize(
    ("variable", "version", "level", "note"),
    [
        ("V01", 1, 3, ""),  # not the newest version
        ("V01", VERSION, 2, ""),  # lowered without a reason
        ("V01", VERSION, 4, "  "),  # raised without one
        ("V01", VERSION, None, ""),  # given back without one
        ("V01", VERSION, 6, WHY),  # no such level
        ("V01", VERSION, 2, "x" * 501),
        ("V04", VERSION, 3, ""),  # of another field
        ("V99", VERSION, 3, ""),
    ],
)
def test_what_is_no_sound_verdict(sent: Region, variable: str, version: int, level: int | None, note: str) -> None:
    assert sent.refuses("Budi", DraftVerdict(sent.dinkes, REGION, variable, version, level, note))


@pytest.mark.parametrize("who", ["Ani", "Eko", "Fajar", "Citra", "Gita", "Hadi", "Prita"])
def test_others_judge_nothing(sent: Region, who: str) -> None:
    for order in (
        ClaimReview(sent.dinkes, REGION),
        TakeOver(sent.dinkes, REGION),
        *accept(sent, "V01"),
        FixVerdicts(sent.dinkes, REGION),
        SendAllEvidence(sent.dinkes, REGION, "V01", (), NOTICE),
    ):
        assert sent.refuses(who, order)


@pytest.mark.parametrize("where", [{"home": "DINKES"}, {"opd": "DINKES"}])
def test_nobody_judges_their_own_opd(sent: Region, where: dict[str, str]) -> None:
    join(sent, "Yani", Role.VERIFIER, "perencanaan", home=where.get("home", ""))
    if "opd" in where:
        number = sent.opd[1, "DINKES"]
        held = {"person_id": sent.person["Yani"], "role": "contact", "pemda_id": 1, "opd_id": number, "since": sent.now}
        sent.database.write(lambda conn: conn.execute(insert(MEMBERSHIP), held))
    assert sent.refuses("Yani", ClaimReview(sent.dinkes, REGION))
    assert sent.refuses("Yani", *accept(sent, "V01"))
    found = review(sent, "Yani", queue=True, assessment=sent.dinkes)
    assert (found.dossier, found.own, found.queue) == (None, "Dinkes", ())


def test_what_no_verifier_may_judge_falls_to_the_coordinator(sent: Region) -> None:
    team = (MEMBERSHIP.c.role == "verifier", MEMBERSHIP.c.pemda_id == 1)
    sent.database.write(lambda conn: conn.execute(delete(MEMBERSHIP).where(*team)))
    assert codes(sent, "Citra") == CODES
    sent.do("Citra", ClaimReview(sent.dinkes, REGION), *accept(sent, *CODES), FixVerdicts(sent.dinkes, REGION))
    assert status(sent) == "verified"


def test_a_setting_of_the_pemda_moves_a_variable_to_another_field(sent: Region) -> None:
    from storage.engine.schema import PEMDA

    change = update(PEMDA).where(PEMDA.c.id == 1).values(fields={"V01": "organisasi"})
    sent.database.write(lambda conn: conn.execute(change))
    assert "V01" not in codes(sent, "Budi")
    assert "V01" in codes(sent, "Oki")
    sent.do("Ani", Ask(sent.dinkes, "V01", "Apakah notulen 2025 berlaku?"))
    assert sent.knows("Budi", Wish(question=1)).question is None
    assert sent.knows("Oki", Wish(question=1)).question is not None


def test_nothing_is_fixed_while_something_is_open(sent: Region) -> None:
    assert sent.refuses("Budi", ClaimReview(sent.dinkes, REGION), FixVerdicts(sent.dinkes, REGION))
    rest = codes(sent, "Budi")[1:]
    assert sent.refuses("Budi", *accept(sent, *rest), FixVerdicts(sent.dinkes, REGION))


def test_when_all_fields_are_done_the_opd_is_verified(sent: Region) -> None:
    judge_all(sent, name="Budi")
    assert status(sent) == "in_review"
    judge_all(sent, name="Oki")
    row = sent.row(ASSESSMENT, id=sent.dinkes)
    assert (row["status"], row["reviewed_at"]) == ("verified", sent.now)
    assert {(one["variable"], one["level"]) for one in sent.rows(VERDICT)} == {(code, 3) for code in CODES}
    assert sent.rows(DRAFT_VERDICT) == sent.rows(CLAIMS) == []
    assert sent.acts(sent.dinkes)[-1] == "verified"
    assert sent.refuses("Budi", ClaimReview(sent.dinkes, REGION))


def test_a_return_opens_that_variable_only_and_tells_all_contacts(sent: Region) -> None:
    give_back(sent, "V01")
    assert status(sent) == "returned"
    reopened = [row for row in sent.rows(ANSWER) if row["reopened_at"]]
    assert [(row["variable"], row["reopened_note"]) for row in reopened] == [("V01", "V01 tidak terbaca")]
    told = [row for row in sent.rows(OUTBOX) if row["payload"].get("text") == NOTICE.text]
    assert sorted(row["chat_id"] for row in told) == sorted(sent.person[name] * 11 for name in ("Ani", "Dewi"))
    (verdict,) = sent.rows(VERDICT, variable="V01")
    assert (verdict["level"], verdict["told"]) == (None, [row["id"] for row in told])
    assert "returned" in sent.acts(sent.dinkes)


def test_the_verifier_sees_when_a_return_has_arrived(sent: Region) -> None:
    give_back(sent, "V01")
    assert (dossier(sent, "Budi").delivery.waiting, dossier(sent, "Budi").delivery.at) == (2, None)
    arrived = update(OUTBOX).where(OUTBOX.c.chat_id == sent.person["Ani"] * 11).values(state="sent", sent_at=sent.now)
    sent.database.write(lambda conn: conn.execute(arrived))
    found = dossier(sent, "Budi")
    assert (found.delivery.waiting, found.delivery.at) == (1, sent.now)
    assert [one.variable for one in found.fixed if one.level is None] == ["V01"]


def test_only_what_was_repaired_is_judged_again(sent: Region) -> None:
    judge_all(sent, name="Oki")
    give_back(sent, "V01")
    assert codes(sent, "Budi") == ()
    sent.now += timedelta(days=1)
    sent.do("Ani", photo(sent.dinkes, "V01", "baru"), SubmitRepair(sent.dinkes, "V01"))
    assert status(sent) == "submitted"
    sent.now += timedelta(hours=1)
    (card,) = dossier(sent, "Budi").cards
    assert (card.variable, card.version, card.exhibits[0].new) == ("V01", VERSION, True)
    assert [one.level for one in card.earlier] == [None]
    sent.do("Budi", ClaimReview(sent.dinkes, REGION))
    assert status(sent) == "in_review"
    sent.do("Budi", *accept(sent, "V01"), FixVerdicts(sent.dinkes, REGION))
    assert status(sent) == "verified"


@pytest.mark.parametrize("words", ["Keadaan V01 ditulis lagi sesudah dikembalikan.", ""])
def test_only_an_explanation_written_after_the_return_is_new(sent: Region, words: str) -> None:
    judge_all(sent, name="Oki")
    give_back(sent, "V01")
    sent.now += timedelta(days=1)
    new = SaveExplanation(sent.dinkes, "V01", words) if words else SaveLevel(sent.dinkes, "V01", 2)
    sent.do("Ani", new, SubmitRepair(sent.dinkes, "V01"))
    (card,) = dossier(sent, "Budi").cards
    assert card.reworded is bool(words)
    assert (card.level, card.was) == ((3, None) if words else (2, 3))


def test_a_draft_on_an_older_version_has_to_be_made_again(sent: Region) -> None:
    sent.do("Budi", *accept(sent, *codes(sent, "Budi")))
    newer = (
        update(ANSWER)
        .where(ANSWER.c.assessment_id == sent.dinkes, ANSWER.c.variable == "V01")
        .values(version=VERSION + 1)
    )
    sent.database.write(lambda conn: conn.execute(newer))
    assert dossier(sent, "Budi").left == ("V01",)
    assert [card.variable for card in dossier(sent, "Budi").cards if card.outdated] == ["V01"]
    assert sent.refuses("Budi", FixVerdicts(sent.dinkes, REGION))
    assert sent.refuses("Budi", DraftVerdict(sent.dinkes, REGION, "V01", VERSION, 3))
    sent.do("Budi", *accept(sent, "V01"), FixVerdicts(sent.dinkes, REGION))


def test_a_return_needs_time_for_the_repair(sent: Region) -> None:
    mine = codes(sent, "Budi")
    drafts = [
        DraftVerdict(sent.dinkes, REGION, "V01", VERSION, None, WHY),
        *accept(sent, *(code for code in mine if code != "V01")),
    ]
    sent.do("Budi", *drafts)
    for due in (None, sent.now, later(VERIFY_DUE, minutes=1)):
        assert sent.refuses("Budi", FixVerdicts(sent.dinkes, REGION, due, NOTICE))
    assert sent.refuses("Budi", FixVerdicts(sent.dinkes, REGION, later(sent.now, days=2)))
    sent.do("Budi", FixVerdicts(sent.dinkes, REGION, VERIFY_DUE, NOTICE))


def test_after_the_period_verdicts_count_but_nothing_is_given_back(sent: Region) -> None:
    sent.do("Citra", ClosePeriod(sent.period[1]))
    assert sent.refuses("Budi", DraftVerdict(sent.dinkes, REGION, "V01", VERSION, None, WHY))
    judge_all(sent)
    assert status(sent) == "verified"


def test_what_was_not_repaired_in_time_is_judged_as_it_is(sent: Region) -> None:
    judge_all(sent, name="Oki")
    give_back(sent, "V01")
    assert codes(sent, "Budi") == ()
    sent.do("Citra", ClosePeriod(sent.period[1]))
    sent.now += timedelta(days=1)
    assert codes(sent, "Budi") == ("V01",)
    order = DraftVerdict(sent.dinkes, REGION, "V01", VERSION, 2, WHY)
    sent.do("Budi", ClaimReview(sent.dinkes, REGION), order, FixVerdicts(sent.dinkes, REGION))
    assert status(sent) == "verified"
    assert sent.row(ANSWER, assessment_id=sent.dinkes, variable="V01")["reopened_at"] is None
    assert "repair_lapsed" in sent.acts(sent.dinkes)


def test_the_province_judges_only_where_the_settings_say_so(sent: Region) -> None:
    judge_all(sent)
    sent.do("Citra", ChangePemda(1, "province_review", False))
    assert sent.refuses("Prita", ClaimReview(sent.dinkes, PROVINCE))
    sent.do("Citra", ChangePemda(1, "province_review", True))
    sent.do("Prita", ClaimReview(sent.dinkes, PROVINCE))


def test_a_reopened_result_is_judged_again_for_its_variable(sent: Region) -> None:
    """Final, opened again for V01: only that one waits for Budi; then the OPD is verified and can be final anew."""
    judge_all(sent)
    sent.do("Citra", Finalise((sent.dinkes,)))
    lower = DraftVerdict(sent.dinkes, REGION, "V01", VERSION, 2, WHY)
    assert sent.refuses("Budi", lower)
    sent.now += timedelta(days=1)
    sent.do("Citra", ReopenResult(sent.dinkes, ("V01",), "Bukti V01 terlewat dibaca."))
    assert status(sent) == "in_review"
    assert sent.refuses("Budi", DraftVerdict(sent.dinkes, REGION, "V06", VERSION, 2, WHY))
    sent.do("Budi", lower, FixVerdicts(sent.dinkes, REGION))
    assert status(sent) == "verified"
    given = [row["level"] for row in sent.rows(VERDICT, variable="V01", assessment_id=sent.dinkes)]
    assert (len(given), given[-1]) == (2, 2)
    sent.do("Citra", Finalise((sent.dinkes,)))
    assert status(sent) == "final"


def test_the_province_judges_on_top_of_the_region(sent: Region) -> None:
    judge_all(sent)
    sent.now += timedelta(days=1)
    assert codes(sent, "Prita", PROVINCE) == CODES
    order = DraftVerdict(sent.dinkes, PROVINCE, "V01", VERSION, 2, WHY)
    sent.do("Prita", ClaimReview(sent.dinkes, PROVINCE), order, *accept(sent, *CODES[1:], stage=PROVINCE))
    sent.do("Prita", FixVerdicts(sent.dinkes, PROVINCE))
    assert status(sent) == "verified"
    assert sent.acts(sent.dinkes)[-1] == "province_reviewed"
    assert len(sent.rows(VERDICT, stage="province")) == len(CODES)
    assert sent.refuses("Budi", ClaimReview(sent.dinkes, PROVINCE))


def test_what_the_region_judges_anew_the_province_judges_anew(sent: Region) -> None:
    """Or a correction would change nothing: the province's word was on the verdict that no longer holds."""
    judge_all(sent)
    sent.now += timedelta(days=1)
    sent.do("Prita", *accept(sent, *CODES, stage=PROVINCE), FixVerdicts(sent.dinkes, PROVINCE))
    sent.now += timedelta(days=1)
    lower = DraftVerdict(sent.dinkes, REGION, "V01", VERSION, 2, WHY)
    sent.do("Citra", ReopenResult(sent.dinkes, ("V01",), "Bukti V01 terlewat dibaca."))
    sent.now += timedelta(hours=1)
    sent.do("Budi", lower, FixVerdicts(sent.dinkes, REGION))
    assert codes(sent, "Prita", PROVINCE) == ("V01",)
    reached = stages_of(sent)
    assert (reached.stage, reached.official and reached.official.levels["V01"]) == (REGION, 2)
    sent.do("Prita", *accept(sent, "V01", level=2, stage=PROVINCE), FixVerdicts(sent.dinkes, PROVINCE))
    reached = stages_of(sent)
    assert (reached.stage, reached.official and reached.official.levels["V01"]) == (PROVINCE, 2)


def stages_of(region: Region) -> Stages:
    found = region.database.read(lambda conn: results.load(conn, region.period[1], region.now))
    (one,) = [opd for opd in found.opds if opd.assessment == region.dinkes]
    return one.stages


def test_what_the_province_gives_back_goes_through_the_region_again(sent: Region) -> None:
    judge_all(sent)
    back = DraftVerdict(sent.dinkes, PROVINCE, "V01", VERSION, None, WHY)
    order = FixVerdicts(sent.dinkes, PROVINCE, later(sent.now, days=7), NOTICE)
    sent.do("Prita", back, *accept(sent, *CODES[1:], stage=PROVINCE), order)
    row = sent.row(ASSESSMENT, id=sent.dinkes)
    assert (row["status"], row["reviewed_at"]) == ("returned", None)
    sent.now += timedelta(days=1)
    sent.do("Ani", photo(sent.dinkes, "V01", "baru"), SubmitRepair(sent.dinkes, "V01"))
    sent.now += timedelta(hours=1)
    judge_all(sent, name="Budi")
    assert status(sent) == "verified"
    assert codes(sent, "Prita", PROVINCE) == ("V01",)


def test_the_queue_begins_with_who_waits_longest(sent: Region) -> None:
    sent.do("Fajar", *filled(sent.dishub), Submit(sent.dishub))
    found = review(sent, "Budi", queue=True)
    assert [line.opd_short for line in found.queue] == ["Dinkes", "Dishub"]
    assert found.queue[0].since < found.queue[1].since
    sent.do("Budi", ClaimReview(sent.dinkes, REGION), *accept(sent, "V01"))
    mine, theirs = review(sent, "Budi", queue=True).queue[0], review(sent, "Bimo", queue=True).queue[0]
    assert (mine.mine, mine.judged, mine.until) == (True, 1, sent.now + CLAIM)
    assert (theirs.mine, theirs.holder, theirs.codes) == (False, "Budi", mine.codes)
    assert review(sent, "Citra", queue=True).others == 2


def test_an_archived_period_rests(sent: Region) -> None:
    sent.do("Citra", ClosePeriod(sent.period[1]), ArchivePeriod(sent.period[1]))
    assert review(sent, "Budi", queue=True).queue == ()
    assert sent.refuses("Budi", ClaimReview(sent.dinkes, REGION))


def test_a_repair_calls_those_who_may_judge_it(sent: Region) -> None:
    called = Notice("Dinkes memperbaiki V01.", ((steady("Periksa V01", "review", sent.dinkes, "V01"),),))
    sent.do("Ani", TellJudges(sent.dinkes, "V01", called))
    told = [row["chat_id"] for row in sent.rows(OUTBOX) if row["payload"].get("text") == called.text]
    assert told == [sent.person[name] * 11 for name in ("Budi", "Bimo")]
    assert sent.refuses("Fajar", TellJudges(sent.dinkes, "V01", called))


def test_all_evidence_of_a_variable_goes_in_albums_behind_everything_else(sent: Region) -> None:
    answered = sent.row(EVIDENCE, unique_id=f"unique-{sent.dinkes}-V01")
    common = {key: value for key, value in answered.items() if key != "id"}
    from storage.engine.schema import EVIDENCE_USE

    def more(conn):  # type: ignore[no-untyped-def]
        for kind, count in (("document", 11), ("link", 2)):
            for number in range(count):
                values = common | {"kind": kind, "name": f"{kind} {number}", "file_id": f"{kind}{number}"}
                proof = conn.execute(insert(EVIDENCE).values(values).returning(EVIDENCE.c.id)).scalar_one()
                use = {"variable": "V01", "added_by": sent.person["Ani"], "added_at": sent.now}
                conn.execute(insert(EVIDENCE_USE), use | {"evidence_id": proof})

    sent.database.write(more)
    (one,) = [item for item in review(sent, "Budi", assessment=sent.dinkes).dossier.cards if item.variable == "V01"]
    numbered = tuple((item.id, f"{number} dari 14") for number, item in enumerate(one.exhibits, start=1))
    sent.do("Budi", SendAllEvidence(sent.dinkes, REGION, "V01", (*numbered, (10**6, "bukan bukti V01")), NOTICE))
    rows = [row for row in sent.rows(OUTBOX) if row["chat_id"] == sent.person["Budi"] * 11]
    assert [row["kind"] for row in rows] == ["photo", "album", "document", "send", "send"]
    assert {row["priority"] for row in rows} == {4}
    items = rows[1]["payload"]["items"]
    assert [item["caption"] for item in items] == [f"{number} dari 14" for number in range(2, 12)]
    assert (rows[0]["payload"]["caption"], rows[2]["payload"]["caption"]) == ("1 dari 14", "12 dari 14")
    assert rows[3]["payload"]["text"] == "13 dari 14: link 0\n14 dari 14: link 1"


def test_of_two_verifiers_at_the_same_moment_one_gets_the_task(sent: Region) -> None:
    """Each gives its order in a transaction of its own, from a thread of its own."""

    def begins(name: str) -> bool:
        try:
            sent.do(name, ClaimReview(sent.dinkes, REGION))
        except Refused:
            return False
        return True

    with ThreadPoolExecutor(2) as hands:
        for _ in range(5):
            assert sorted(hands.map(begins, ["Budi", "Bimo"])) == [False, True]
            sent.now += CLAIM  # the next round begins free


def test_of_two_who_fix_at_the_same_moment_the_last_one_verifies(sent: Region) -> None:
    for name in ("Budi", "Oki"):
        mine = codes(sent, name)
        sent.do(name, ClaimReview(sent.dinkes, REGION), *accept(sent, *mine))
    with ThreadPoolExecutor(2) as hands:
        list(hands.map(lambda name: sent.do(name, FixVerdicts(sent.dinkes, REGION)), ["Budi", "Oki"]))
    assert status(sent) == "verified"
    assert sent.acts(sent.dinkes).count("verified") == 1
    assert len(sent.rows(VERDICT)) == len(CODES)


def test_what_nobody_may_judge_is_shown_to_the_coordinator(sent: Region) -> None:
    """The only verifier is of that OPD, and so is the coordinator."""
    team = (MEMBERSHIP.c.role == "verifier", MEMBERSHIP.c.pemda_id == 1)
    sent.database.write(lambda conn: conn.execute(delete(MEMBERSHIP).where(*team)))
    join(sent, "Yani", Role.VERIFIER, home="DINKES")
    assert review(sent, "Citra", queue=True).stuck == ()
    own = {"person_id": sent.person["Citra"], "role": "head", "pemda_id": 1, "opd_id": sent.opd[1, "DINKES"]}
    sent.database.write(lambda conn: conn.execute(insert(MEMBERSHIP), own | {"since": sent.now}))
    found = review(sent, "Citra", queue=True)
    assert (found.queue, found.stuck) == ((), ("Dinkes",))


def test_a_delivery_long_ago_is_forgotten(sent: Region) -> None:
    give_back(sent, "V01")
    sent.database.write(lambda conn: conn.execute(delete(OUTBOX)))
    assert dossier(sent, "Budi").delivery.forgotten
