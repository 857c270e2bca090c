"""A period written out for other programs and for office people: CSV, XLSX, and the index of its evidence files."""
