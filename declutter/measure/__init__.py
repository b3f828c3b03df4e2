"""Numbers for each block: what it says, and what stands around it."""
