"""Evidence is asked, and listed."""
