"""The fitted scorecards, and the second look at what surrounds a block."""
