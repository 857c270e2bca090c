"""Evidence is fetched, examined in a child process, and stored."""
