"""Telegram's Bot API: calls, messages, pace, and whether the token works."""
