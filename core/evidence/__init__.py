"""Rules of evidence (bukti dukung): links in texts, the year of a document, files sent together."""
