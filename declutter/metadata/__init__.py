"""What a page says about itself: title, authors, dates, site, language and more."""

from declutter.metadata.fields import Field, Metadata
from declutter.metadata.read import read_metadata
from declutter.metadata.text import ENOUGH, read_text_metadata

__all__ = ["ENOUGH", "Field", "Metadata", "read_metadata", "read_text_metadata"]
