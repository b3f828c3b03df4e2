"""From a tree or a text to blocks: one walk, nothing dropped."""
