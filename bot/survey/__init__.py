"""The public page of a survey: read, checked against floods, stored without a name."""
