"""Cells that programs wrote: lists as Python, R or JSON print them, values in the braces of BibTeX."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Mapping
from typing import Any

_LIST = re.compile(r"(?:c\((?P<vector>\".*\")\)|[\[({]\s*(?=[\[({\"'])(?P<inner>.*)[\])}])\Z", re.DOTALL)
_LONGEST = 200_000  # characters of a list
_NAME = re.compile(r"(?:full|display|author)?[_ ]?name|author|literal", re.IGNORECASE)
_BRACED = re.compile(r"\{([^{}\\$^_]*)\}")


def listed_in(text: str) -> list[str]:
    r"""Return the texts of a list that a program has printed in one cell; none where it is no such list.

    >>> listed_in("['Ada Lund', \"Bo O'Ng\"]"), listed_in('[{"name": "Ada Lund"}]'), listed_in('c("Lund", "Ng")')
    (['Ada Lund', "Bo O'Ng"], ['Ada Lund'], ['Lund', 'Ng'])
    >>> listed_in("[Wool Collaboration]"), listed_in("(in press)")
    ([], [])
    """
    text = text.strip()
    match = _LIST.match(text) if text[:1] in {"[", "(", "{", "c"} and len(text) < _LONGEST else None
    if match is None:
        return []
    text = f"[{match['vector']}]" if match["vector"] else text
    try:
        found = json.loads(text)
    except ValueError:
        try:
            found = ast.literal_eval(text)
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            return []
    if isinstance(found, dict | str):
        found = [found]
    if not isinstance(found, list | tuple | set):
        return []
    return [word for each in found if (word := _word(each))]


def _word(value: Any) -> str:
    """Return what one member of a list says: a text, or the name in an object."""
    if isinstance(value, str):
        return value.strip()
    if not isinstance(value, Mapping):
        return ""
    named = next((each for key, each in value.items() if isinstance(each, str) and _NAME.fullmatch(str(key))), "")
    given, family = (
        next((str(value[key]) for key in keys if isinstance(value.get(key), str)), "")
        for keys in (("given", "firstName", "first", "first_name"), ("family", "lastName", "last", "last_name"))
    )
    return named.strip() or " ".join(filter(None, (given, family)))


def without_braces(text: str) -> str:
    """Return a text without the braces that BibTeX keeps capitals in, or a whole value; formulas keep theirs.

    >>> without_braces("{A {Wool-Free} Barn}"), without_braces("$x_{2}$ of {Mud}")
    ('A Wool-Free Barn', '$x_{2}$ of {Mud}')
    """
    if "{" not in text or "\\" in text or "$" in text or text.count("{") != text.count("}"):
        return text
    bare = _BRACED.sub(r"\1", _BRACED.sub(r"\1", text))
    return bare if "{" not in bare else text
