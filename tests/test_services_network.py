"""The real services, for a person with network: `python -m pytest -m network`; never in continuous integration."""

from __future__ import annotations

import os

import pytest

from papergraph.citation_records import Answer
from papergraph.services import SERVICES, Settings, Wanted, enrich

pytestmark = pytest.mark.network

KEYS = {"s2": os.environ.get("S2_API_KEY", ""), "openalex": os.environ.get("OPENALEX_API_KEY", "")}
WORK = Wanted(
    id="arxiv:1512.03385",
    title="Deep Residual Learning for Image Recognition",
    identifiers=("arxiv:1512.03385", "doi:10.1109/cvpr.2016.90"),
)


@pytest.mark.parametrize("service", sorted(SERVICES))
def test_a_well_known_work_is_found(service: str) -> None:
    kept: list[Answer] = []
    keys = {name: key for name, key in KEYS.items() if key}
    outcome = enrich([WORK], [], Settings(sources=(service,), keys=keys), keep=kept.extend)

    assert outcome.faults == []
    assert outcome.missing([WORK]) == []
    if service == "s2":
        references = [each for answer in kept for each in answer.references]
        assert any(each.contexts for each in references)
