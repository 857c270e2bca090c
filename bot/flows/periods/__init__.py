"""A coordinator opens, moves, extends and closes periods."""
