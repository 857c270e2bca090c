"""Evidence (bukti dukung): rows, the store of bytes, the queue of what is to be copied."""
