"""What every screen of a contact may say: files and texts that arrive, messages that were edited."""
