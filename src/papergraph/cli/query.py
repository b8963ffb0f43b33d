"""`papergraph query`: SPARQL over the graph."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from papergraph.cli.cache import cache_folder, state_of_program
from papergraph.cli.common import complete_option, curation_option, open_graph, output_option, write_result
from papergraph.cli.saying import note
from papergraph.errors import InputError, QueryError

if TYPE_CHECKING:
    from papergraph.graph import PaperGraph
    from papergraph.rdf import NamedQuery, ResultFormat
    from papergraph.rdf.named import Refer, ReferenceType


_SET = (
    "Give a parameter its value; or any variable that the query selects, with its type: "
    "paper, concept, author, text, integer, number or iri (repeatable)."
)
# What `--list` without a file stands for; no file can be called that.
_SHOW = "\0"


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False, allow_dash=True))
@click.option("--name", metavar="NAME", help="Ask one of the bundled questions; --list shows them.")
@click.option("-e", "--expression", metavar="SPARQL", help="The query itself.")
@click.option("--set", "given", multiple=True, metavar="VAR[:TYPE]=VALUE", help=_SET)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "csv", "tsv", "json", "xml", "turtle", "ntriples"]),
    default="table",
    help="json, xml: SPARQL results; JSON-LD and RDF/XML for triples. turtle, ntriples: for CONSTRUCT and DESCRIBE.",
)
@click.option("--timeout", type=click.IntRange(0, 86_400), default=30, show_default=True, help="Seconds; 0: no limit.")
@click.option(
    "--limit", type=click.IntRange(0, 1_000_000_000), default=10_000, show_default=True, help="Rows; 0: no limit."
)
@output_option
@click.option(
    "--graph",
    "graph_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A papergraph.json to ask; else output/papergraph.json here, else the bundled lists.",
)
@click.option(
    "--list",
    "lists",
    multiple=True,
    is_flag=False,
    flag_value=_SHOW,
    metavar="[FILE]",
    help="Alone: show the bundled questions. With a FILE: a reading list to ask, instead of a built graph.",
)
@complete_option
@curation_option
def query(
    file: Path | None,
    name: str | None,
    expression: str | None,
    given: tuple[str, ...],
    format_: ResultFormat,
    timeout: int,
    limit: int,
    output: Path | None,
    graph_file: Path | None,
    lists: tuple[str, ...],
    curation: str | None,
    complete: bool,
) -> None:
    """Ask the graph a SPARQL question: a FILE, a bundled question by --name, or -e SPARQL.

    The prefixes pg, dct, fabio, foaf, skos, schema, prov, oa, cito, paper, concept, agent and others need no PREFIX.
    A query may only read this graph: no SERVICE, no FROM, no update.

    \b
    Example:
      papergraph query --name prerequisites --set paper=BERT
      papergraph query -e 'SELECT ?title { ?p fabio:hasPublicationYear 2017 ; dct:title ?title }'
      papergraph query -e 'SELECT ?p ?x { ?p pg:buildsOn ?x }' --set p:paper=BERT
      papergraph query question.rq --format csv -o answer.csv
    """
    from papergraph import rdf
    from papergraph.rdf.named import with_parameters

    if _SHOW in lists:
        write_result(_listed(rdf.named_queries()), output)
        return
    asked = _asked(file, name, expression)
    values, types = _settings(given)
    asked = with_parameters(asked, types)
    graph = open_graph(graph_file, [Path(each) for each in lists], curation, complete=complete)
    bound = rdf.bind(asked, values, refer=_refer(graph))
    cache = cache_folder()
    result = rdf.query(
        graph,
        asked.sparql,
        bound=bound,
        timeout=timeout or None,
        limit=limit or None,
        folder=None if cache is None else cache / "stores",
        salt="" if cache is None else state_of_program(),
    )
    write_result(result.render(format_, hide=bound), output)
    if result.cut:
        note(f"warning: cut after {limit:,} rows; there are more: ask for fewer, or give --limit")


def _asked(file: Path | None, name: str | None, expression: str | None) -> NamedQuery:
    from papergraph import rdf

    if sum(each is not None for each in (file, name, expression)) != 1:
        raise click.UsageError("Give one question: a FILE, --name NAME or -e SPARQL; --list shows the bundled ones.")
    if name is not None:
        return rdf.named_query(name)
    if expression is not None:
        return rdf.read_query(expression, "the query")
    if file is None or str(file) == "-":
        return rdf.read_query(sys.stdin.buffer.read().decode("utf-8", "replace"), "the query")
    try:
        return rdf.read_query(file.read_text("utf-8"), str(file))
    except OSError as error:
        raise InputError(file, error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise InputError(file, "is not UTF-8; save it as UTF-8") from error


def _settings(given: tuple[str, ...]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the values by variable, and the types of those that were given one."""
    values: dict[str, str] = {}
    types: dict[str, str] = {}
    for each in given:
        name, equals, value = each.partition("=")
        name, colon, type_ = name.strip().lstrip("?$").partition(":")
        if not equals or not name:
            raise click.BadParameter(f"{each!r} has no '='; write VAR=VALUE or VAR:TYPE=VALUE", param_hint="--set")
        values[name] = value
        if colon:
            types[name] = type_
    return values, types


def _refer(graph: PaperGraph) -> Refer:
    """Return the function that reads a word as the command line reads it everywhere."""
    from papergraph.lookup import Lookup

    lookup = Lookup(graph)

    def refer(type_: ReferenceType, text: str) -> str:
        if type_ == "paper":
            return lookup.paper(text).id
        found = lookup.find(text) if type_ == "concept" else lookup.find_any(text)
        if found.kind != type_:
            raise QueryError(f"{text!r} is the {found.kind} {found.as_}; this asks for a {type_}")
        return found.id

    return refer


def _listed(queries: tuple[NamedQuery, ...]) -> str:
    lines = []
    for each in queries:
        lines.append(f"{each.name}\n    {each.question}")
        for parameter in each.parameters:
            default = f" ({parameter.default} when it is not given)" if parameter.default is not None else ""
            lines.append(f"    --set {parameter.name}={parameter.type.upper()}{default}")
    return "\n".join(lines) + "\n"
