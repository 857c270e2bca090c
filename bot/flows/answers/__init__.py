"""A contact answers: contents, level, explanation, summary, sending; the head approves; repairs."""
