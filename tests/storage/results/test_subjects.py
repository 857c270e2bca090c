"""An OPD whose SOP are assessed one by one: register, assessments, results and exports."""

from types import SimpleNamespace

import pytest

from bot.texts.groups.board import board
from core.assessment.model import Declarant
from core.assessment.sent import Sent
from core.assessment.subjects import Subject
from core.effects import KeepSubject, RetireSubject, SaveLevel, SetDeclarant, Submit
from core.effects.review import ClaimReview, DraftVerdict, FixVerdicts
from core.pemda.parts import Part
from core.people.roles import Role
from core.review.facts import ReviewWish
from core.review.verdicts import Stage
from core.wish import Wish
from storage.engine.schema import ASSESSMENT, PERIOD
from storage.orders.rights import Refused
from storage.pemda.facts import _sent as sent_of_periods
from storage.periods.rules import take_part
from storage.results import facts as own_results
from tests.made_instruments import REGISTER_TEXT
from tests.storage.region import DECLARANT, Region
from tests.storage.results.test_other_instruments import as_json, cells, pinned_to, whole
from tests.storage.review.test_verdicts import join

FIRST = Subject("sop", "01", "Izin praktik", {"TGL": "2024-03-12"})
SECOND = Subject("sop", "02", "Rujukan")


@pytest.fixture
def registered(region: Region) -> Region:
    pinned_to(region, REGISTER_TEXT)
    opd = region.opd[1, "DINKES"]
    region.do("Ani", KeepSubject(opd, FIRST), KeepSubject(opd, SECOND))
    return region


def numbers(region: Region) -> dict[str, int]:
    """Subject -> its assessment."""
    rows = region.rows(ASSESSMENT, opd_id=region.opd[1, "DINKES"], period_id=region.period[1])
    names = {one.id: one.code for one in _register(region)}
    return {names[row["subject_id"]]: row["id"] for row in rows}


def _register(region: Region) -> tuple[Subject, ...]:
    a = region.knows("Ani", Wish(assessment=region.dinkes)).assessment
    assert a is not None
    return a.register


def test_the_first_line_takes_the_place_of_the_empty_register(registered: Region) -> None:
    found = numbers(registered)
    assert found["01"] == registered.dinkes != found["02"]
    registered.database.write(lambda conn: take_part(conn, 1))
    assert numbers(registered) == found
    opd = registered.opd[1, "DINKES"]
    registered.do("Ani", RetireSubject(opd, "sop", "02"), KeepSubject(opd, Subject("sop", "02", "Rujukan pasien")))
    assert [(one.name, one.retired) for one in _register(registered)] == [
        ("Izin praktik", False),
        ("Rujukan pasien", False),
    ]
    assert numbers(registered) == found


def test_only_people_of_the_opd_and_coordinators_keep_its_register(region: Region) -> None:
    pinned_to(region, REGISTER_TEXT)
    other = region.opd[1, "DISHUB"]
    for who, opd in (("Ani", other), ("Eko", other)):
        with pytest.raises(Refused):
            region.do(who, KeepSubject(opd, FIRST))
    with pytest.raises(Refused):  # before there is anything to answer for
        region.do("Ani", SaveLevel(region.dinkes, "E1", 1))
    region.do("Citra", KeepSubject(other, FIRST))


def test_the_menu_the_results_and_the_board_count_alike(registered: Region) -> None:
    """Dishub has registered nothing: it is an OPD, and no SOP."""

    def same(sent: Sent) -> bool:
        admin = registered.knows("Citra", Wish(pemda=1, parts=frozenset({Part.OPDS}))).admin
        assert admin is not None
        rows = [row for row in registered.rows(PERIOD) if row["id"] == registered.period[1]]
        running = registered.database.read(lambda conn: sent_of_periods(conn, [SimpleNamespace(**row) for row in rows]))
        return whole(registered).sent == admin.sent_here == running[registered.period[1]] == sent

    first, second = numbers(registered).values()
    assert same(Sent(0, 2, 0, 2, "sop"))
    for number, sent in ((first, Sent(0, 2, 1, 2, "sop")), (second, Sent(1, 2, 2, 2, "sop"))):
        levels = (SaveLevel(number, "E1", 1), SaveLevel(number, "S1", 2))
        registered.do("Ani", *levels, SetDeclarant(number, DECLARANT), Submit(number))
        assert same(sent)
    results = whole(registered)
    assert (results.region.of, results.states.total, len(results.unregistered)) == (2, 2, 1)
    for words in ("1 dari 2 OPD (2 dari 2 SOP) mengirim", "⬜ 1 OPD belum mendaftarkan SOP", "dari 2 SOP"):
        assert words in board(results)


def test_each_has_its_own_result_and_name_everywhere(registered: Region) -> None:
    region, found = registered, numbers(registered)
    for code, levels in (("01", {"E1": 1, "S1": 2}), ("02", {"E1": 0, "S1": 4})):
        number = found[code]
        orders = [SaveLevel(number, variable, level) for variable, level in levels.items()]
        region.do("Ani", *orders, SetDeclarant(number, DECLARANT), Submit(number))
    join(region, "Oki", Role.VERIFIER, "organisasi")
    drafts = [DraftVerdict(found["02"], Stage.REGION, code, 1, level) for code, level in (("E1", 0), ("S1", 4))]
    region.do("Oki", ClaimReview(found["02"], Stage.REGION), *drafts, FixVerdicts(found["02"], Stage.REGION))
    queue = region.knows("Oki", Wish(review=ReviewWish(queue=True))).review
    assert queue is not None
    assert [line.opd_short.replace("\xa0", " ") for line in queue.queue] == ["Dinkes · Izin praktik"]
    period = whole(region)
    shown = [(one.short.replace("\xa0", " "), one.verified) for one in period.opds]
    assert shown == [("Dinkes · Izin praktik", False), ("Dinkes · Rujukan", True), ("Dishub", False)]
    opds = (region.opd[1, "DINKES"],)
    mine = region.database.read(lambda conn: own_results.load(conn, found["02"], opds, region.now))
    assert mine.opd.stages.own.levels == {"E1": 0, "S1": 4}
    assert list(mine.others) == [found["01"]]
    assert period.opd(mine.opd.key) == period.of(found["02"])
    first, second, dishub = as_json(region)["opds"]
    assert first["subject"] == {"kind": "sop", "code": "01", "name": "Izin praktik"}
    assert (second["status"], dishub["subject"]) == ("verified", None)
    assert [row[2].replace("\xa0", " ") for row in cells(region)["Rekap"][4:6]] == [
        "Dinas Kesehatan · Izin praktik",
        "Dinas Kesehatan · Rujukan",
    ]


def test_who_vouched_for_what_was_sent_is_offered_before_who_is_only_named(registered: Region) -> None:
    """On either database: one sorts what has no instant first, the other last."""
    registered.do("Ani", KeepSubject(registered.opd[1, "DINKES"], Subject("sop", "03", "Surat sehat")))
    at, named = numbers(registered), Declarant("Budi Hartono", "Sekretaris", "197501011998032002")
    levels = (SaveLevel(at["01"], "E1", 1), SaveLevel(at["01"], "S1", 2))
    registered.do("Ani", *levels, SetDeclarant(at["01"], DECLARANT), Submit(at["01"]))
    registered.do("Ani", SetDeclarant(at["02"], named))
    third = registered.knows("Ani", Wish(assessment=at["03"])).assessment
    assert third is not None
    assert third.declarant == DECLARANT
