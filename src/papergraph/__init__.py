"""papergraph turns a reading list into a learning map: what to read first, and why."""

__version__ = "0.1.0"
