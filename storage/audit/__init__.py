"""The audit log: a chain of hashes that proves the rows, and what erasing leaves of it."""
