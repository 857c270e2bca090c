"""The turn: one update = one transaction, and how its step reaches the phone."""
