"""Rules that speak beside the scorecards, and the headline they go by."""
