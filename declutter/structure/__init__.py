"""Which lists, tables, quotations and notes a page's blocks stand in; asked for when printing."""

from declutter.structure.arrange import Arrangement, arrange

__all__ = ["Arrangement", "arrange"]
