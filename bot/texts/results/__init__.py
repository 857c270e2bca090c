"""Results: of one OPD, and of a region as the coordinator makes them final."""
