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


def render_section(graph: PaperGraph, section: str) -> str:
    """Return the map of one section: its papers, and all that they rest on.

    `section` names a section as the map shows it, or one that a list prints; letters and spaces may differ. Raises
    UnknownReferenceError, with the sections that there are, when none is called so.
    """
    from papergraph.view.map_scene import map_scene
    from papergraph.view.page import document
    from papergraph.view.part import section_part

    name, part = section_part(graph, section)
    return document(map_scene(part, title=f"{name}: what to read first"))


def render_concepts(graph: PaperGraph) -> str:
    """Return the HTML document of the concepts that papers of `graph` have to do with, and of what they require."""
    from papergraph.view.concept_scene import concept_scene
    from papergraph.view.page import document

    return document(concept_scene(graph))


def render_path(graph: PaperGraph, path: LearningPath) -> str:
    """Return the HTML document of one learning path through `graph`, drawn in stages from top to bottom."""
    from papergraph.view.page import document
    from papergraph.view.path_scene import path_scene

    return document(path_scene(graph, path))
