"""A coordinator's menu, settings, OPD, papers, problems."""
