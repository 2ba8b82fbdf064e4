"""Video summaries as timelines."""

__version__ = "0.1.0"
