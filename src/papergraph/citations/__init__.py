"""Citation files → one graph of integers with the papers' own names: who cites whom, without circles."""

from __future__ import annotations

from papergraph.citations.network import CitationNetwork
from papergraph.citations.reading import read

__all__ = ["CitationNetwork", "read"]
