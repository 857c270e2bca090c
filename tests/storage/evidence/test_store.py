"""Evidence: whole or not there, named by its content, in a folder and in a bucket."""

import hashlib
import random
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from storage.evidence.opening import open_store
from storage.evidence.store import EvidenceStore, Stored, chunks
from tests.places import ROOT

LETTER = b"%PDF-1.7 Surat Keputusan"
SHA = hashlib.sha256(LETTER).hexdigest()
KEY = f"{SHA[:2]}/{SHA[2:4]}/{SHA}"


@pytest.fixture(params=["folder", "bucket"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> EvidenceStore:
    return open_store(f"file:{tmp_path}/evidence" if request.param == "folder" else "memory:///")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "evidence"


def keep(store: EvidenceStore, *parts: bytes) -> Stored:
    with store.begin() as writer:
        for part in parts:
            writer.write(part)
        return writer.commit()


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_what_was_committed_is_there(store: EvidenceStore) -> None:
    assert not store.exists(KEY)
    assert keep(store, LETTER[:5], LETTER[5:]) == Stored(KEY, SHA, len(LETTER))
    assert store.exists(KEY)
    assert store.verify(KEY)
    assert b"".join(chunks(store, KEY)) == LETTER


def test_several_megabytes_come_back_as_they_were(store: EvidenceStore) -> None:
    parts = [bytes([number]) * 900_000 for number in range(9)]
    stored = keep(store, *parts)
    assert stored.bytes == 8_100_000
    assert b"".join(chunks(store, stored.key)) == b"".join(parts)


def test_an_empty_file_is_a_file(store: EvidenceStore) -> None:
    stored = keep(store)
    assert (stored.bytes, store.verify(stored.key), list(chunks(store, stored.key))) == (0, True, [])


def test_the_same_bytes_are_kept_once(store: EvidenceStore) -> None:
    assert keep(store, LETTER) == keep(store, LETTER)
    assert store.verify(KEY)


def test_without_a_commit_nothing_stays(store: EvidenceStore) -> None:
    def cut_off() -> None:
        with store.begin() as writer:
            writer.write(LETTER)
            raise OSError("the connection was cut")

    with pytest.raises(OSError, match="cut"):
        cut_off()
    assert not store.exists(KEY)
    assert store.clean() == 0


def test_what_is_missing_is_said(store: EvidenceStore) -> None:
    assert not store.verify(KEY)
    with pytest.raises(FileNotFoundError):
        store.open(KEY)


@pytest.mark.parametrize(
    "key", ["", "../../etc/passwd", f"/{KEY}", f"{KEY}/", f"aa/bb/{SHA}", KEY.upper(), f"{KEY}\n", f"{KEY[:6]}../x"]
)
def test_keys_lead_nowhere_else(store: EvidenceStore, key: str) -> None:
    for use in (store.open, store.exists, store.verify):
        with pytest.raises(ValueError, match="not a key"):
            use(key)


def test_a_folder_lies_where_it_is_named(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    relative = open_store("file:evidence")
    monkeypatch.chdir("/")
    keep(relative, LETTER)
    assert files(folder) == [KEY]
    for url in (f"file:{folder}", f"file://{folder}"):
        assert open_store(url).verify(KEY)


def test_changed_bytes_are_noticed_and_mended_by_the_original(folder: Path) -> None:
    store = open_store(f"file:{folder}")
    keep(store, LETTER)
    (folder / KEY).write_bytes(LETTER.replace(b"1.7", b"1.6"))
    assert not store.verify(KEY)
    keep(store, LETTER)
    assert store.verify(KEY)
    assert files(folder) == [KEY]


def test_what_a_killed_process_left_is_cleaned_away(folder: Path) -> None:
    killed = f"""
        import sys, time
        from storage.evidence.opening import open_store

        writer = open_store("file:{folder}").begin()
        writer.write(b"half" * 100_000)
        print("written", flush=True)
        time.sleep(60)
        """
    command = [sys.executable, "-c", textwrap.dedent(killed)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "written\n"
    process.send_signal(signal.SIGKILL)
    process.wait()
    store = open_store(f"file:{folder}")
    keep(store, LETTER)
    assert len(files(folder)) == 2
    assert store.clean() == 1
    assert files(folder) == [KEY]


def test_a_killed_writer_never_leaves_half_a_file_under_a_key(folder: Path) -> None:
    endless = f"""
        import itertools, os
        from storage.evidence.opening import open_store

        store = open_store("file:{folder}")
        for number in itertools.count():
            with store.begin() as writer:
                for part in range(20):
                    writer.write(f"{{number}} {{part}} ".encode() * 500)
                print(writer.commit().key, flush=True)
        """
    kept: list[str] = []
    for _ in range(3):
        command = [sys.executable, "-c", textwrap.dedent(endless)]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        kept += [process.stdout.readline().strip() for _ in range(4)]
        time.sleep(random.random() / 500)  # anywhere in a later file
        process.send_signal(signal.SIGKILL)
        process.communicate()
    store = open_store(f"file:{folder}")
    store.clean()
    assert set(kept) <= set(files(folder))
    assert all(store.verify(key) for key in files(folder))


@pytest.mark.parametrize("url", ["", "data/evidence", "file:", "file://host/evidence", "ftp://x", "s3:bucket"])
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(ValueError, match="an evidence address is"):
        open_store(url)


def test_a_folder_needs_no_bucket_library() -> None:
    code = "import sys, storage.evidence.opening as store; store.open_store('file:x'); print('obstore' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
