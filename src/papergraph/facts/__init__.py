"""What services say of the works of a list: facts that it does not print, contradictions, and what they do not know."""

from __future__ import annotations

from papergraph.facts.doubts import cited_problems
from papergraph.facts.filling import Filling, applied, brought_problems, filling_problems, fillings
from papergraph.facts.wording import TITLES

__all__ = ["TITLES", "Filling", "applied", "brought_problems", "cited_problems", "filling_problems", "fillings"]
