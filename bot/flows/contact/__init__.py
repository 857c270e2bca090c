"""What every screen of a contact shares: who may be here, what comes next, files and texts that arrive."""
