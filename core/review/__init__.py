"""Review (verifikasi): verdicts, who may judge what, and what a verifier's screens show."""
