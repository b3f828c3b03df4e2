"""Phrase rows, a file a language."""
