"""A contact's answers, questions, submission and letter."""
