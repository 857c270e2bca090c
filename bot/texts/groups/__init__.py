"""Groups: the board, lists, pictures, posts."""
