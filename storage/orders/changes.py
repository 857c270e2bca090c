"""What every change of a variable has in common: the variable must exist and be open, and the first change begins the
assessment.
"""

from sqlalchemy import Connection, bindparam, select

from core.assessment.model import Status
from core.assessment.status import Act, may_change
from core.instrument.parse import Instrument, UnknownVariable
from storage.assessment import instruments
from storage.audit import writes
from storage.engine.schema import ANSWER, ASSESSMENT, AnyRow
from storage.engine.statements import Prepared
from storage.orders.rights import Refused, moved

_ANSWER = Prepared(
    select(ANSWER).where(ANSWER.c.assessment_id == bindparam("assessment"), ANSWER.c.variable == bindparam("code"))
)
_UPDATE_ASSESSMENT = writes.Update(ASSESSMENT)


def instrument_of(conn: Connection, row: AnyRow, variable: str) -> Instrument:
    """The instrument of this assessment. Raises Refused if it does not have the variable."""
    instrument = instruments.of_unit(conn, row.instrument)
    if instrument.subject != "opd" and row.subject_id is None:
        raise Refused("the register of the OPD is empty")
    try:
        instrument.variable(variable)
    except UnknownVariable:
        raise Refused("the instrument has no such variable") from None
    return instrument


def writable(conn: Connection, row: AnyRow, variable: str) -> AnyRow | None:
    """The variable's answer, if there is one; refused when the variable may not be changed now.

    The caller has checked that the period is open.
    """
    answer = _ANSWER.first(conn, {"assessment": row.id, "code": variable})
    if may_change(Status(row.status), answer is not None and answer.reopened_at is not None):
        return answer
    raise Refused(f"{variable} is locked while {row.status}")


def begun(conn: Connection, row: AnyRow, variable: str) -> None:
    """To be called with every change of a variable: the first one begins the assessment, and one after a return is
    marked as a repair.
    """
    moved(row, Act.ANSWER)
    if row.status == Status.NOT_STARTED:
        _UPDATE_ASSESSMENT.run(conn, {"row": row.id, "status": Status.DRAFT.value})
    elif row.status == Status.RETURNED:
        this = (ANSWER.c.assessment_id == row.id, ANSWER.c.variable == variable)
        writes.update(conn, ANSWER, {"repaired": True}, *this)
