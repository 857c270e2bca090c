"""Results: of a period, of one OPD, final ones, former years."""
