"""The audit log: a chain of hashes that proves the stored rows, and its erasure by law."""
