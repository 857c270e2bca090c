"""Evidence in a bucket (S3, Google Cloud, Azure), through the library obstore. Imported only when a bucket is
configured.

obstore reads keys, region and endpoint from the environment (AWS_*, GOOGLE_*, AZURE_*), into which `.env` is copied.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import IO, Any

import obstore
from obstore.exceptions import BaseError, PermissionDeniedError, UnauthenticatedError
from obstore.store import from_url

from storage.evidence.store import Readable, Writer, checked, unchanged
from storage.evidence.store_faults import StoreFault, Unavailable

_TRIAL, _TRIED = "incoming/trial", b"PanduMatang writes this when it starts.\n"
_OPTIONS: dict[str, Any] = {"retry_config": {"max_retries": 3, "retry_timeout": timedelta(seconds=30)}}
"""How long one call is repeated. The in-memory store of the tests has no such options."""

_NO_KEYS = "169.254.169.254"  # the address of a cloud machine's own keys, asked where none are given
_REFUSED = ("AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch", "403 Forbidden", "401 Unauthorized")


class BucketStore:
    """A bucket, with an optional folder in it (`s3://bucket/folder`)."""

    def __init__(self, url: str) -> None:
        try:
            self._bucket = from_url(url, **({} if url.startswith("memory:") else _OPTIONS))
        except (BaseError, ValueError) as error:
            raise Unavailable(StoreFault.ADDRESS, _first_line(error)) from None

    def begin(self) -> Writer:
        return _BucketWriter(self._bucket)

    def open(self, key: str) -> Readable:
        try:
            with _reported():
                return _Reader(obstore.open_reader(self._bucket, checked(key)))
        except FileNotFoundError:
            self.try_reading()  # a bucket that is not there would look like a file that is not there
            raise

    def exists(self, key: str) -> bool:
        try:
            with _reported():
                obstore.head(self._bucket, checked(key))
        except FileNotFoundError:
            self.try_reading()
            return False
        return True

    def verify(self, key: str) -> bool:
        return unchanged(self, key)

    def remove(self, key: str) -> None:
        with suppress(FileNotFoundError), _reported():
            obstore.delete(self._bucket, checked(key))

    def clean(self) -> int:
        return 0  # what was not committed lay in a temporary file of the process

    def try_reading(self) -> None:
        try:
            with _reported():
                obstore.get(self._bucket, _TRIAL).bytes()
        except FileNotFoundError:
            return  # it answers, and nothing was tried yet

    def try_writing(self) -> None:
        _put(self._bucket, _TRIAL, _TRIED)


class _Reader:
    """A file being read; errors of reading are reported as those of the store."""

    def __init__(self, file: Readable) -> None:
        self._file = file

    def read(self, size: int, /) -> Any:
        with _reported():
            return self._file.read(size)

    def close(self) -> None:
        self._file.close()


class _BucketWriter(Writer):
    """Collects the bytes in a temporary file and sends them in one go, because the name is known only when all bytes
    are.
    """

    def __init__(self, bucket: obstore.store.ObjectStore) -> None:
        file = tempfile.NamedTemporaryFile()  # noqa: SIM115, closed by _discard
        super().__init__(file, Path(file.name))
        self._bucket = bucket

    def _keep(self, key: str) -> None:
        self._file.flush()
        self._file.seek(0)
        _put(self._bucket, key, self._file)


def _put(bucket: obstore.store.ObjectStore, key: str, content: bytes | IO[bytes]) -> None:
    try:
        with _reported():
            obstore.put(bucket, key, content)
    except FileNotFoundError as error:  # what is written cannot be missing: its bucket is
        raise Unavailable(StoreFault.ABSENT, _first_line(error)) from None


@contextmanager
def _reported() -> Iterator[None]:
    """Turns errors of the library into FileNotFoundError (this file) or Unavailable (the bucket)."""
    try:
        yield
    except FileNotFoundError as error:
        if "NoSuchBucket" in str(error):
            raise Unavailable(StoreFault.ABSENT, _first_line(error)) from None
        raise
    except (PermissionDeniedError, UnauthenticatedError) as error:
        raise Unavailable(StoreFault.DENIED, _first_line(error)) from None
    except (BaseError, OSError) as error:
        words = str(error)
        denied = _NO_KEYS in words or any(mark in words for mark in _REFUSED)
        raise Unavailable(StoreFault.DENIED if denied else StoreFault.UNREACHABLE, _first_line(error)) from None


def _first_line(error: Exception) -> str:
    """The first line of an error; the others are the library's own debugging."""
    return str(error).partition("\n")[0][:300]
