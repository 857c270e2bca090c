"""The team: its queue, the card of a variable, an OPD's end, questions to it."""
