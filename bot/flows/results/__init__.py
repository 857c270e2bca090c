"""Results: of the own OPD; made final and made known by a coordinator."""
