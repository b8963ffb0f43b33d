"""A PaperGraph, or a path through it, as one HTML file that works offline: an ordered list, a picture, the reasons.

pyvis is the generator (its `Network`, its node and edge dictionaries, its bundled vis-network); the page is our own.
"""

from __future__ import annotations

from papergraph.graph import PaperGraph
from papergraph.model import LearningPath


def render_map(graph: PaperGraph) -> str:
    """Return the HTML document of all papers of `graph`, in which a learner picks a paper and sees the path to it."""
    # pyvis and jinja2 cost half a second to import: only who asks for a page pays.
    from papergraph.view.map_scene import map_scene
    from papergraph.view.page import document

    return document(map_scene(graph))


def render_path(graph: PaperGraph, path: LearningPath) -> str:
    """Return the HTML document of one learning path through `graph`, drawn in stages from top to bottom."""
    from papergraph.view.page import document
    from papergraph.view.path_scene import path_scene

    return document(path_scene(graph, path))
