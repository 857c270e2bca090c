"""The assessment (penilaian) of one OPD in one period: its state, and who declares it."""
