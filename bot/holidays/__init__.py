"""Days nobody works."""
