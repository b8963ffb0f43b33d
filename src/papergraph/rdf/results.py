"""What a query found, and how to write it: SPARQL's CSV, TSV and JSON, a table to read, RDF."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Literal, get_args
from xml.sax.saxutils import escape, quoteattr

from papergraph.errors import QueryError
from papergraph.rdf.formats import Format, serialised
from papergraph.rdf.terms import BASE_IRI, NAMESPACES, Names, literal

ResultFormat = Literal["table", "csv", "tsv", "json", "xml", "turtle", "ntriples"]
RESULT_FORMATS: tuple[ResultFormat, ...] = get_args(ResultFormat)

_XSD = NAMESPACES["xsd"]
_STRING = f"{_XSD}string"
_LANGUAGE_STRING = f"{NAMESPACES['rdf']}langString"
_WIDEST = 72
_OF_TRIPLES: dict[ResultFormat, Format] = {"json": "jsonld", "xml": "rdfxml", "ntriples": "ntriples"}
_XML = '<?xml version="1.0"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">'
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Value:
    """A term of a result; `datatype` is the IRI of a literal's type."""

    kind: Literal["uri", "literal", "bnode", "triple"]
    value: str
    datatype: str | None = None
    language: str | None = None

    def python(self) -> str | int | float | bool:
        """Return a number or a truth value for the literals that are one, else the text."""
        local = (self.datatype or "").removeprefix(_XSD)
        try:
            if local in {"integer", "int", "long"}:
                return int(self.value)
            if local in {"decimal", "double", "float"}:
                return float(self.value)
        except ValueError:  # RDF lets a literal say that it is a number and be none
            return self.value
        return self.value in {"true", "1"} if local == "boolean" else self.value

    def ntriples(self) -> str:
        """Return the term in N-Triples, which TSV takes too."""
        if self.kind == "uri":
            return f"<{self.value}>"
        if self.kind != "literal":
            return f"_:{self.value}" if self.kind == "bnode" else self.value
        if self.language:
            return f"{literal(self.value)}@{self.language}"
        return literal(self.value) + (f"^^<{self.datatype}>" if self.datatype and self.datatype != _STRING else "")


Row = tuple[Value | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryResult:
    """The answer to a query: rows (SELECT), a truth value (ASK) or triples (CONSTRUCT, DESCRIBE).

    `cut` tells that there was more than the limit allowed; `triples` are N-Triples terms.
    """

    kind: Literal["select", "ask", "graph"]
    variables: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    boolean: bool | None = None
    triples: tuple[tuple[str, str, str], ...] = ()
    cut: bool = False

    @classmethod
    def of(cls, answer: dict[str, Any], *, ordered: bool) -> QueryResult:
        """Return the result that the worker's answer holds; rows that the query does not order are sorted."""
        rows = [tuple(None if cell is None else Value(*cell) for cell in row) for row in answer.get("rows", ())]
        if not ordered:
            rows.sort(key=lambda row: [(value is not None, value.ntriples() if value else "") for value in row])
        return cls(
            kind=answer["kind"],
            variables=tuple(answer.get("variables", ())),
            rows=tuple(rows),
            boolean=answer.get("boolean"),
            triples=tuple(sorted((s, p, o) for s, p, o in answer.get("triples", ()))),
            cut=answer.get("cut", False),
        )

    def records(self) -> list[dict[str, str | int | float | bool | None]]:
        """Return the rows as dictionaries of Python values: what pandas and polars take as it is."""
        return [
            {name: None if value is None else value.python() for name, value in zip(self.variables, row, strict=True)}
            for row in self.rows
        ]

    def render(self, format_: ResultFormat = "table", *, hide: Collection[str] = (), base_iri: str = BASE_IRI) -> str:
        """Return the result as text; `hide` names columns that a table leaves out.

        Triples are Turtle as a table too, JSON-LD as `json`, RDF/XML as `xml`. Raises QueryError for rows as Turtle or
        N-Triples, and for triples as CSV or TSV.
        """
        if self.kind == "graph":
            return self._graph(format_, base_iri)
        if format_ in {"turtle", "ntriples"}:
            raise QueryError(f"{format_} is for CONSTRUCT and DESCRIBE; rows can be table, csv, tsv, json or xml")
        if format_ == "json":
            return self._json()
        if format_ == "xml":
            return self._xml()
        if self.kind == "ask":
            if format_ == "table":
                return "yes\n" if self.boolean else "no\n"
            return f"{str(self.boolean).lower()}\n"
        if format_ == "csv":
            return self._csv()
        if format_ == "tsv":
            return self._tsv()
        return self._table(hide, Names(base_iri))

    def _graph(self, format_: ResultFormat, base_iri: str) -> str:
        if format_ in {"csv", "tsv"}:
            raise QueryError(f"{format_} is for rows; triples can be turtle, ntriples, xml, or json for JSON-LD")
        if format_ in {"json", "xml"} and any(term.startswith("<<") for triple in self.triples for term in triple):
            raise QueryError(f"{format_} cannot hold triples about triples; take turtle")
        quads = [(*triple, "") for triple in self.triples]
        return serialised(quads, _OF_TRIPLES.get(format_, "turtle"), base_iri=base_iri).decode()

    def _json(self) -> str:
        if self.kind == "ask":
            return json.dumps({"head": {}, "boolean": self.boolean}) + "\n"
        bindings = [
            {name: _binding(value) for name, value in zip(self.variables, row, strict=True) if value is not None}
            for row in self.rows
        ]
        made = {"head": {"vars": list(self.variables)}, "results": {"bindings": bindings}}
        return json.dumps(made, ensure_ascii=False, indent=1) + "\n"

    def _xml(self) -> str:
        if self.kind == "ask":
            return f"{_XML}<head/><boolean>{str(self.boolean).lower()}</boolean></sparql>\n"
        names = [quoteattr(name) for name in self.variables]
        head = "".join(f"<variable name={name}/>" for name in names)
        lines = [
            "".join(
                f"<binding name={name}>{_element(value)}</binding>"
                for name, value in zip(names, row, strict=True)
                if value is not None
            )
            for row in self.rows
        ]
        results = "".join(f"<result>{line}</result>\n" for line in lines)
        return f"{_XML}<head>{head}</head>\n<results>\n{results}</results></sparql>\n"

    def _csv(self) -> str:
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(self.variables)
        writer.writerows([_plain(value) for value in row] for row in self.rows)
        return out.getvalue()

    def _tsv(self) -> str:
        lines = ["\t".join(f"?{name}" for name in self.variables)]
        lines += ["\t".join("" if value is None else value.ntriples() for value in row) for row in self.rows]
        return "\n".join(lines) + "\n"

    def _table(self, hide: Collection[str], names: Names) -> str:
        shown = [i for i, name in enumerate(self.variables) if name not in hide]
        prefixes = {**NAMESPACES, **names.prefixes}
        lines = [[self.variables[i] for i in shown]]
        lines += [[_short(row[i], prefixes) for i in shown] for row in self.rows]
        numeric = [all(_is_number(row[i]) for row in self.rows) for i in shown]
        widths = [max(len(line[column]) for line in lines) for column in range(len(shown))]
        rule = ["─" * width for width in widths]
        body = [
            "  ".join(
                cell.rjust(width) if right else cell.ljust(width)
                for cell, width, right in zip(line, widths, numeric, strict=True)
            ).rstrip()
            for line in [lines[0], rule, *lines[1:]]
        ]
        return "\n".join(body) + "\n"


def _binding(value: Value) -> dict[str, str]:
    if value.kind != "literal":
        return {"type": value.kind, "value": value.value}
    made = {"type": "literal", "value": value.value}
    if value.language:
        made["xml:lang"] = value.language
    elif value.datatype and value.datatype not in {_STRING, _LANGUAGE_STRING}:
        made["datatype"] = value.datatype
    return made


def _element(value: Value) -> str:
    """Return a term as SPARQL's XML; characters that XML cannot hold are refused."""
    if _NO_XML.search(value.value):
        raise QueryError("the answer holds characters that XML cannot hold; take json")
    # Bare line ends and blanks at the edge are for an XML reader to change.
    text = escape(value.value, {"\r": "&#13;"})
    if value.kind == "triple":
        raise QueryError("xml cannot hold triples about triples here; take json")
    if value.kind != "literal":
        return f"<{value.kind}>{text}</{value.kind}>"
    binding = _binding(value)
    kept = {"xml:lang": binding.get("xml:lang"), "datatype": binding.get("datatype")}
    attributes = "".join(f" {name}={quoteattr(each)}" for name, each in kept.items() if each)
    return f"<literal{attributes}>{text}</literal>"


def _plain(value: Value | None) -> str:
    if value is None:
        return ""
    return f"_:{value.value}" if value.kind == "bnode" else value.value


def _short(value: Value | None, prefixes: dict[str, str]) -> str:
    """Return a cell for people: one line, IRIs by their prefix, long text cut."""
    text = _plain(value)
    if value is not None and value.kind == "uri":
        split = max(text.rfind("/"), text.rfind("#")) + 1
        for prefix, namespace in prefixes.items():
            if namespace == text[:split]:
                return f"{prefix}:{text[split:]}"
        return text
    text = " ".join(text.split())
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}…"


def _is_number(value: Value | None) -> bool:
    return value is None or isinstance(value.python(), int | float)
