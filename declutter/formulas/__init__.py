"""Formulas: whatever a page sets them with becomes LaTeX in dollar signs."""
