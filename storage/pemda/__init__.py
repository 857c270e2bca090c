"""A Pemda: its settings, OPD, files, and what a coordinator's screens show."""
