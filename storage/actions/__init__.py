"""Corrective actions: stored, listed, done, and the paper of them."""
