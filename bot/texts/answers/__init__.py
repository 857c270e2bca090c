"""Answering a variable, the summary, sending, the head's approval, repairing."""
