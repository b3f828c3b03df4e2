"""Which part of a page each block is."""
