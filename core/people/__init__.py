"""People: roles and memberships, invitations, joining."""
