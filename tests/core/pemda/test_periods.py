"""Which periods exclude each other, and what each is called beside the others."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from core.pemda.periods import PeriodKind, Span, collide, following, labels, meet, named

OPENS = datetime(2026, 11, 2, tzinfo=UTC)
THIS = Span(1, "kematangan-2018", "Penilaian Kematangan", "2026", OPENS, OPENS + timedelta(days=60))
OTHER = Span(2, "pekppp-2023", "PEKPPP", "PEKPPP 2026", OPENS + timedelta(days=5), OPENS + timedelta(days=90))


def test_only_one_instrument_for_the_same_opd_excludes() -> None:
    again = replace(THIS, id=3, name="2026-2")
    assert not collide(THIS, OTHER)
    assert collide(THIS, again)
    after = THIS.until + timedelta(seconds=1)
    assert not collide(THIS, replace(again, opens=after, until=after + timedelta(days=9)))
    some, others = replace(THIS, opds=frozenset({1, 2})), replace(again, opds=frozenset({3}))
    assert not collide(some, others)
    assert collide(some, replace(others, opds=frozenset({2, 3})))
    assert collide(THIS, others)  # all OPD, those that join later too
    assert not collide(replace(THIS, without=frozenset({3})), others)
    assert collide(replace(THIS, without=frozenset({3})), replace(others, opds=frozenset({2, 3})))
    assert collide(replace(THIS, without=frozenset({3})), again)


_SPANS = st.builds(
    lambda number, slug, start, days, opds: Span(
        number,
        slug,
        slug.upper(),
        str(number),
        OPENS + timedelta(days=start),
        OPENS + timedelta(days=start + days),
        frozenset(opds) or None,
    ),
    st.integers(1, 9),
    st.sampled_from(["a", "b"]),
    st.integers(0, 40),
    st.integers(1, 20),
    st.sets(st.integers(1, 3)),
)


@given(_SPANS, _SPANS)
def test_colliding_goes_both_ways_and_is_never_without_meeting(one: Span, other: Span) -> None:
    assert collide(one, other) == collide(other, one)
    assert meet(one, other) == meet(other, one)
    assert not collide(one, other) or (meet(one, other) and one.slug == other.slug)


def test_a_single_line_of_periods_has_no_labels() -> None:
    year = timedelta(days=365)
    after = replace(THIS, id=2, name="2027", opens=OPENS + year, until=OPENS + year + timedelta(days=60))
    assert labels([THIS, after]) == {1: "", 2: ""}


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ((THIS, OTHER), {1: "Kematangan 2026", 2: "PEKPPP 2026"}),
        (
            (replace(THIS, opds=frozenset({1})), replace(THIS, id=2, name="2026-2", opds=frozenset({2}))),
            {1: "Kematangan 2026", 2: "Kematangan 2026-2"},
        ),
        ((replace(THIS, kind=PeriodKind.QUARTERLY, name="Triwulan IV 2026"),), {1: "Kematangan Triwulan IV 2026"}),
        ((replace(THIS, name="Penilaian Kematangan 2026"), OTHER), {1: "Kematangan 2026", 2: "PEKPPP 2026"}),
    ],
)
def test_several_instruments_at_a_time_or_a_year_are_told_apart(spans: tuple[Span, ...], expected: object) -> None:
    assert labels(spans) == expected


def test_names_say_when_and_are_free() -> None:
    due = date(2026, 12, 14)
    assert named(PeriodKind.YEARLY, due, []) == "2026"
    assert named(PeriodKind.YEARLY, due, ["2026"], "PEKPPP") == "PEKPPP 2026"
    assert named(PeriodKind.YEARLY, due, ["2026", "2026-2"]) == "2026-3"
    assert named(PeriodKind.HALF_YEARLY, due, []) == "Semester II 2026"
    assert named(PeriodKind.QUARTERLY, due, [], "SOP") == "SOP Triwulan IV 2026"
    assert named(PeriodKind.SITUATIONAL, due, []) == "Desember 2026"


def test_the_next_period_keeps_its_instrument_in_its_name() -> None:
    due, later = date(2026, 12, 14), date(2027, 12, 13)
    assert following(PeriodKind.YEARLY, "2026", due, later) == "2027"
    assert following(PeriodKind.YEARLY, "2026-2", due, later) == "2027"
    assert following(PeriodKind.YEARLY, "PEKPPP 2026", due, later) == "PEKPPP 2027"
    assert following(PeriodKind.HALF_YEARLY, "SOP Semester I 2026", date(2026, 6, 30), due) == "SOP Semester II 2026"
