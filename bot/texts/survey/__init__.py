"""The survey of users: the public page, and what contacts and coordinators see of it."""
