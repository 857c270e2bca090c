"""A contact's answers: contents, level, explanation, summary, submission; the head's approval; repairs."""
