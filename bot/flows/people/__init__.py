"""Joining, profile, privacy, help, invitations, members, viewers."""
