"""The database engine: addresses, connections, locks, the one writer, tables, statements."""
