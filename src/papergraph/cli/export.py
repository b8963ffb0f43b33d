"""`papergraph export`: the graph as RDF, or in a format of another program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from papergraph.cli.common import complete_option, graph_options, open_graph, output_option, rdf_options, write_result
from papergraph.cli.saying import note

if TYPE_CHECKING:
    from papergraph.graph import PaperGraph
    from papergraph.rdf import Detail, Quotes

_RDF = ("turtle", "ntriples", "nquads", "trig", "jsonld", "rdfxml")
_OTHER = ("graphml", "gexf", "csv", "mermaid", "bibtex", "csl", "markdown")


@click.command()
@click.argument("given", metavar="[LIST]...", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "format_",
    type=click.Choice([*_RDF, *_OTHER]),
    default="turtle",
    show_default=True,
    help="nquads and trig keep one graph for each list; csv is a table of papers, in a folder or .zip nodes and edges.",
)
@rdf_options
@click.option("--base-iri", metavar="IRI", help="What the identifiers start with; the vocabulary stays as it is.")
@output_option
@complete_option
@graph_options
def export(
    given: tuple[Path, ...],
    format_: str,
    detail: Detail,
    quotes: Quotes,
    base_iri: str | None,
    output: Path | None,
    graph_file: Path | None,
    lists: tuple[Path, ...],
    curation: str | None,
    complete: bool,
) -> None:
    """Write the graph as RDF or for another program, the same bytes every time.

    Reading lists that are named are exported, whatever their format; else the graph that --graph says. --rdf and
    --base-iri are for RDF: turtle, ntriples, nquads, trig, jsonld, rdfxml; --quotes is for all formats that repeat
    sentences or notes of the lists. For network programs there are graphml, gexf and csv into a folder or a .zip
    (nodes.csv and edges.csv; into a file, csv is one table of papers);
    for reference managers bibtex and csl (CSL-JSON); mermaid is a picture for Markdown pages, markdown a reading list
    that papergraph reads again.

    \b
    Example:
      papergraph export my-list.md --format bibtex -o my-list.bib
      papergraph export --format turtle -o papers.ttl
      papergraph export --format nquads --rdf flat --list my-list.md
      papergraph export --format graphml -o papers.graphml
      papergraph export --format csv -o tables.zip
    """
    context = click.get_current_context()
    if format_ in _OTHER:
        for parameter, name in (("detail", "--rdf"), ("base_iri", "--base-iri")):
            if context.get_parameter_source(parameter) is click.core.ParameterSource.COMMANDLINE:
                raise click.UsageError(f"{name} is for RDF; {format_} has no use for it.")
    graph = open_graph(graph_file, (*given, *lists), curation, complete=complete)
    if format_ in _OTHER:
        _export_other(graph, format_, quotes, output)
        return
    from papergraph import rdf

    base = base_iri or rdf.BASE_IRI
    made = rdf.serialise(graph, format_, detail=detail, quotes=quotes, base_iri=base)  # type: ignore[arg-type]
    write_result(made, output)


def _export_other(graph: PaperGraph, format_: str, quotes: Quotes, output: Path | None) -> None:
    from papergraph import exports
    from papergraph.files import write_all

    if format_ == "csv" and (output is None or str(output) == "-" or output.suffix.lower() == ".csv"):
        write_result(exports.table_of_papers(graph, quotes=quotes), output)
        return
    files = list(exports.export(graph, format_, quotes=quotes))  # type: ignore[arg-type]
    if format_ == "csv" and output is not None and output.suffix.lower() != ".zip":
        for path in write_all(output, files):
            note(f"wrote {path}")
        return
    write_result(_zipped(files) if format_ == "csv" else files[0][1], output)
    if format_ == "mermaid":
        shown, papers = exports.mermaid.shown(graph)
        if shown < papers:
            note(
                f"note: {shown} of {papers} papers are drawn: those with core edges, as far as Mermaid goes "
                f"({exports.mermaid.MOST_EDGES} edges, {exports.mermaid.MOST_CHARACTERS:,} characters)"
            )


def _zipped(files: list[tuple[str, bytes]]) -> bytes:
    """Return files as a zip whose bytes say nothing of the time or the machine."""
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return out.getvalue()
