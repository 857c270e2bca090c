"""A local government (pemda): settings, papers' words, names, zones, and its list of OPD."""
