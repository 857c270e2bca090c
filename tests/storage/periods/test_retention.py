"""What /privasi promises: words, files and names go when their time is over; numbers stay; kills do no harm."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, delete, insert, select, update

from bot.evidence.discarding import Discarding
from core.effects import Ask, ChangePemda, ClosePeriod, KeepLonger, LeaveRole, OpenPeriod, ReopenPeriod, SaveExplanation
from core.pemda.retention import announced, goes_at, may_go, years_after
from core.people.roles import ERASED_NAME
from scheduler.env import TickEnv
from scheduler.retention import retention
from scheduler.upkeep import upkeep
from storage.audit import chain, writes
from storage.engine.schema import (
    ANSWER,
    ASSESSMENT,
    AUDIT,
    AUDIT_CONTENT,
    CONVERSATION,
    DISCARDED,
    EVIDENCE,
    EVIDENCE_USE,
    MEMBERSHIP,
    OUTBOX,
    PEMDA,
    PERIOD,
    PERSON,
    QUESTION,
    VERDICT,
)
from storage.evidence import discarded
from storage.evidence.opening import open_store
from storage.evidence.store import EvidenceStore
from storage.operations import doctor
from storage.operations.doctor_log import LogComparison, play
from storage.periods import retention as stored
from tests.storage.region import ADMIN, VERIFY_DUE, Region, answered

ENV = TickEnv(frozenset({ADMIN}), lambda *_: frozenset())
GOES = years_after(VERIFY_DUE, 5)
NEXT = (GOES - timedelta(days=60), GOES + timedelta(days=600), GOES + timedelta(days=700))
"""The next period is under way when the words of the first one go."""
TELLS = GOES - timedelta(days=30)
PHOTO, OTHER = b"foto posko", b"foto lain"


@pytest.fixture(params=["folder", "bucket"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> EvidenceStore:
    return open_store(f"file:{tmp_path}/evidence" if request.param == "folder" else "memory:///")


@pytest.fixture
def over(region: Region, store: EvidenceStore) -> Region:
    """Dinkes answered in words and files (one removed, one shared with Bontang); the period is over."""
    region.do("Ani", *answered(region.dinkes, "V01"), *answered(region.dinkes, "V02"))
    said = SaveExplanation(region.dinkes, "V01", "Disusun oleh Ani", ((5, "Disusun oleh Ani"),))
    region.do("Ani", said, Ask(region.dinkes, "V01", "Apa?"))
    region.do("Gita", *answered(region.bontang, "V01"))
    keys = {content: keep(store, content) for content in (PHOTO, OTHER)}

    def work(conn: Connection) -> None:
        mine = EVIDENCE.c.assessment_id == region.dinkes
        first, second = conn.execute(select(EVIDENCE.c.id).where(mine).order_by(EVIDENCE.c.id)).scalars().all()[:2]
        theirs = EVIDENCE.c.assessment_id == region.bontang
        for where, content in ((EVIDENCE.c.id == first, PHOTO), (EVIDENCE.c.id == second, OTHER), (theirs, PHOTO)):
            key, sha = keys[content]
            writes.update(conn, EVIDENCE, {"state": "stored", "bytes": 10, "storage_key": key, "sha256": sha}, where)
        writes.update(conn, EVIDENCE, {"removed_at": region.now}, EVIDENCE.c.id == second)
        declarant = {"declarant_name": "dr. Rina", "declarant_nip": "1" * 18, "receipt_code": "DINKES-26-AB12"}
        writes.update(conn, ASSESSMENT, declarant, ASSESSMENT.c.id == region.dinkes)
        given = {"assessment_id": region.dinkes, "by": region.person["Budi"], "at": region.now, "version": 1}
        verdict = {"variable": "V01", "stage": "region", "level": 2, "note": "Kurang, Ani"}
        writes.insert(conn, VERDICT, {**given, **verdict})

    region.database.write(work)
    region.do("Citra", ClosePeriod(region.period[1]), OpenPeriod(1, "2031", "kematangan-2018", *NEXT))
    region.do("Hadi", ClosePeriod(region.period[2]))
    region.do("Hadi", ChangePemda(2, "kept_years", 10))
    return region


def keep(store: EvidenceStore, content: bytes) -> tuple[str, str]:
    with store.begin() as writer:
        writer.write(content)
        kept = writer.commit()
    return kept.key, kept.sha256


def tick(region: Region, at: datetime, works: Callable[[int], bool] = lambda count: True) -> int:
    """Pieces until nothing is left to do, as the clock works them; returns how many did something. `works`: whether the
    process is still alive before the piece of that number."""
    region.now, count = at, 0
    while True:
        done = False
        for piece in region.database.write(lambda conn: list(retention(conn, at, ENV))):
            if not works(count):
                return count
            did = region.database.write(piece.work)
            done, count = done or did, count + did
        if not done:
            return count


def notices(region: Region) -> list[str]:
    said = [row["payload"].get("text", "") for row in region.rows(OUTBOX)]
    return [words for words in said if "Data periode" in words or "sudah dihapus. Nilai" in words]


def sweep(region: Region, store: EvidenceStore) -> int:
    return asyncio.run(Discarding(region.database, store, lambda: region.now).look())


def test_nothing_goes_before_it_was_announced(over: Region) -> None:
    assert tick(over, TELLS - timedelta(minutes=1)) == 0
    assert tick(over, TELLS) == 1
    assert notices(over) == [
        "⚠️ <b>Data periode 2026 dihapus pada 8 Januari 2032</b>, karena masa simpan 5 tahun sejak periode berakhir "
        "sudah habis.\nDihapus: 2 bukti (0,0 MB), penjelasan, catatan, pertanyaan, dan penanggung jawab dari 1 OPD; "
        "juga nama dan nomor akun orang yang sudah lama tidak bertugas. Nilai dan hasil tetap.\n"
        "Bila masih diperlukan, unduh dahulu dengan pandu export --period 2026 --format zip, atau tunda."
    ]
    assert tick(over, GOES - timedelta(minutes=1)) == 0
    assert len(over.rows(QUESTION)) == 1


def test_words_and_files_go_and_numbers_stay(over: Region, store: EvidenceStore) -> None:
    tick(over, TELLS)
    tick(over, GOES)
    mine = {"assessment_id": over.dinkes}
    assert over.rows(EVIDENCE, **mine) == over.rows(QUESTION) == []
    assert {row["evidence_id"] for row in over.rows(EVIDENCE_USE)} <= {row["id"] for row in over.rows(EVIDENCE)}
    assert [(row["level"], row["explanation"], row["parts"]) for row in over.rows(ANSWER, **mine)] == [(3, "", [])] * 2
    assert [(row["level"], row["note"]) for row in over.rows(VERDICT)] == [(2, "")]
    kept = over.row(ASSESSMENT, id=over.dinkes)
    assert (kept["declarant_name"], kept["declarant_nip"], kept["receipt_code"]) == ("", "", "DINKES-26-AB12")
    assert over.row(PERIOD, id=over.period[1])["erased_at"] == GOES
    assert over.rows(EVIDENCE, assessment_id=over.bontang) != []
    assert notices(over)[-1] == (
        "Bukti, penjelasan, dan nama pada periode 2026 sudah dihapus. Nilai dan hasilnya tetap tersimpan."
    )
    assert tick(over, GOES + timedelta(days=1)) == 0


def test_the_chain_holds_and_names_what_was_erased(over: Region) -> None:
    about = [row["number"] for row in over.rows(AUDIT, pemda_id=1) if row["assessment_id"] == over.dinkes]
    tick(over, TELLS)
    tick(over, GOES)
    checked = over.database.read(lambda conn: chain.verify(conn, 1))
    assert checked.whole
    assert checked.erased >= len(about) > 0
    assert not any(row["number"] in about for row in over.rows(AUDIT_CONTENT, pemda_id=1))
    acts = over.acts()
    assert acts[-1] == "period_erased"
    assert "erase" in acts


def test_bytes_go_when_nobody_needs_them(over: Region, store: EvidenceStore) -> None:
    shared = over.row(EVIDENCE, assessment_id=over.bontang)["storage_key"]
    own = next(row["storage_key"] for row in over.rows(EVIDENCE, assessment_id=over.dinkes) if row["removed_at"])
    tick(over, TELLS)
    tick(over, GOES)
    assert store.exists(own)
    while sweep(over, store):
        pass
    assert (store.exists(own), store.exists(shared)) == (False, True)
    report = doctor.examine(over.database, store, over.now)
    assert (report.missing, report.differing) == ((), ())
    assert all(chain.checked.whole and not chain.checked.missing for chain in report.seen.chains)
    compared = [over.database.read(lambda conn, pemda=pemda: play(conn, pemda)) for pemda in (1, 2)]  # type: ignore[misc]
    assert compared == [LogComparison()] * 2
    assert over.rows(DISCARDED) == []
    later = years_after(VERIFY_DUE, 10)
    tick(over, later - timedelta(days=30))
    tick(over, later)
    while sweep(over, store):
        pass
    assert not store.exists(shared)


@pytest.mark.parametrize("dies_at", range(4))
def test_killed_in_between_it_goes_on(over: Region, store: EvidenceStore, dies_at: int) -> None:
    tick(over, TELLS)
    tick(over, GOES, lambda count: count < dies_at)
    tick(over, GOES + timedelta(hours=1))
    assert over.rows(EVIDENCE, assessment_id=over.dinkes) == []
    assert over.row(PERIOD, id=over.period[1])["erased_at"] is not None
    assert len(notices(over)) == 2
    keys = over.database.write(lambda conn: discarded.due(conn, over.now))
    for key in keys:
        store.remove(key)  # and the process dies before it is noted
    assert sweep(over, store) == len(keys)
    assert over.rows(DISCARDED) == []


def test_evidence_with_the_same_bytes_that_comes_in_that_moment_is_fetched_again(over: Region) -> None:
    row = over.row(EVIDENCE, assessment_id=over.bontang)
    over.database.write(lambda conn: discarded.gone(conn, [row["storage_key"]], over.now))
    again = over.row(EVIDENCE, assessment_id=over.bontang)
    assert (again["state"], again["storage_key"], again["next_at"]) == ("received", None, over.now)


def test_a_coordinator_puts_it_off_and_is_told_again(over: Region) -> None:
    tick(over, TELLS)
    over.do("Citra", KeepLonger(over.period[1]))
    until = years_after(TELLS, 1)
    assert tick(over, until - timedelta(days=31)) == 0
    assert tick(over, until - timedelta(days=30)) == 1
    assert tick(over, until - timedelta(minutes=1)) == 0
    assert tick(over, until) > 1
    assert over.refuses("Citra", KeepLonger(over.period[1]))


@pytest.mark.parametrize("name", ["Ani", "Budi", "Hadi"])
def test_only_its_coordinators_put_it_off(over: Region, name: str) -> None:
    assert over.refuses(name, KeepLonger(over.period[1]))


def test_a_longer_time_holds_what_was_announced_and_a_shorter_one_is_announced_first(over: Region) -> None:
    tick(over, TELLS)
    over.do("Citra", ChangePemda(1, "kept_years", 10))
    assert tick(over, GOES) == 0
    over.do("Citra", ChangePemda(1, "kept_years", 1))
    assert tick(over, GOES + timedelta(hours=1)) == 1
    assert tick(over, GOES + timedelta(days=30)) == 0
    assert len(notices(over)) == 2
    assert tick(over, GOES + timedelta(days=30, hours=1)) > 1


def test_an_erased_period_is_not_reopened(over: Region) -> None:
    tick(over, TELLS)
    tick(over, GOES)
    assert over.refuses("Citra", ReopenPeriod(over.period[1], GOES + timedelta(days=30)))


def test_an_open_period_stays_however_old(region: Region) -> None:
    assert region.database.read(stored.periods) == []


def test_people_go_when_their_last_role_is_over_for_that_time(over: Region) -> None:
    (held,) = over.rows(MEMBERSHIP, person_id=over.person["Dewi"])
    over.do("Dewi", LeaveRole(held["id"]))
    at = years_after(over.now, 5)
    tick(over, at - timedelta(minutes=1))
    assert over.row(PERSON, id=over.person["Dewi"])["name"] == "Dewi"
    tick(over, at)
    gone = over.row(PERSON, id=over.person["Dewi"])
    assert (gone["telegram_id"], gone["name"]) == (None, ERASED_NAME)
    assert over.row(PERSON, id=over.person["Ani"])["name"] == "Ani"


def test_where_no_period_is_kept_nobody_is(over: Region) -> None:
    def none_follows(conn: Connection) -> None:
        newer = select(PERIOD.c.id).where(PERIOD.c.name == "2031")
        conn.execute(delete(ASSESSMENT).where(ASSESSMENT.c.period_id.in_(newer)))
        conn.execute(delete(PERIOD).where(PERIOD.c.name == "2031"))

    over.database.write(none_follows)
    tick(over, TELLS)
    assert "Ini periode terakhir yang tersimpan, jadi semua peran ikut berakhir." in notices(over)[-1]
    tick(over, GOES)
    people = {row["name"] for row in over.rows(PERSON)}
    assert people == {ERASED_NAME, "Gita", "Hadi"}


def test_strangers_are_forgotten_when_they_fall_silent(region: Region) -> None:
    accounts = (901, region.person["Ani"] * 11)
    rows = [{"telegram_id": account, "moved_at": region.now} for account in accounts]
    region.database.write(lambda conn: conn.execute(insert(CONVERSATION), rows))
    for days, left in ((89, 2), (91, 1)):
        at = region.now + timedelta(days=days)
        for piece in region.database.write(lambda conn, at=at: list(upkeep(conn, at, ENV))):  # type: ignore[misc]
            region.database.write(piece.work)
        assert len(region.rows(CONVERSATION)) == left


def test_a_replaced_regulation_goes_after_that_time(region: Region, store: EvidenceStore) -> None:
    key, sha = keep(store, OTHER)
    file = {"key": key, "sha256": sha, "bytes": "9", "name": "a.pdf", "file_id": "f"}
    region.database.write(lambda conn: conn.execute(update(PEMDA).where(PEMDA.c.id == 1).values(rule_file=file)))
    region.do("Citra", ChangePemda(1, "rule_file", {}))
    region.now = years_after(region.now, 5) - timedelta(minutes=1)
    assert sweep(region, store) == 0
    region.now += timedelta(minutes=1)
    assert sweep(region, store) == 1
    assert not store.exists(key)


def test_the_rules_of_time() -> None:
    end = datetime(2028, 2, 29, 8, tzinfo=VERIFY_DUE.tzinfo)
    assert [years_after(end, years).day for years in (1, 4)] == [28, 29]
    assert goes_at(end, 1, end + timedelta(days=800)) == end + timedelta(days=800)
    goes = goes_at(end, 1, None)
    told = [goes - timedelta(days=31), goes - timedelta(days=30), goes + timedelta(days=3)]
    assert [announced(goes, at) for at in told] == [False, True, True]
    assert [may_go(goes, at, goes + timedelta(days=5)) for at in told] == [False, True, False]
