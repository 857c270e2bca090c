"""Reminders by hand, and the buttons of reminders."""
