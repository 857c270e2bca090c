"""Updates come in: polling, webhook, lanes, and what happens to those that fail."""
