"""Results of Dinas Kesehatan as its people may know them, for tests of /hasil: no database, the rules themselves."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from core.assessment.model import Period, PeriodStatus, Status
from core.instrument.scoring import RegionResult, region_summary, score
from core.results.period import FormerResult, Note, OpdResults, OwnResults
from core.results.stages import ResultBasis, stages
from core.review.verdicts import Stage, Verdict
from tests.flows.world import INSTRUMENT, NUMBER, OFFICE, at

CODES = INSTRUMENT.codes
GOLDEN_OWN = dict(zip(CODES, (3, 4, 4, 3, 4, 4, 4, 3, 5, 3, 3), strict=True))  # 40
GOLDEN_REGION = GOLDEN_OWN | {"V03": 3, "V04": 2}  # 38
FORMER = FormerResult(2025, GOLDEN_REGION, replace(score(INSTRUMENT, GOLDEN_REGION), value=Decimal(35), band="Sedang"))  # type: ignore[type-var]
NOW = at("2027-01-15 09.00")


def mean(value: str, n: int, of: int) -> RegionResult:
    """As if so many OPD had this mean."""
    found = region_summary(INSTRUMENT, [38], 1)
    return replace(found, n=n, of=of, mean=Decimal(value))


def opd(
    status: Status = Status.FINAL,
    own: Mapping[str, int] = GOLDEN_OWN,
    region: Mapping[str, int] | None = None,
    province: Mapping[str, int] | None = None,
    name: str = "Dinas Kesehatan",
    former: FormerResult | None = FORMER,
) -> OpdResults:
    given = (GOLDEN_REGION if region is None else region) if status in (Status.VERIFIED, Status.FINAL) else {}
    verdicts = [
        Verdict(code, stage, 1, level, "", "Budi", NOW)
        for stage, levels in ((Stage.REGION, given), (Stage.PROVINCE, province or {}))
        for code, level in levels.items()
    ]
    found = stages(INSTRUMENT, status, ResultBasis(own, verdicts, dict.fromkeys(own, 1)))
    missing = tuple(code for code in CODES if code not in own)
    due = at("2026-12-14 16.00")
    return OpdResults(NUMBER, OFFICE, "DINKES", name, "Dinkes", status, False, due, found, missing, None, None, former)


def results(one: OpdResults, region: RegionResult | None = None, **more: object) -> OwnResults:
    opens, due, verify = at("2026-12-01 08.00"), at("2026-12-14 16.00"), at("2027-01-08 16.00")
    over = one.status in (Status.VERIFIED, Status.FINAL)
    period = Period(3, "2026", 2026, PeriodStatus.CLOSED if over else PeriodStatus.OPEN, opens, due, verify)
    values: dict[str, object] = {
        "period": period,
        "instrument": INSTRUMENT,
        "at": NOW,
        "zone_label": "WITA",
        "opd": one,
        "region": region or mean("38.55", 55, 55),
        "former_year": 2025,
        "notes": {"V04": (Note(Stage.REGION, "bukti yang diminta <tidak> ada"),)},
    }
    return OwnResults(**(values | more))  # type: ignore[arg-type]
