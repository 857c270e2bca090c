"""A store that cannot be used as a whole says why, and is told apart from a file that is not there."""

import errno
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.evidence.opening import open_store
from storage.evidence.store import EvidenceStore, key_of
from storage.evidence.store_faults import StoreFault, Unavailable, fault_of
from tests.storage.s3_server import S3Server, s3_server

KEY = key_of("ab" * 32)
READ_ONLY_SYSTEM = Path("/proc/evidence")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[S3Server]:
    with s3_server() as running:
        values = {"ACCESS_KEY_ID": "k", "SECRET_ACCESS_KEY": "rahasia", "REGION": "x", "ALLOW_HTTP": "true"}
        for name, value in {**values, "ENDPOINT_URL": running.address}.items():
            monkeypatch.setenv(f"AWS_{name}", value)
        yield running


@pytest.fixture
def bucket(server: S3Server) -> EvidenceStore:
    return open_store("s3://bukti/2026")


def refused(server: S3Server, status: int, code: str) -> None:
    server.refusal = status, code


def test_a_bucket_that_works_can_be_tried(bucket: EvidenceStore) -> None:
    bucket.try_reading()  # nothing was ever written there
    bucket.try_writing()
    bucket.try_reading()
    with bucket.begin() as writer:
        writer.write(b"isi")
        stored = writer.commit()
    assert bucket.verify(stored.key)
    assert not bucket.exists(KEY)


@pytest.mark.parametrize(
    ("status", "code", "fault"),
    [
        (404, "NoSuchBucket", StoreFault.ABSENT),
        (403, "AccessDenied", StoreFault.DENIED),
        (403, "SignatureDoesNotMatch", StoreFault.DENIED),
        (401, "Unauthorized", StoreFault.DENIED),
        (503, "SlowDown", StoreFault.UNREACHABLE),
        (500, "InternalError", StoreFault.UNREACHABLE),
    ],
)
def test_each_way_to_be_refused_has_its_fault(
    server: S3Server, bucket: EvidenceStore, status: int, code: str, fault: StoreFault
) -> None:
    with bucket.begin() as writer:
        writer.write(b"isi")
        stored = writer.commit()
    refused(server, status, code)
    for use in (bucket.try_writing, bucket.try_reading, lambda: bucket.verify(stored.key)):
        with pytest.raises(Unavailable) as raised:
            use()
        assert raised.value.fault is fault
        assert "rahasia" not in str(raised.value)
        assert "\n" not in str(raised.value)
    with bucket.begin() as writer:
        writer.write(b"lain")
        with pytest.raises(Unavailable):
            writer.commit()


def test_a_server_that_is_not_there_cannot_be_reached(monkeypatch: pytest.MonkeyPatch, server: S3Server) -> None:
    server.server_close()
    with pytest.raises(Unavailable) as raised:
        open_store("s3://bukti").try_writing()
    assert raised.value.fault is StoreFault.UNREACHABLE


@pytest.mark.parametrize("url", [f"file:{READ_ONLY_SYSTEM}", "file:{file}/evidence"])
def test_a_folder_that_cannot_be_made_is_unwritable(tmp_path: Path, url: str) -> None:
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(OSError) as raised:  # noqa: PT011 its fault is what counts
        open_store(url.format(file=file)).try_writing()
    assert fault_of(raised.value) is StoreFault.UNWRITABLE


def test_a_full_disk_is_full() -> None:
    with pytest.raises(OSError) as raised, open("/dev/full", "wb", buffering=0) as disk:  # noqa: PT011
        disk.write(b"x")
    assert fault_of(raised.value) is StoreFault.FULL
    assert fault_of(OSError(errno.EIO, "")) is StoreFault.UNREACHABLE


def test_a_trial_leaves_nothing_in_the_folder(tmp_path: Path) -> None:
    store = open_store(f"file:{tmp_path}/evidence")
    store.try_reading()
    store.try_writing()
    store.try_reading()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_without_the_bucket_library_it_is_said_what_to_install() -> None:
    code = "import sys; sys.modules['obstore'] = None\nfrom storage.evidence.opening import open_store\nopen_store('s3://b')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr.splitlines()[-1] == "storage.evidence.store_faults.Unavailable: package"
