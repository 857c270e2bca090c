"""Periods: opening, moving, closing, what was kept and for how long."""
