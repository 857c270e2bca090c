"""Why the evidence store as a whole cannot be used: its own faults, never those of a file in it."""

import errno
from enum import StrEnum


class StoreFault(StrEnum):
    """What is the matter with the folder or the bucket. All but the last two are mended by whoever set it up."""

    PACKAGE = "package"  # the library for buckets is not installed
    ADDRESS = "address"  # it names no bucket
    ABSENT = "absent"  # no such bucket
    DENIED = "denied"  # keys are missing or wrong, or they may not read or write
    UNWRITABLE = "unwritable"  # the folder cannot be made or written
    FULL = "full"
    UNREACHABLE = "unreachable"


PASSING = frozenset({StoreFault.FULL, StoreFault.UNREACHABLE})
"""What may be over without anybody changing a setting."""


class Unavailable(OSError):
    """The store cannot be used now. The text is English, for logs, and holds no secret."""

    def __init__(self, fault: StoreFault, text: str = "") -> None:
        super().__init__(text or fault.value)
        self.fault = fault


_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_UNWRITABLE = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST, errno.ENOENT})


def fault_of(error: OSError) -> StoreFault:
    """What an error of reading or writing says of the store."""
    if isinstance(error, Unavailable):
        return error.fault
    if error.errno in _FULL:
        return StoreFault.FULL
    return StoreFault.UNWRITABLE if error.errno in _UNWRITABLE else StoreFault.UNREACHABLE
