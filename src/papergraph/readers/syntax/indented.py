"""Lists that stand indented right below a line of their own, as people set them in plain text.

CommonMark takes what follows on a line of text without a blank one between for more of its paragraph, when it stands
four columns in, or when its number is not 1.
"""

from __future__ import annotations

import re

from papergraph.readers.lexicon.labels import field_of, link_role, note_key, says_link

_ITEM = re.compile(r"(?:[-*+]|\((?P<bracketed>\d{1,3})\)|\[\d{1,3}\]|(?P<number>\d{1,3})[.)])\s+\S")
_MARKED = re.compile(r"(?:[-*+>|#=~`<]|\d{1,3}[.)]\s|\[|!\[|\$\$|:\w+:|\s)")
_ADDRESS = re.compile(r"https?://\S")
_FAR = 4  # columns from which on Markdown sees no list below a line of text
_TAB = 8  # columns, in plain text
_LONGEST = 80  # characters of what stands over a list
_MOST_WORDS = 8


def with_indented_lists(lines: list[str]) -> list[str]:
    r"""Return the lines with lists that stand indented right below a line of text put where Markdown sees them.

    >>> with_indented_lists(["Wool:", "\t1. Gates", "\t2. Hay"]), with_indented_lists(["Hay:", "  Wet hay https://a.org"])
    (['###### Wool', '1. Gates', '2. Hay'], ['###### Hay', 'Wet hay https://a.org'])
    """
    if not any(line[:1] in {" ", "\t"} for line in lines):
        return lines
    lines = _outdented(lines)
    out = list(lines)
    fenced = False
    free = True  # a paragraph may begin here
    n = 0
    while n < len(lines):
        line = lines[n]
        if line.startswith(("```", "~~~")):
            fenced = not fenced
        end = n + 1
        if not fenced and free and line.strip() and not _MARKED.match(line) and len(line) <= 2 * _LONGEST:
            end = _end_of_block(lines, n + 1)
            if end > n + 1:
                _put(out, lines, n, end)
        free = not line.strip() or end > n + 1
        n = end
    return out


def _outdented(lines: list[str]) -> list[str]:
    """Return the lines with lists that stand four columns in below no item put to the left, blank lines among them."""
    out = list(lines)
    fenced = listed = False
    n = 0
    while n < len(lines):
        line = lines[n].expandtabs(_FAR)
        text = line.lstrip()
        fenced ^= text.startswith(("```", "~~~"))
        indent = len(line) - len(text)
        begins = indent >= _FAR and (n == 0 or not lines[n - 1].strip()) and _ITEM.match(text) is not None
        end = n + 1
        if begins and not (fenced or listed):
            end = _end_of_block(lines, n)
            block = [each.expandtabs(_FAR) for each in lines[n:end]]
            least = min(len(each) - len(each.lstrip()) for each in block if each.strip())
            out[n:end] = [each[least:] for each in block]
        elif text and indent < _FAR:
            listed = _ITEM.match(text) is not None or (listed and indent > 0)
        n = end
    return out


def _end_of_block(lines: list[str], at: int) -> int:
    """Return the end of the lines that are indented from a place on, blank ones among them."""
    end = at
    for n in range(at, len(lines)):
        if lines[n].strip():
            if lines[n][0] not in " \t":
                break
            end = n + 1
        elif n == at:
            break
    return end


def _put(out: list[str], lines: list[str], head: int, end: int) -> None:
    """Put the list below a line, when one stands there, to the left."""
    block = [line.expandtabs(_TAB) for line in lines[head + 1 : end]]
    indents = [len(line) - len(line.lstrip()) for line in block if line.strip()]
    first = block[0].lstrip()
    item = _ITEM.match(first)
    text = lines[head].strip()
    announced = text.endswith((":", "：")) and len(text.split()) <= _MOST_WORDS and not _ADDRESS.search(text)
    if item is None:
        linked = sum(_ADDRESS.search(line) is not None and len(line.split()) > 2 for line in block)
        if not (announced and len(text) <= _LONGEST and linked == len(indents)):
            return
    elif indents[0] < _FAR and (item["number"] in {None, "1"}):
        return
    if announced and not any(says(text) for says in (field_of, link_role, note_key, says_link)):
        out[head] = f"###### {text.rstrip(':：')}"
    least = min(indents)
    out[head + 1 : end] = [line[least:] for line in block]


__all__ = ["with_indented_lists"]
