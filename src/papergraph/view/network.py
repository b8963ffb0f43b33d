"""A pyvis network that renders into papergraph's own page instead of pyvis's."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING, Any

from pyvis.network import Network

if TYPE_CHECKING:
    import jinja2


class PaperNetwork(Network):  # type: ignore[misc]  # pyvis is untyped
    """Nodes and edges with fixed places, and the options of vis-network, all set at once.

    pyvis's `add_edge` looks through a list for each edge (quadratic), and its environment escapes nothing: both are
    bypassed. `generate_html` is inherited; `show` and `write_html`, which write into the caller's folder, are not used.
    """

    def __init__(
        self,
        *,
        nodes: list[dict[str, Any]],
        edges: list[dict[str, Any]],
        options: dict[str, Any],
        environment: jinja2.Environment,
        template: str,
    ) -> None:
        super().__init__(directed=True, cdn_resources="in_line")
        self.nodes = nodes
        self.edges = edges
        self.options = options
        self.templateEnv = environment
        self.path = template


def vis_script() -> str:
    """Return the source of the vis-network that pyvis ships, with newlines as an HTML parser will read them."""
    library = resources.files("pyvis") / "templates" / "lib"
    newest = max((each for each in library.iterdir() if each.name.startswith("vis-")), key=lambda each: each.name)
    source = (newest / "vis-network.min.js").read_bytes().decode("utf-8")
    return source.replace("\r\n", "\n").replace("\r", "\n")
