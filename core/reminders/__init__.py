"""Reminders (pengingat): the policy as a table, what is due by it, what a coordinator sees of it."""
