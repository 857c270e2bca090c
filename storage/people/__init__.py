"""People: roles, invitations, joining, erasing by law."""
