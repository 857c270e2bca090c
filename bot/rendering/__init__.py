"""Documents and pictures, made by a child process when they are sent."""
