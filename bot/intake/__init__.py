"""Updates come in: polling, webhook, lanes, and notices about updates that fail."""
