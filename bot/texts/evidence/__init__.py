"""Evidence: asked for, listed, refused, found wanting."""
