"""How much of a period was sent, in words."""

from core.assessment.sent import Sent
from core.assessment.subjects import KINDS
from core.results.period import PeriodResults


def of_all(sent: Sent) -> str:
    """ "4 dari 55 OPD", "1 dari 55 OPD (4 dari 12 SOP)"."""
    lines = f" ({sent.lines} dari {sent.of_lines} {KINDS[sent.kind]})" if sent.of_lines else ""
    return f"{sent.opds} dari {sent.of} OPD{lines}"


def unit(results: PeriodResults) -> str:
    """What stands behind a number of what is counted, where it is not OPD."""
    return "" if results.instrument.subject == "opd" else f" {results.unit}"
