"""Cleans any number of inputs over several processes, and loses none of them.

``sources`` finds the inputs, ``names`` gives each a place, ``pool`` and ``worker`` clean them,
``manifest`` keeps the books, the targets write, ``run`` puts these together; ``many`` is the
pool for callers from Python.
"""
