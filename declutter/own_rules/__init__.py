"""Users' own rules: read from TOML, found on the page, advised."""
