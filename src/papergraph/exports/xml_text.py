"""What XML formats share: text that any XML 1.0 parser takes."""

from __future__ import annotations

import html
import re

# XML 1.0 has no place for these, not even escaped.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def escaped(value: str | int | float | bool) -> str:
    """Return a value as XML text or attribute: truth values in small letters, U+FFFD for what XML cannot hold.

    >>> escaped('a < "b"'), escaped(True)
    ('a &lt; &quot;b&quot;', 'true')
    """
    if isinstance(value, bool):
        return str(value).lower()
    # A parser turns bare line ends and tabs of an attribute into blanks.
    text = html.escape(_NOT_XML.sub("\ufffd", str(value)))
    return text.replace("\r", "&#13;").replace("\n", "&#10;").replace("\t", "&#9;")
