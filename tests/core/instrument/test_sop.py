"""The checklist of PermenPANRB 35/2012. Sources: docs/instruments.md."""

from core.assessment.lacking import lacking
from core.instrument.parse import load_packaged
from core.instrument.parts import NOT_APPLICABLE
from core.instrument.scoring import Score, score
from core.written import listed

SOP = load_packaged("sop-evaluasi")
HASH = "e817a59b981250bebdffa914052220dee6503cf92371a223f1352cb55128e40c"
NO_VALUE = Score(None, "", None, ())


def test_the_published_file_is_pinned() -> None:
    assert SOP.content_hash == HASH


def test_one_question_of_monitoring_seven_criteria_seven_on_the_way() -> None:
    assert listed(SOP.codes) == "M1, E1, E2, E3, E4, E5, E6, E7, P1, P2, P3, P4, P5, P6, dan P7"
    assert (SOP.subject, SOP.formula, SOP.explained, SOP.bands) == ("sop", "none", False, ())
    assert [(one.code, one.old_after, one.renews) for one in SOP.attributes] == [
        ("TGL", (24, 60), ""),
        ("REV", (), "TGL"),
        ("UNIT", (), ""),
    ]
    assert [one.code for one in SOP.variables if not one.not_applicable] == ["M1"]


def test_no_answers_make_a_value() -> None:
    """All lowest, all highest, mixed: there is no value in the sources, so there is none here."""
    for levels in (dict.fromkeys(SOP.codes, 0), dict.fromkeys(SOP.codes, 1)):
        assert score(SOP, levels) == NO_VALUE
    assert score(SOP, dict.fromkeys(SOP.codes, 1) | {"E3": 0, "P1": NOT_APPLICABLE}) == NO_VALUE


def test_each_no_asks_for_an_action_and_a_yes_is_a_whole_answer() -> None:
    for code in SOP.codes:
        assert lacking(0, False, False, SOP, code) == ("action",)
        assert lacking(0, False, False, SOP, code, acted=True) == ()
        assert lacking(1, False, False, SOP, code) == ()
    assert lacking(NOT_APPLICABLE, False, False, SOP, "E1") == ()
    assert lacking(None, False, False, SOP, "E1")[0] == "level"
