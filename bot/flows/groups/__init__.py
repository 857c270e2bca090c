"""What the bot answers in groups."""
