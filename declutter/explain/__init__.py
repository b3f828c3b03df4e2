"""Why a block was kept or removed, and what would turn it over, in words."""
