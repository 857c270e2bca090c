"""Who may judge what, and what is still to be judged: rules over every team and every course of a review."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from core.assessment.model import PeriodStatus, Status
from core.instrument.parse import load_packaged
from core.people.roles import Role
from core.review.rules import CLAIM, Case, Claim, Draft, GivenVerdict, Judge, claimed_field, judges, portion, task
from core.review.verdicts import Stage, Verdict

FIELDS = {one.code: one.field for one in load_packaged("kematangan-2018").variables}
NOW = datetime(2026, 12, 21, 2, 0, tzinfo=UTC)
OPD = 7
HERE = frozenset({OPD})

fields = st.sampled_from([None, *sorted(set(FIELDS.values()))])
members = st.builds(
    Judge,
    person=st.integers(1, 9),
    role=st.sampled_from([Role.VERIFIER, Role.COORDINATOR, Role.PROVINCE]),
    field=fields,
    barred=st.sampled_from([frozenset(), HERE, frozenset({8})]),
)
teams = st.lists(members, max_size=12).map(tuple)
stages = st.sampled_from(Stage)


def case(**more: object) -> Case:
    levels = dict.fromkeys(FIELDS, 3)
    known = Case(1, OPD, Status.SUBMITTED, PeriodStatus.OPEN, FIELDS, levels, dict.fromkeys(FIELDS, 1), NOW)
    return replace(known, **more)  # type: ignore[arg-type]


def judged(
    code: str, level: int | None = 3, at: datetime = NOW, stage: Stage = Stage.REGION, version: int = 1
) -> GivenVerdict:
    return GivenVerdict(Verdict(code, stage, version, level, "", "Budi", at), 1)


@given(teams, stages, st.sampled_from(sorted(set(FIELDS.values()))))
def test_nobody_judges_where_they_are_barred(team: tuple[Judge, ...], stage: Stage, of: str) -> None:
    free = {one.person for one in team if OPD not in one.barred}
    assert judges(team, stage, of, OPD) <= free


@given(teams, st.sampled_from(sorted(set(FIELDS.values()))))
def test_the_field_comes_first_then_other_fields_then_the_coordinators(team: tuple[Judge, ...], of: str) -> None:
    free = [one for one in team if OPD not in one.barred]
    own = {one.person for one in free if one.role is Role.VERIFIER and one.field in (None, of)}
    verifiers = {one.person for one in free if one.role is Role.VERIFIER}
    coordinators = {one.person for one in free if one.role is Role.COORDINATOR}
    assert judges(team, Stage.REGION, of, OPD) == (own or verifiers or coordinators)


@given(teams)
def test_somebody_may_judge_every_variable_while_anybody_of_the_region_may(team: tuple[Judge, ...]) -> None:
    able = [one for one in team if one.role is not Role.PROVINCE and OPD not in one.barred]
    everybody = {code for one in able for code in portion(team, Stage.REGION, case(), one.person)}
    assert everybody == (set(FIELDS) if able else set())


@given(teams, st.integers(1, 9))
def test_a_portion_is_what_a_person_may_judge(team: tuple[Judge, ...], person: int) -> None:
    mine = portion(team, Stage.REGION, case(), person)
    assert mine == tuple(code for code, of in FIELDS.items() if person in judges(team, Stage.REGION, of, OPD))


TEAM = (
    Judge(1, Role.VERIFIER, "organisasi"),
    Judge(2, Role.VERIFIER, "organisasi", HERE),
    Judge(3, Role.VERIFIER, "perencanaan"),
    Judge(4, Role.COORDINATOR),
    Judge(5, Role.PROVINCE),
    Judge(6, Role.PROVINCE, None, HERE),
)


def test_a_verifier_of_the_home_opd_is_passed_over() -> None:
    others = (Judge(number, Role.VERIFIER, of) for number, of in enumerate(sorted(set(FIELDS.values())), start=7))
    whole = (*TEAM, *(one for one in others if one.field != "organisasi"))
    assert portion(whole, Stage.REGION, case(), 1) == ("V03", "V04", "V10", "V11")
    assert portion(whole, Stage.REGION, case(), 2) == ()


def test_fields_without_anybody_fall_to_all_other_verifiers_not_yet_to_the_coordinator() -> None:
    oversight = {code for code, of in FIELDS.items() if of == "pengawasan"}
    assert oversight <= set(portion(TEAM, Stage.REGION, case(), 1)) | set(portion(TEAM, Stage.REGION, case(), 3))
    assert portion(TEAM, Stage.REGION, case(), 4) == ()
    assert portion(TEAM[3:], Stage.REGION, case(), 4) == tuple(FIELDS)


def test_the_province_judges_everything_once_the_region_is_done() -> None:
    assert portion(TEAM, Stage.PROVINCE, case(), 5) == tuple(FIELDS)
    assert portion(TEAM, Stage.PROVINCE, case(), 6) == ()
    assert case().open(Stage.PROVINCE) == ()
    done = case(status=Status.VERIFIED, verdicts=tuple(judged(code) for code in FIELDS))
    assert done.open(Stage.PROVINCE) == tuple(FIELDS)
    assert done.open(Stage.REGION) == ()


@pytest.mark.parametrize("status", Status)
def test_a_stage_judges_in_its_statuses_only(status: Status) -> None:
    region = status in (Status.SUBMITTED, Status.IN_REVIEW, Status.RETURNED)
    province = status is Status.VERIFIED  # what is final is judged by nobody
    assert bool(case(status=status).open(Stage.REGION)) is region
    assert bool(case(status=status).open(Stage.PROVINCE)) is province


def test_late_verdicts_count_but_nothing_is_returned_any_more() -> None:
    late = case(period=PeriodStatus.CLOSED)
    assert late.open(Stage.REGION)
    assert not late.returnable(Stage.REGION)
    assert not case(period=PeriodStatus.ARCHIVED).open(Stage.REGION)
    assert not case(status=Status.FINAL).returnable(Stage.PROVINCE)


verdicts = st.lists(
    st.builds(
        judged,
        st.sampled_from(sorted(FIELDS)),
        st.sampled_from([None, 1, 3, 5]),
        st.integers(-5, 5).map(lambda days: NOW + timedelta(days=days)),
        stages,
        st.integers(1, 2),
    ),
    max_size=30,
).map(lambda given_: tuple(sorted(given_, key=lambda one: one.verdict.at)))


@given(verdicts, st.frozensets(st.sampled_from(sorted(FIELDS))), st.sets(st.sampled_from(sorted(FIELDS))))
def test_every_variable_is_open_or_judged_or_with_the_opd(
    given_: tuple[GivenVerdict, ...], reopened: frozenset[str], repaired: set[str]
) -> None:
    known = case(verdicts=given_, reopened=reopened, repaired=dict.fromkeys(repaired, NOW))
    open_ones = set(known.open(Stage.REGION))
    held = {code for code in FIELDS if known.holds(Stage.REGION, code) is not None}
    assert open_ones | held | reopened == set(FIELDS)
    assert not open_ones & (held | reopened)
    assert known.done(Stage.REGION) == (not open_ones and not reopened)


def test_only_what_was_repaired_is_judged_again() -> None:
    given_ = (*(judged(code) for code in FIELDS if code != "V11"), judged("V11", None))
    returned = case(status=Status.RETURNED, verdicts=given_, reopened=frozenset({"V11"}))
    assert returned.open(Stage.REGION) == ()
    repaired = case(verdicts=given_, repaired={"V11": NOW + timedelta(days=2)})
    assert repaired.open(Stage.REGION) == ("V11",)
    again = (*given_, judged("V11", 4, NOW + timedelta(days=3)))
    assert case(verdicts=again, repaired={"V11": NOW + timedelta(days=2)}).done(Stage.REGION)


def test_new_proof_of_the_same_version_is_judged_again() -> None:
    """A file that failed after its variable was accepted reopens it; the answer's version stays."""
    repaired = case(verdicts=(judged("V05"),), repaired={"V05": NOW + timedelta(hours=1)})
    assert repaired.holds(Stage.REGION, "V05") is None


def test_a_draft_on_an_older_version_counts_as_none() -> None:
    draft = Draft("V04", Stage.REGION, 1, 2, "Bukti yang diminta tidak ada", 1, NOW)
    assert case(drafts=(draft,)).draft(Stage.REGION, "V04") == draft
    assert case(drafts=(draft,), versions={**dict.fromkeys(FIELDS, 1), "V04": 2}).draft(Stage.REGION, "V04") is None
    assert case(drafts=(draft,), repaired={"V04": NOW + timedelta(hours=1)}).draft(Stage.REGION, "V04") is None


def test_a_running_claim_keeps_others_away_until_it_ends() -> None:
    claim = Claim(Stage.REGION, "organisasi", 1, "Budi", NOW + CLAIM)
    team = (Judge(1, Role.VERIFIER, "organisasi"), Judge(2, Role.VERIFIER, "organisasi"))
    known = case(claims=(claim,))
    assert "V04" in task(team, Stage.REGION, known, 1, NOW)
    assert "V04" not in task(team, Stage.REGION, known, 2, NOW)
    assert "V04" in task(team, Stage.REGION, known, 2, NOW + CLAIM)


def test_the_province_claims_an_opd_as_a_whole() -> None:
    assert {claimed_field(Stage.PROVINCE, of) for of in FIELDS.values()} == {""}
    assert {claimed_field(Stage.REGION, of) for of in FIELDS.values()} == set(FIELDS.values())


def test_the_wait_counts_from_the_submission_or_the_repair() -> None:
    repaired = case(repaired={"V11": NOW + timedelta(days=2)})
    assert repaired.waits_since(Stage.REGION, ("V11",)) == NOW + timedelta(days=2)
    assert repaired.waits_since(Stage.REGION, ("V10", "V11")) == NOW
    finished = NOW + timedelta(days=9)
    assert case(status=Status.VERIFIED, finished=finished).waits_since(Stage.PROVINCE, ("V01",)) == finished


def test_the_province_measures_against_the_regions_level() -> None:
    known = case(status=Status.VERIFIED, verdicts=(judged("V04", 2),))
    assert (known.base(Stage.REGION, "V04"), known.base(Stage.PROVINCE, "V04")) == (3, 2)
