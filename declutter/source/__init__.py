"""From bytes to a tree: find the encoding, tell HTML from text, parse."""
