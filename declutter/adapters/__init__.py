"""Engines for more pages than one machine cleans: a module each, an extra each.

`spark` (Apache Spark), `ray_data` (Ray Data) and `datatrove` hand their data to the engine;
``python -m declutter.adapters.spark_job`` is a whole job. Nothing is imported from here.
"""
