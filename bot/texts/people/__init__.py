"""Joining, /profil, /privasi, /bantuan, members, invitations, viewers."""
