"""Reminders: what is owed, what was sent, what a coordinator sees of it."""
