"""What a page says about itself: title, authors, dates, site, language and more."""

from declutter.metadata.collect import collect
from declutter.metadata.fields import Field, Metadata
from declutter.metadata.read import Reader, read_metadata
from declutter.metadata.text import ENOUGH, read_text_metadata, text_title

__all__ = [
    "ENOUGH",
    "Field",
    "Metadata",
    "Reader",
    "collect",
    "read_metadata",
    "read_text_metadata",
    "text_title",
]
