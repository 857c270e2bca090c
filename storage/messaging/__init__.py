"""What comes in and goes out: inbox, outbox, conversations, what was set aside."""
