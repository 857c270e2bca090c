"""Reminders: what they say, and the coordinator's own."""
