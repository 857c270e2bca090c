"""Registers of OPD: kept as a whole, and seen by those of the OPD and coordinators alone."""

from dataclasses import replace

import pytest

from core.assessment.subjects import Subject
from core.effects import KeepRegister, ReadRegister, RetireSubject, SendRegister
from core.register.model import Register, RegisterWish
from core.wish import Wish
from storage.audit import replay
from storage.engine.schema import AUDIT, OUTBOX, SUBJECT
from storage.orders.rights import Refused
from storage.pemda import registers
from tests.storage.region import Region

ID = "standar-pelayanan"
OLD = Subject("service", "L1", "Rawat jalan", {"TETAP": "2020-01-31", "KOMP": "14", "SKM": "2026-11-01"})
NEW = Subject("service", "L2", "Imunisasi", {"TETAP": "2026-11-01", "KOMP": "14", "SKM": "2026-11-01"})


def known(region: Region, who: str, opd: int) -> Register | None:
    found = region.knows(who, Wish(pemda=1, register=RegisterWish(opd, instrument=ID))).register
    assert found is not None
    return found.own


def test_a_register_is_kept_once_however_often_it_is_sent(region: Region) -> None:
    opd = region.opd[1, "DINKES"]
    order = KeepRegister(opd, "service", (OLD, NEW))
    region.do("Ani", order)
    before = len(region.rows(AUDIT))
    region.do("Ani", order)
    assert (len(region.rows(SUBJECT)), len(region.rows(AUDIT))) == (2, before)
    region.do("Citra", KeepRegister(opd, "service", (replace(NEW, name="Imunisasi dasar"),), ("L1",)))
    found = known(region, "Ani", opd)
    assert found is not None
    assert [(one.name, one.retired) for one in found.lines] == [("Rawat jalan", True), ("Imunisasi dasar", False)]


WRONG = (
    replace(NEW, code="x" * 41),
    replace(NEW, name=" "),
    replace(NEW, kind="sop"),
    replace(NEW, attributes={"A": "x" * 161}),
)


@pytest.mark.parametrize("wrong", WRONG)
def test_one_impossible_line_keeps_the_order_from_being_carried_out(region: Region, wrong: Subject) -> None:
    with pytest.raises(Refused):
        region.do("Ani", KeepRegister(region.opd[1, "DINKES"], "service", (OLD, wrong)))
    assert region.rows(SUBJECT) == []


def test_only_people_of_the_opd_and_coordinators_see_and_change_it(region: Region) -> None:
    opd = region.opd[1, "DINKES"]
    region.do("Ani", KeepRegister(opd, "service", (OLD,)))
    orders = (
        KeepRegister(opd, "service", (NEW,)),
        RetireSubject(opd, "service", "L1"),
        ReadRegister(opd, ID, "F", "a.xlsx", 9),
        SendRegister(opd, ID),
    )
    for stranger in ("Fajar", "Gita"):
        assert all(region.refuses(stranger, order) for order in orders)
        assert known(region, stranger, opd) is None
        assert region.knows(stranger, Wish(pemda=1, register=RegisterWish(pemda=1))).register.region is None
    region.do("Citra", *orders[2:])
    names = [row["payload"].get("job") for row in region.rows(OUTBOX)][-2:]
    assert names == ["register_file", "register_sheet"]


def test_a_coordinator_sees_how_many_are_red(region: Region) -> None:
    region.do("Ani", KeepRegister(region.opd[1, "DINKES"], "service", (OLD, NEW)))
    found = region.knows("Citra", Wish(pemda=1, register=RegisterWish(pemda=1, instrument=ID))).register
    assert found is not None
    assert found.region is not None
    assert [(one.code, one.lines, one.red) for one in found.region.opds if one.lines] == [("DINKES", 2, 1)]
    assert (found.region.lines, found.region.red, found.region.instrument.id) == (2, 1, ID)


def test_the_form_needs_an_opd_and_an_instrument_that_are_there(region: Region) -> None:
    opd = region.opd[1, "DINKES"]
    assert region.database.read(lambda conn: registers.find(conn, opd, ID)).code == "DINKES"
    for number, instrument in ((opd, "kematangan-2018"), (10**6, ID)):
        with pytest.raises(LookupError):
            region.database.read(lambda conn, asked=(number, instrument): registers.find(conn, *asked))


def test_what_is_kept_is_proven_by_the_log(region: Region) -> None:
    region.do("Ani", KeepRegister(region.opd[1, "DINKES"], "service", (OLD, NEW), ()))
    assert region.database.read(lambda conn: list(replay.differences(conn, 1))) == []
