"""Evidence of a variable: asked for, and listed."""
