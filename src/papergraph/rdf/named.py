"""Named queries: questions with typed parameters, one `.rq` file each."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, cast, get_args

from papergraph.curation import ROOT
from papergraph.errors import PapergraphError, QueryError
from papergraph.rdf.results import Value
from papergraph.rdf.terms import BASE_IRI, NAMESPACES, Names, web_iri

ReferenceType = Literal["paper", "concept", "author"]
ParameterType = Literal[ReferenceType, "text", "integer", "number", "iri"]

_PARAMETER = re.compile(r"#\s*param\s+(?P<name>\w+)\s*:\s*(?P<type>\w+)\s*(?:=\s*(?P<default>.*\S))?\s*")
_LIKE_PARAMETER = re.compile(r"#\s*param\b")
_XSD = NAMESPACES["xsd"]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable that a value is given to; `default` is None where a value must be given."""

    name: str
    type: ParameterType
    default: str | None = None


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query, the question that it answers in plain words, and its parameters."""

    name: str
    question: str
    parameters: tuple[Parameter, ...]
    sparql: str


def read_query(text: str, name: str) -> NamedQuery:
    """Return the query that a `.rq` file holds.

    The comment lines at its head are its question, but for lines `# param NAME: TYPE = DEFAULT` (the default may be
    absent), which are its parameters. Raises QueryError for a parameter line that is malformed.
    """
    question: list[str] = []
    parameters: list[Parameter] = []
    for number, raw in enumerate(text.lstrip("\ufeff").splitlines(), start=1):
        line = raw.strip()
        if not line.startswith("#"):
            break
        if not _LIKE_PARAMETER.match(line):
            question.append(line.lstrip("#").strip())
            continue
        match = _PARAMETER.fullmatch(line)
        if match is None or match["type"] not in get_args(ParameterType):
            types = ", ".join(get_args(ParameterType))
            raise QueryError(f"{name}, line {number}: write '# param NAME: TYPE = DEFAULT', TYPE one of {types}")
        parameters.append(Parameter(match["name"], cast("ParameterType", match["type"]), match["default"]))
    return NamedQuery(name, " ".join(question).strip(), tuple(parameters), text.lstrip("\ufeff"))


def named_queries(*, folder: Path | None = None) -> tuple[NamedQuery, ...]:
    """Return the queries of a folder (the bundled ones when None), by name."""
    files = sorted((folder or ROOT / "graph" / "queries").glob("*.rq"))
    return tuple(read_query(file.read_text("utf-8"), file.stem) for file in files)


def named_query(name: str, *, folder: Path | None = None) -> NamedQuery:
    """Return one bundled query; raises QueryError with the closest names when there is none of that name."""
    known = {each.name: each for each in named_queries(folder=folder)}
    if name not in known:
        close = difflib.get_close_matches(name, known, n=3, cutoff=0.4) or sorted(known)
        raise QueryError(f"no query is named {name!r}; there is {', '.join(close)}")
    return known[name]


def with_parameters(query: NamedQuery, types: Mapping[str, str]) -> NamedQuery:
    """Return the query with parameters of these types, by name, over those that it declares.

    Raises QueryError for a type that there is not.
    """
    for name, type_ in types.items():
        if type_ not in get_args(ParameterType):
            raise QueryError(f"{name} cannot be a {type_!r}; a type is one of {', '.join(get_args(ParameterType))}")
    kept = tuple(each for each in query.parameters if each.name not in types)
    added = tuple(Parameter(name, cast("ParameterType", type_)) for name, type_ in types.items())
    return replace(query, parameters=(*kept, *added))


#: Gives the id of the paper, concept or author that a word names: papergraph.lookup knows how.
Refer = Callable[[ReferenceType, str], str]


def bind(query: NamedQuery, given: Mapping[str, str], *, refer: Refer, base_iri: str = BASE_IRI) -> dict[str, Value]:
    """Return the value of each parameter as a term: nothing that is given ever becomes text of the query.

    `refer` gives the id of a paper, concept or author that a word names; what it raises passes. Raises QueryError for
    an unknown parameter, a missing value or one of another type.
    """
    known = [parameter.name for parameter in query.parameters]
    for name in given:
        if name not in known:
            raise QueryError(
                f"{query.name} has no parameter {name!r}; it has {', '.join(known) or 'none'}; or write {name}:TYPE"
            )
    names = Names(base_iri)
    return {each.name: _value(query, each, given.get(each.name), refer, names) for each in query.parameters}


def _value(query: NamedQuery, parameter: Parameter, given: str | None, refer: Refer, names: Names) -> Value:
    text = parameter.default if given is None else given
    how = f"--set {parameter.name}=VALUE"
    if text is None:
        raise QueryError(f"{query.name} asks for a {parameter.type}: give it with {how}")
    if parameter.type == "text":
        return Value("literal", text, f"{_XSD}string")
    if parameter.type == "integer":
        if not re.fullmatch(r"[+-]?[0-9]{1,18}", text):
            raise QueryError(f"{parameter.name} is a whole number, not {text!r}")
        return Value("literal", text, f"{_XSD}integer")
    if parameter.type == "number":
        if not re.fullmatch(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)", text):
            raise QueryError(f"{parameter.name} is a number such as 0.8, not {text!r}")
        return Value("literal", text, f"{_XSD}decimal")
    if parameter.type == "iri":
        made = web_iri(text)
        if made is None:
            raise QueryError(f"{parameter.name} is an IRI such as https://example.org/x, not {text!r}")
        return Value("uri", made.strip("<>"))
    try:
        found = refer(parameter.type, text)
    except PapergraphError as error:
        if given is not None:
            raise
        raise QueryError(f"{query.name} is about {text!r} unless you say otherwise with {how}: {error}") from error
    made = {"paper": names.paper, "concept": names.concept, "author": names.agent}[parameter.type](found)
    return Value("uri", made.strip("<>"))
