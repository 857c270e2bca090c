"""The team's review: its queue, the card of a variable, the end of an OPD, questions to the team."""
