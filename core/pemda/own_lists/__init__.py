"""A Pemda's own lists of evidence as the coordinator keeps them: their rules, and the XLSX that is filled in."""
