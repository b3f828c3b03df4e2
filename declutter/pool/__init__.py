"""Worker processes that cost one task when they are stuck or die; knows nothing of pages."""
