"""People: joining, profile, privacy, help, invitations, members, viewers."""
