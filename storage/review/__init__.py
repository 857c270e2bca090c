"""The review by the team: cases, dossiers, verdicts, the team itself."""
