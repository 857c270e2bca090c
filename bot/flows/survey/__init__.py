"""The survey of users: its link, its sheet and how many have answered."""
