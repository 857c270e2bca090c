"""`pandu run`: the parts made, joined, started in order, and watched."""
