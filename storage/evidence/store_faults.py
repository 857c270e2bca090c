"""Why the evidence store as a whole cannot be used. These are faults of the store, never of a file in it."""

import errno
from enum import StrEnum


class StoreFault(StrEnum):
    """What is wrong with the folder or the bucket. All but the last two must be mended by whoever set it up."""

    PACKAGE = "package"  # the library for buckets is not installed
    ADDRESS = "address"  # it names no bucket
    ABSENT = "absent"  # no such bucket
    DENIED = "denied"  # keys are missing or wrong, or they may not read or write
    UNWRITABLE = "unwritable"  # the folder cannot be made or written
    FULL = "full"
    UNREACHABLE = "unreachable"


PASSING = frozenset({StoreFault.FULL, StoreFault.UNREACHABLE})
"""Faults that may pass without a change of settings."""


class Unavailable(OSError):
    """The store cannot be used now. The message is English, for logs, and contains no secret."""

    def __init__(self, fault: StoreFault, text: str = "") -> None:
        super().__init__(text or fault.value)
        self.fault = fault


_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_UNWRITABLE = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST, errno.ENOENT})


def fault_of(error: OSError) -> StoreFault:
    """The fault behind an error of reading or writing."""
    if isinstance(error, Unavailable):
        return error.fault
    if error.errno in _FULL:
        return StoreFault.FULL
    return StoreFault.UNWRITABLE if error.errno in _UNWRITABLE else StoreFault.UNREACHABLE
