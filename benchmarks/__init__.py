"""Everything that measures or fits; nothing here is needed to clean a page."""
