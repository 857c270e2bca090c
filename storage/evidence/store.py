"""Where the bytes of evidence are stored: a folder (folder.py) or a bucket (bucket.py), with the same few functions.

A file is named by its own SHA-256, so equal bytes are stored once, nothing is ever overwritten by something else, and
`verify` needs no database. All functions block; the bot calls them in a thread.

A folder's file is written as `incoming/*.part`, flushed to the disk, renamed, and the folder is flushed. A kill in
between leaves at most a `.part` file, which `clean` removes at the next start.
"""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Any, NamedTuple, Protocol, Self

CHUNK = 1024 * 1024
"""Bytes read at once."""

_KEY = re.compile(r"([0-9a-f]{2})/([0-9a-f]{2})/(\1\2[0-9a-f]{60})")


class Stored(NamedTuple):
    """What `commit` returns: key in the store, SHA-256 (hexadecimal), size in bytes."""

    key: str
    sha256: str
    bytes: int


class Differs(OSError):
    """The bytes under a key are not those that were stored there."""


class Readable(Protocol):
    """Bytes being read."""

    def read(self, size: int, /) -> Any: ...

    def close(self) -> Any: ...


class Writer:
    """Takes the bytes of one file, in a `with`. Without `commit` nothing of them is stored."""

    def __init__(self, file: IO[bytes], path: Path) -> None:
        """`path` is where the bytes are until they are committed, for examining them before."""
        self.path = path
        self._file = file
        self._digest = hashlib.sha256()
        self._size = 0

    def write(self, chunk: bytes) -> None:
        self._file.write(chunk)
        self._digest.update(chunk)
        self._size += len(chunk)

    def flush(self) -> None:
        """Writes out what is buffered, which is not safe yet. Raises OSError when there is no room for it."""
        self._file.flush()

    def commit(self) -> Stored:
        """Stores the bytes; they survive a power cut once this returns."""
        sha256 = self._digest.hexdigest()
        stored = Stored(key_of(sha256), sha256, self._size)
        self._keep(stored.key)
        return stored

    def _keep(self, key: str) -> None:
        raise NotImplementedError

    def _discard(self) -> None:
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._discard()


class EvidenceStore(Protocol):
    """The functions of a store. Keys are those that `commit` gave; any other raises ValueError."""

    def begin(self) -> Writer: ...

    def open(self, key: str) -> Readable:
        """Raises FileNotFoundError."""
        ...

    def exists(self, key: str) -> bool: ...

    def verify(self, key: str) -> bool:
        """Whether the bytes are there and are those that were stored."""
        ...

    def remove(self, key: str) -> None:
        """Removes the bytes; does nothing when there are none. Raises OSError."""
        ...

    def clean(self) -> int:
        """Removes what killed writes have left and returns how many. Only for the one active process, at its start."""
        ...

    def try_reading(self) -> None:
        """Raises OSError where the store as a whole cannot be read. An empty store is no fault."""
        ...

    def try_writing(self) -> None:
        """Raises OSError where nothing can be stored (`storage.evidence.store_faults.fault_of` says why)."""
        ...


def key_of(sha256: str) -> str:
    """The key of a file, in two levels of 256 folders: with a million files each folder has 15."""
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"


def chunks(store: EvidenceStore, key: str) -> Iterator[bytes]:
    """The bytes of a file as they are stored, in portions. Raises FileNotFoundError."""
    source = store.open(key)
    try:
        while chunk := bytes(source.read(CHUNK)):
            yield chunk
    finally:
        source.close()


def genuine(store: EvidenceStore, key: str) -> Iterator[bytes]:
    """The same, but raises Differs at the end where the bytes are not those that were stored. Until the end the caller
    must not hand them out.
    """
    digest = hashlib.sha256()
    for chunk in chunks(store, key):
        digest.update(chunk)
        yield chunk
    if key_of(digest.hexdigest()) != key:
        raise Differs(key)


def unchanged(store: EvidenceStore, key: str) -> bool:
    """`verify` for every kind of store."""
    try:
        for _ in genuine(store, key):
            pass
    except (FileNotFoundError, Differs):
        return False
    return True


def checked(key: str) -> str:
    """The key itself. Raises ValueError for a text that is no key, above all for paths that lead elsewhere."""
    if not _KEY.fullmatch(key):
        raise ValueError("not a key of the evidence store")
    return key
