"""A period's export on its way to the child that writes the workbook for a group."""

import json
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest

from core.assessment.model import SENT, Status
from core.exports import plain as export_plain
from core.instrument.means import NOTHING
from core.instrument.scoring import Exact
from tests.core.worked_period import EXPORT


def test_what_a_group_gets_holds_nothing_anybody_wrote() -> None:
    plain = json.dumps(export_plain.to_plain(export_plain.for_group(EXPORT)))
    for secret in ("Penjelasan", "HYPERLINK", "Ani", "Budi", "Renja 2026/final.pdf", "abab"):
        assert secret in json.dumps(export_plain.to_plain(EXPORT))
        assert secret not in plain


def test_it_comes_back_as_it_went() -> None:
    bare = export_plain.for_group(EXPORT)
    plain = json.loads(json.dumps(export_plain.to_plain(bare)))
    assert export_plain.from_plain(plain) == bare


@pytest.mark.parametrize("users", [NOTHING, {"F03": Fraction(13, 3)}])
def test_a_value_of_users_is_no_hindrance(users: Mapping[str, Exact]) -> None:
    """Found: no workbook for a group could be made, because of the engine's word for none."""
    asked = replace(EXPORT, opds=tuple(replace(opd, users=users) for opd in EXPORT.opds))
    assert json.dumps(export_plain.to_plain(export_plain.for_group(asked)))


@pytest.mark.parametrize("status", Status)
def test_numbers_of_an_opd_stay_its_own_until_it_has_sent_them(status: Status) -> None:
    opds = tuple(replace(opd, status=status) for opd in EXPORT.opds)
    for opd in export_plain.for_group(replace(EXPORT, opds=opds)).opds:
        shown = opd.self_score is not None or bool(opd.answers)
        answered = next(one for one in opds if one.code == opd.code)
        had = answered.self_score is not None or bool(answered.answers)
        assert shown is (had and status in SENT)
