"""Periods: opening, moving, closing, and how long their words are kept."""
