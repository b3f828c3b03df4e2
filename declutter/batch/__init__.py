"""Cleans any number of inputs over several processes, and loses none of them.

``sources`` finds the inputs, ``names`` gives each a place, ``work`` is what the pool's workers do
with one, ``manifest`` keeps the books, the targets write, ``run`` puts these together.
"""
