"""Results: of one's own OPD; made final and made known by a coordinator."""
