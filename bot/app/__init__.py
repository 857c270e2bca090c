"""`pandu run`: the parts are made, joined, started in order, and watched."""
