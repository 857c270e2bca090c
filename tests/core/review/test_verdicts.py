"""Which verdicts hold."""

from datetime import UTC, datetime

from core.review.verdicts import Stage, Verdict, standing

AT = datetime(2026, 12, 7, tzinfo=UTC)
REGION, PROVINCE = Stage.REGION, Stage.PROVINCE


def verdict(stage: Stage, level: int | None, version: int = 1, variable: str = "V01") -> Verdict:
    return Verdict(variable, stage, version, level, "", "Budi", AT)


def test_the_newest_verdict_on_the_newest_version_holds() -> None:
    found = [verdict(REGION, 2), verdict(REGION, 3), verdict(REGION, 4, variable="V02")]
    assert standing(found, {"V01": 1, "V02": 2}, REGION) == {"V01": 3}


def test_a_returned_variable_has_no_level() -> None:
    assert standing([verdict(REGION, 2), verdict(REGION, None)], {"V01": 1}, REGION) == {}


def test_the_province_judges_anew_what_the_region_judged_anew() -> None:
    found = [verdict(REGION, 3), verdict(PROVINCE, 2)]
    assert standing(found, {"V01": 1}, PROVINCE) == {"V01": 2}
    assert standing([*found, verdict(REGION, 4)], {"V01": 1}, PROVINCE) == {}
    assert standing([*found, verdict(REGION, 4)], {"V01": 1}, REGION) == {"V01": 4}
