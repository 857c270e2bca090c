"""Telegram's Bot API: calls, messages, pace, the door."""
