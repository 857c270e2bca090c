"""The doctor finds what is broken, and nothing else."""

from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, delete, insert, update

from bot.cli import doctor_words as words
from core.effects import MarkReachable, SaveLevel
from storage.engine.schema import AUDIT, AUDIT_CONTENT, AUDIT_HEAD, INBOX, OUTBOX
from storage.evidence import copying
from storage.evidence.opening import open_store
from storage.evidence.store import EvidenceStore
from storage.operations import conditions, doctor
from storage.operations.conditions import Matter
from storage.operations.doctor import Finding, Trouble
from storage.operations.doctor_files import File
from tests.storage.region import Region, later, photo

WITA = ZoneInfo("Asia/Makassar")


def store_of(folder: Path) -> EvidenceStore:
    return open_store(f"file:{folder / 'evidence'}")


def keep(region: Region, store: EvidenceStore, number: int, content: bytes) -> str:
    with store.begin() as writer:
        writer.write(content)
        kept = writer.commit()
    region.database.write(
        lambda conn: copying.stored(conn, number, kept.key, kept.sha256, kept.bytes, "image/png", region.now)
    )
    return kept.key


def test_a_sound_installation(region: Region, tmp_path: Path) -> None:
    store, read = store_of(tmp_path), list[tuple[int, int]]()
    region.do("Ani", photo(region.dinkes, "V01", "u1"), photo(region.dinkes, "V02", "u2"))
    keep(region, store, 1, b"satu")
    keep(region, store, 2, b"dua")
    before = region.dump()
    report = doctor.examine(region.database, store, region.now, progress=lambda done, of: read.append((done, of)))
    assert (report.ok, report.findings, report.audit_ok) == (True, (), True)
    assert (report.waiting, report.unsure, report.set_aside) == (0, 0, 0)
    assert (report.sqlite is None) == (region.database.dialect == "postgresql")
    assert read == [(1, 2), (2, 2)]
    assert [(chain.pemda, chain.checked.whole) for chain in report.seen.chains] == [
        ("Kabupaten Kutai Timur", True),
        ("Kota Bontang", True),
    ]
    assert region.dump() == before


def test_missing_and_differing_evidence_are_problems(region: Region, tmp_path: Path) -> None:
    store = store_of(tmp_path)
    region.do("Ani", *(photo(region.dinkes, f"V0{n}", f"u{n}", f"Foto {n}") for n in (1, 2, 3)))
    keys = [keep(region, store, n, f"isi {n}".encode()) for n in (1, 2, 3)]
    (tmp_path / "evidence" / keys[0]).unlink()
    (tmp_path / "evidence" / keys[1]).write_bytes(b"lain")
    report = doctor.examine(region.database, store, region.now)
    assert (report.ok, report.warnings) == (False, ())
    place = ("Kabupaten Kutai Timur", "Foto {}", "DINKES", "2026")
    given = {"kind": "photo", "role": "contact", "sent_at": region.now}
    first, second = (
        File(n, place[0], place[1].format(n), *place[2:], (f"V0{n}",), **given)  # type: ignore[arg-type]
        for n in (1, 2)
    )
    assert report.problems == (
        Finding(Trouble.EVIDENCE_MISSING, file=first),
        Finding(Trouble.EVIDENCE_DIFFERS, file=second),
    )
    said = words.sentence(report.problems[0], WITA)
    assert "Kabupaten Kutai Timur, 2026, DINKES, V01, foto Foto 1 (bukti no. 1), dari kontak, Senin, 23 Novem" in said


def test_a_broken_chain_is_a_problem(region: Region, tmp_path: Path) -> None:
    region.do("Ani", SaveLevel(region.dinkes, "V01", 3))
    change = update(AUDIT_CONTENT).where(AUDIT_CONTENT.c.pemda_id == 1).values(content="{}")
    region.database.write(lambda conn: conn.execute(change))
    report = doctor.examine(region.database, store_of(tmp_path), region.now)
    assert (report.ok, report.audit_ok) == (False, False)
    assert (report.problems[0].trouble, report.problems[0].place) == (Trouble.CHAIN_BROKEN, "Kabupaten Kutai Timur")
    said = words.sentence(report.problems[0], WITA)
    assert said.startswith(
        "rantai catatan Kabupaten Kutai Timur tidak utuh pada catatan ke-1: isinya diubah. Yang perlu"
    )


def test_a_chain_that_was_taken_away_is_a_problem(region: Region, tmp_path: Path) -> None:
    region.do("Ani", SaveLevel(region.dinkes, "V01", 3))
    for table in (AUDIT_CONTENT, AUDIT, AUDIT_HEAD):
        gone = delete(table).where(table.c.pemda_id == 1)
        region.database.write(lambda conn, gone=gone: conn.execute(gone))
    report = doctor.examine(region.database, store_of(tmp_path), region.now)
    assert (report.ok, report.audit_ok) == (False, False)
    assert (report.problems[0].trouble, report.problems[0].place) == (Trouble.CHAIN_BROKEN, "Kabupaten Kutai Timur")


def test_an_anchor_is_looked_for(region: Region, tmp_path: Path) -> None:
    newest = region.database.read(lambda conn: doctor.look(conn, region.now)).chains[0].checked.hash
    report = doctor.examine(region.database, store_of(tmp_path), region.now, anchor=newest[:16])
    assert report.ok
    assert report.seen.anchors == (("Kabupaten Kutai Timur", report.seen.chains[0].checked.entries),)
    report = doctor.examine(region.database, store_of(tmp_path), region.now, anchor="0" * 64)
    assert (report.audit_ok, report.problems) == (False, (Finding(Trouble.ANCHOR_UNKNOWN),))


def test_what_was_left_out_by_design_is_no_failure(region: Region, tmp_path: Path) -> None:
    values = {"chat_id": 1, "kind": "edit", "priority": 5, "payload": {}, "state": "skipped", "created_at": region.now}
    region.database.write(lambda conn: conn.execute(insert(OUTBOX), [values] * 140))
    report = doctor.examine(region.database, store_of(tmp_path), region.now)
    assert (report.ok, report.warnings, report.seen.lines) == (True, (), ())


def test_a_refused_token_is_an_alarm(region: Region, tmp_path: Path) -> None:
    region.database.write(lambda conn: conditions.note(conn, Matter.TOKEN, region.now))
    report = doctor.examine(region.database, store_of(tmp_path), region.now)
    assert Finding(Trouble.TOKEN_REFUSED, 1) in report.findings


def test_what_waits_and_what_is_in_doubt(region: Region, tmp_path: Path) -> None:
    def fill(conn: Connection) -> None:
        for state, age in (
            ("waiting", 0),
            ("sending", 0),
            ("unsure", 30),
            ("held", 30),
            ("failed", 6),
            ("failed", 8),
            ("skipped", 0),
            ("sent", 0),
        ):
            made = later(region.now, days=-age)
            values = {"chat_id": 1, "kind": "send", "priority": 1, "payload": {}, "error": state}
            conn.execute(insert(OUTBOX).values(**values, state=state, created_at=made))
        for number, state in enumerate(("waiting", "queued", "done", "aside")):
            values = {"update_id": number, "identity": "m", "lane": "p11", "body": '{"message": {"text": "Halo"}}'}
            conn.execute(insert(INBOX).values(**values, state=state, received_at=region.now))

    region.database.write(fill)
    region.do("Dewi", MarkReachable(False))
    region.do("Ani", photo(region.dinkes, "V01"))
    region.now += timedelta(hours=2)
    report = doctor.examine(region.database, store_of(tmp_path), region.now)
    assert (report.waiting, report.calls_waiting, report.unsure, report.set_aside) == (5, 2, 1, 1)
    assert report.problems == (Finding(Trouble.SET_ASIDE, 1),)
    assert report.warnings == (
        Finding(Trouble.EVIDENCE_WAITING, 1, late=report.seen.late),
        Finding(Trouble.UPDATES_LATE, 2),
        Finding(Trouble.CALLS_LATE, 2),
        Finding(Trouble.UNSURE, 1),
        Finding(Trouble.HELD, 1),
        Finding(Trouble.FAILED, 1),
        Finding(Trouble.UNREACHABLE, 1),
    )
    assert [line.state for line in report.seen.lines] == ["failed", "held", "unsure"]
    assert [(item.what, item.telegram_id) for item in report.seen.set_aside] == [("text", 11)]
    assert (report.seen.copying, report.seen.copying_late) == (1, 1)
    (late,) = report.seen.late
    assert (late.opd_code, late.name, late.since) == ("DINKES", "Foto", region.now - timedelta(hours=2))
