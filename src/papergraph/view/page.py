"""One HTML document from a scene: everything inline, nothing from anywhere, no script but ours and vis-network's.

vis-network is two thirds of a page, so that it lies there deflated; the page inflates it (`DecompressionStream`) and
runs it as an inline script, which the policy allows by its hash. A browser that cannot do so keeps the list.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup
from rjsmin import jsmin

from papergraph.view.network import PaperNetwork, vis_script
from papergraph.view.scene import Scene

_FOLDER = Path(__file__).with_name("templates")
#: Our scripts in the order in which they rest on one another; the document holds them as one.
SCRIPTS = (
    "inflate.js",
    "orders.js",
    "next.js",
    "planner.js",
    "dom.js",
    "layered.js",
    "letters.js",
    "sheets.js",
    "ways.js",
    "overview.js",
    "cards.js",
    "paint.js",
    "picture.js",
    "panel.js",
    "list.js",
    "known.js",
    "search.js",
    "sharing.js",
    "page.js",
)
# What could end a script element, and what is no text, reorders it or breaks the lines of a source that someone opens.
_UNSAFE = re.compile("[<>&\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def document(scene: Scene) -> str:
    """Return the HTML document of a scene: UTF-8 text with newlines, the same for the same scene."""
    library, own = vis_script(), own_script()
    # Said before the list is read, so that thousands of items are laid out once.
    first = 'document.documentElement.classList.replace("no-js", "js");'
    styles = [_without_comments(_file("page.css"))]
    environment = jinja2.Environment(
        autoescape=True,
        loader=jinja2.FileSystemLoader(_FOLDER),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(json_block=json_block, json_text=json_text, network_block=network_block)
    # pyvis renders with its own variables; what else the page needs goes in as globals of the environment.
    environment.globals.update(
        scene=scene,
        noun="concept" if scene.mode == "concepts" else "paper",
        policy=content_security_policy([first, library, own], styles),
        first=Markup(first),  # noqa: S704
        library=deflated(library),
        script=Markup(own),  # noqa: S704 (our own files)
        styles=[Markup(style) for style in styles],  # noqa: S704
    )
    network = PaperNetwork(
        nodes=scene.nodes,
        edges=scene.edges,
        options=scene.options,
        environment=environment,
        template="page.html.jinja",
    )
    return str(network.generate_html())


def own_script() -> str:
    """Return our scripts as one, in a scope of their own."""
    body = "".join(_file(name) for name in SCRIPTS)
    return str(jsmin(f'"use strict";\n(async () => {{\n{body}}})();\n')) + "\n"


def deflated(source: str) -> str:
    """Return a script as the page carries it: zlib's bytes in base64."""
    return base64.b64encode(zlib.compress(source.encode("utf-8"), 9)).decode("ascii")


def _without_comments(source: str) -> str:
    """Return a style without indentation and without the comments that stand on lines of their own."""
    bare = re.sub(r"^\s*/\*(?s:.*?)\*/\s*$", "", source, flags=re.MULTILINE)
    return "".join(line.strip() + "\n" for line in bare.splitlines() if line.strip())


def network_block(edges: list[dict[str, Any]], nodes: list[dict[str, Any]]) -> Markup:
    """Return pyvis's nodes and edges as JSON.

    To save room an edge names its ends by their place among the nodes, and leaves its kind out when it is core.
    """
    place = {node["id"]: position for position, node in enumerate(nodes)}
    short = [
        {
            key: place[value] if key in ("from", "to") else value
            for key, value in edge.items()
            if (key, value) != ("kind", "core")
        }
        for edge in edges
    ]
    return json_block({"nodes": nodes, "edges": short})


def json_block(data: Any) -> Markup:
    """Return `data` as JSON that may stand inside a script element: no character in it can end that element."""
    return json_text(json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False))


def json_text(text: str) -> Markup:
    """Return JSON text with every character escaped that could end a script element."""
    safe = _UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", text)
    return Markup(safe)  # noqa: S704 (escaped above)


def content_security_policy(scripts: list[str], styles: list[str]) -> str:
    """Return a policy under which only these scripts and styles run, and nothing is fetched from anywhere."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {_hashes(scripts)}",
            f"style-src {_hashes(styles)}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hashes(sources: list[str]) -> str:
    digests = (hashlib.sha256(source.encode("utf-8")).digest() for source in sources)
    return " ".join(f"'sha256-{base64.b64encode(digest).decode('ascii')}'" for digest in digests)


def _file(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8").replace("\r\n", "\n")
