"""Public citation services → citation records: Semantic Scholar, OpenAlex, Crossref, arXiv; only when asked.

Nothing but titles and identifiers of a list is sent. The libraries for it come with the extra `enrich`.
"""

from __future__ import annotations

from papergraph.services.enriching import SERVICES, Outcome, Settings, enrich
from papergraph.services.wanted import Wanted

__all__ = ["SERVICES", "Outcome", "Settings", "Wanted", "enrich"]
