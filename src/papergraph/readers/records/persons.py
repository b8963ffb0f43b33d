"""People as objects name them: by the members of a name, in lists, or in one string."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from papergraph.readers.records.names import are_families, listed_names, named
from papergraph.readers.records.record import Value
from papergraph.readers.records.words import field_of

_OWNER = re.compile(r"^(?:author|person|creator|contributor)(?=\w)")  # "author_last"
_PAIR = re.compile(r"[^,;.]+,[^,;.]+")  # two families


def people_of(name: str, value: Any, line: int) -> Iterator[Value]:
    """Yield the people of a member: one string, an object for each, or a list of either.

    >>> [each.text for each in people_of("author", [{"family": "Lund", "given": "Ada"}, "Bo Ng", "et al."], 1)]
    ['Lund, Ada', 'Bo Ng', 'et al.']
    """
    if isinstance(value, str):
        yield from listed_names(name, value, line)
    elif isinstance(value, dict):
        yield from _person_of(name, value, line)
    elif isinstance(value, list):
        for each in value[:10_000]:
            if isinstance(each, str) and ";" not in each and " and " not in each:
                bare = each.strip().lower().strip(" .")
                if bare in {"others", "et al", "...", "…"}:
                    yield Value("others", each, line)
                elif each.strip():
                    yield named(name, each, line)
            else:
                yield from people_of(name, each, line)


def with_families(values: Sequence[Any]) -> Callable[[Any], Any]:
    """Return what objects become whose siblings name people by their families alone: "Lund, Ozer" two people.

    Objects of a list that names people otherwise stay as they are.
    """
    members = [
        (name, each)
        for value in values
        if isinstance(value, dict)
        for name, each in value.items()
        if isinstance(each, str) and field_of(name) == "author"
    ]
    if not are_families(each for _, each in members):
        return lambda value: value
    names = {name for name, _ in members}

    def parted(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        return {
            name: each.split(",") if name in names and isinstance(each, str) and _PAIR.fullmatch(each) else each
            for name, each in value.items()
        }

    return parted


def _person_of(name: str, person: Mapping[str, Any], line: int) -> Iterator[Value]:
    if isinstance(person.get("author"), dict | str | list):
        yield from people_of(name, person["author"], line)
        return
    role = str(person.get("creatorType") or person.get("role") or "author").lower()
    if role in {"editor", "serieseditor", "translator", "reviewedauthor", "bookauthor"}:
        name = "editor" if role == "editor" else "translator"
    keys = {
        _OWNER.sub("", key.lower().replace("_", "").replace("-", "")): each
        for key, each in person.items()
        if isinstance(each, str)
    }
    family = next(
        (keys[key] for key in ("family", "lastname", "last", "surname", "familyname", "familynames") if keys.get(key)),
        "",
    )
    given = next(
        (keys[key] for key in ("given", "firstname", "first", "givenname", "givennames", "forename") if keys.get(key)),
        "",
    )
    if family.lower() == "others" and not given:
        yield Value("others", "et al.", line)
    elif family and given:
        particles = " ".join(keys[key] for key in ("droppingparticle", "nondroppingparticle") if keys.get(key))
        full = f"{particles} {family}".strip()
        suffix = keys.get("suffix", "")
        yield named(name, f"{full}, {suffix}, {given}" if suffix else f"{full}, {given}", line)
    elif literal := next(
        (keys[key] for key in ("literal", "name", "displayname", "fullname", "text") if keys.get(key)), ""
    ):
        yield named(name, literal, line, literal="literal" in keys and not re.search(r"[\u3040-\u9fff]", literal))
    elif family or given:
        yield named(name, family or given, line)
