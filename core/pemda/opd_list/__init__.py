"""Reading a list of OPD from CSV, XLSX or ODS as offices keep it."""
