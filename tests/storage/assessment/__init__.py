"""What storage knows of an assessment in all rooms."""
