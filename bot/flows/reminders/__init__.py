"""A coordinator reminds; buttons of reminders."""
