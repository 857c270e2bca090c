"""The team reviews: its queue, the card of a variable, the end of an OPD, questions to it."""
