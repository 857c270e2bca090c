"""What all screens of a contact share: who may be here, what comes next, files and texts that arrive."""
