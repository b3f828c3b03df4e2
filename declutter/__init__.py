"""declutter takes a web page apart: the main content on one side, the site's chrome on the other.

>>> import declutter
>>> declutter.clean("<h1>Tea</h1><p>Tea is made by steeping leaves in hot water.</p>").status
<Status.OK: 'ok'>
"""

from declutter.document import Document
from declutter.metadata import Field, Metadata
from declutter.model import Block, Evidence, Kind, Label, Options, Run, Status
from declutter.pipeline import clean

__version__ = "0.1.0"
__all__ = [
    "Block",
    "Document",
    "Evidence",
    "Field",
    "Kind",
    "Label",
    "Metadata",
    "Options",
    "Run",
    "Status",
    "clean",
]
