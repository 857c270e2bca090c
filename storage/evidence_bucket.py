"""Evidence in a bucket (S3, Google Cloud, Azure), by way of obstore. Imported only when one is configured."""

import tempfile
from typing import IO

import obstore
from obstore.store import from_url

from storage.evidence_store import CHUNK, Readable, Writer, checked, unchanged

_IN_MEMORY = 4 * CHUNK  # of one file on its way; more goes to a temporary file


class BucketStore:
    """A bucket, with an optional folder in it (`s3://bucket/folder`)."""

    def __init__(self, url: str) -> None:
        self._bucket = from_url(url)

    def begin(self) -> Writer:
        return _BucketWriter(self._bucket, tempfile.SpooledTemporaryFile(_IN_MEMORY))

    def open(self, key: str) -> Readable:
        return obstore.open_reader(self._bucket, checked(key))

    def exists(self, key: str) -> bool:
        try:
            obstore.head(self._bucket, checked(key))
        except FileNotFoundError:
            return False
        return True

    def verify(self, key: str) -> bool:
        return unchanged(self, key)

    def clean(self) -> int:
        return 0  # what was not committed lay in a temporary file of the process


class _BucketWriter(Writer):
    """The name is known only when all bytes are, so they are gathered here and sent in one go."""

    def __init__(self, bucket: obstore.store.ObjectStore, file: IO[bytes]) -> None:
        super().__init__(file)
        self._bucket = bucket

    def _keep(self, key: str) -> None:
        self._file.seek(0)
        obstore.put(self._bucket, key, self._file)
