"""The command line; `command.py` is where it begins."""
