"""Groups of the team: binding, posts, what is shown there."""
