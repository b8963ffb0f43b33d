"""Text before it is parsed: odd characters out, our own blocks and too deep lines blanked, every line in its place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from papergraph.model import Problem, Skipped, Unread

DEEPEST = 40  # levels of quotation or list marks on one line
LONGEST = 400_000  # characters of one line
MOST_LINES = 1_000_000  # of prose: each costs some hundred bytes while it is read

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_LINE_LIKE = re.compile(r"[\f\x1c-\x1e\x85\u2028\u2029]")  # Python splits at these, editors do not
_INVISIBLE = re.compile(r"[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffc]")
_DEEP = re.compile(r"(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))){" + str(DEEPEST + 1) + "}")
_INDENTED = re.compile(
    r"(?=[ \t]{30})(?: {%d}|[ \t]*\t{30})[ \t]*(?:[-*+]|\d{1,9}[.)])(?=[ \t])".replace("%d", str(3 * DEEPEST))
)
_MARK = re.compile(r"<!--\s*papergraph\s*:\s*(?P<mark>begin|end)\b(?:(?!-->).)*-->", re.IGNORECASE)
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
#: What Pandoc has behind a heading: "{-}", "{#wool .unnumbered}".
_ATTRIBUTE = re.compile(r"(?<=\S)\s+\{(?:-|[#.][\w:.-]+(?: [#.]?[\w:=\"'.-]+)*)\}\s*$")
_TIGHT_HEADING = re.compile(r"(#{1,6})(?=[A-Z“\"][^#]{0,150}$|[^\W\d_][^#]{0,150}$)")


_COMBINING = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "k": "\u0328", "r": "\u030a",
}  # fmt: skip
#: A letter with an accent as TeX has it and copies of BibTeX keep it: "L{\"o}ser".
_ACCENTED = re.compile(
    r"\{\\(?:(?P<sign>['`^\"~=.])\s?|(?P<word>[cvuHkr])(?:\s|(?=\{)))(?:\{(?P<inner>[^\W\d_])\}|(?P<letter>[^\W\d_]))\}"
)


def with_accents(line: str) -> str:
    r"""Return a line with the letters whose accents are printed as in TeX put together, and all else as it was.

    >>> with_accents(r"L{\"o}ser, Glava{\v{s}} and O{'}Connor on {CNN}s")
    "Löser, Glavaš and O'Connor on {CNN}s"
    """

    def put(match: re.Match[str]) -> str:
        letter = match["inner"] or match["letter"]
        return unicodedata.normalize("NFC", letter + _COMBINING[match["sign"] or match["word"]])

    line = _ACCENTED.sub(put, line) if "{\\" in line else line
    return line.replace("{'}", "'") if "{'}" in line else line


@dataclass
class Cleaned:
    """Lines ready to be parsed, as many as the text had, and what was taken out of them."""

    lines: list[str]
    skipped: list[Skipped] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    title: str | None = None


def without_controls(text: str, source: str) -> tuple[str, list[Problem]]:
    """Return `text` without control characters and halves of characters, and how many of these it had.

    What Python or a parser would take for the end of a line, and no editor does, becomes a blank.
    """
    problems: list[Problem] = []
    for pattern, code, what, put in (
        (_SURROGATE, "lone-surrogates", "halves of characters (lone surrogates) were replaced", "\ufffd"),
        (_CONTROL, "control-characters", "control characters were replaced by blanks", " "),
    ):
        match = pattern.search(text)
        if match:
            line = text.count("\n", 0, match.start()) + 1
            text, count = pattern.subn(put, text)
            problems.append(
                Problem(
                    code=code, severity="warning", message=f"{count} {what}", source=source,
                    first_line=line, last_line=line,
                )
            )  # fmt: skip
    return _LINE_LIKE.sub(" ", text), problems


def unescaped(text: str) -> str:
    """Return what an escape stood for, without control characters and halves of characters: no file can hold these."""
    return _CONTROL.sub(" ", _SURROGATE.sub("\ufffd", text))


def with_plain_ends(text: str) -> str:
    """Return `text` with LF at the end of every line."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def split_lines(text: str) -> list[str]:
    r"""Return the lines of `text` as an editor numbers them: ended by CR LF, LF or CR and by nothing else.

    Never `str.splitlines`: it ends lines at form feeds and at separators of Unicode as well, and all numbers after
    these are wrong. Such characters become blanks (`clean`).

    >>> split_lines("a\r\nb\x0cc\rd")
    ['a', 'b\x0cc', 'd']
    """
    return with_plain_ends(text).split("\n")


def within(text: str, source: str) -> tuple[str, list[Unread]]:
    """Return as many lines of `text` as are read, and what is left unread after them; its lines end with LF."""
    count = text.count("\n") + 1
    if count <= MOST_LINES:
        return text, []
    end = -1
    for _ in range(MOST_LINES):
        end = text.find("\n", end + 1)
    rest = text[end + 1 :].strip()
    reason = f"a list of more than {MOST_LINES:,} lines is too long: split it"
    beyond = Unread(source=source, first_line=MOST_LINES + 1, last_line=count, raw=rest[:2000], reason=reason)
    return text[:end], [beyond] if rest else []


def _take(cleaned: Cleaned, source: str, first: int, last: int, reason: str) -> None:
    """Blank the lines first..last (from 1) and say why."""
    raw = "\n".join(cleaned.lines[first - 1 : last])
    cleaned.skipped.append(Skipped(source=source, first_line=first, last_line=last, raw=raw, reason=reason))
    cleaned.lines[first - 1 : last] = [""] * (last - first + 1)


def _front_matter(cleaned: Cleaned, source: str) -> None:
    lines = cleaned.lines
    if not lines or lines[0].rstrip() not in {"---", "+++"}:  # of YAML, of TOML
        return
    ends = {"---", "..."} if lines[0].startswith("-") else {"+++"}
    for n in range(1, min(len(lines), 200)):
        if lines[n].rstrip() in ends:
            if not any(re.match(r"[\w-]+\s*[:=]", line) for line in lines[1:n]):
                return
            for line in lines[1:n]:
                if match := re.match(r"title\s*[:=]\s*[\"']?(.*?)[\"']?\s*$", line, re.IGNORECASE):
                    cleaned.title = match[1] or None
            _take(cleaned, source, 1, n + 1, "front matter")
            return


def _marks(lines: Sequence[str]) -> Iterator[tuple[int, int, int, str]]:
    """Yield (line, start, end, "begin" or "end") of papergraph's marks, but for those that are shown as code."""
    for n, line in enumerate(lines, 1):
        for match in _MARK.finditer(line) if "<!--" in line else ():
            if line.count("`", 0, match.start()) % 2 == 0:
                yield n, match.start(), match.end(), match["mark"].lower()


def _own_blocks(cleaned: Cleaned, source: str) -> None:
    """Take out what stands between papergraph's own comments, so that its output can be pasted into a list."""
    marks = list(_marks(cleaned.lines))
    last_end = max((n for n, mark in enumerate(marks) if mark[3] == "end"), default=-1)
    blocks: list[tuple[int, int, int, int, str]] = []
    begin: tuple[int, int] | None = None
    for n, (line, start, end, mark) in enumerate(marks):
        if mark == "begin" and begin is None and n < last_end:
            begin = line, start
        elif mark == "end" and begin is not None:
            blocks.append((*begin, line, end, "written by papergraph"))
            begin = None
        elif begin is None:
            blocks.append((line, start, line, end, f"{'a begin' if mark == 'begin' else 'an end'} mark of papergraph"))
            message = "papergraph:begin has no papergraph:end after it; what follows was read as part of the list"
            if mark == "end":
                message = "papergraph:end has no papergraph:begin before it; what stands there was read"
            cleaned.problems.append(
                Problem(
                    code="unclosed-block" if mark == "begin" else "unopened-block", severity="warning",
                    message=message, source=source, first_line=line, last_line=line,
                )
            )  # fmt: skip
    for first, start, last, end, reason in reversed(blocks):
        before, after = cleaned.lines[first - 1][:start], cleaned.lines[last - 1][end:]
        _take(cleaned, source, first, last, reason)
        # What stands beside the marks on their lines belongs to the list.
        cleaned.lines[last - 1] = after
        cleaned.lines[first - 1] = before + after if first == last else before


def _guard(cleaned: Cleaned, source: str) -> None:
    for n, line in enumerate(cleaned.lines, 1):
        reason = None
        if len(line) > LONGEST:
            reason = f"a line of {len(line)} characters is too long to be read"
        elif len(line) > DEEPEST and (_DEEP.match(line) or _INDENTED.match(line)):
            reason = f"nested deeper than {DEEPEST} levels"
        if reason:
            cleaned.unread.append(Unread(source=source, first_line=n, last_line=n, raw=line[:2000], reason=reason))
            cleaned.lines[n - 1] = ""


def _fence_at(lines: list[str], n: int) -> re.Match[str] | None:
    """Return the fence of code that a line is, or None; tildes as long as the words above them underline a heading."""
    mark = _FENCE.match(lines[n])
    if mark is None or mark[1][0] == "`" or not n or lines[n][mark.end() :].strip():
        return mark
    above = lines[n - 1].rstrip()
    return None if above[:1].strip() and 3 < len(above) <= len(mark[1]) and not _FENCE.match(above) else mark


def _open_fences(cleaned: Cleaned, source: str) -> None:
    """Take out fences of code that are never closed: all that follows on them would be code."""
    for _ in range(3):
        fence: tuple[str, int] | None = None
        for n, line in enumerate(cleaned.lines, 1):
            mark = _fence_at(cleaned.lines, n - 1)
            if mark and fence is None and not (mark[1][0] == "`" and "`" in line[mark.end() :]):
                fence = (mark[1], n)
            elif mark and fence is not None and mark[1].startswith(fence[0]) and not line[mark.end() :].strip():
                fence = None
        if fence is None:
            return
        _take(cleaned, source, fence[1], fence[1], "a fence of code that is never closed")


def _headings(lines: list[str]) -> None:
    """Give `##Heading` the blank that Markdown wants and take Pandoc's attributes from it, outside of fenced code."""
    fence: str | None = None
    spaced = False  # a heading of the first level has its blank
    for n, line in enumerate(lines):
        if mark := _fence_at(lines, n):
            if fence is None:
                fence = mark[1]
            elif mark[1].startswith(fence):
                fence = None
            continue
        if fence is None and line.startswith("#") and (attribute := _ATTRIBUTE.search(line)):
            lines[n] = line = line[: attribute.start()]
        if fence is None and line.startswith("# "):
            spaced = True
        elif fence is None and line.startswith("#") and (match := _TIGHT_HEADING.match(line)):
            # "#TODO" under headings that have their blank is a word
            alone = (n == 0 or not lines[n - 1].strip()) and not spaced
            if len(match[1]) > 1 or (alone and line[1:2].isupper()):
                lines[n] = f"{match[1]} {line[len(match[1]) :]}"


def clean(text: str, source: str, *, page: bool = False) -> Cleaned:
    """Return the lines of `text` (`within`) ready for parsing; linear in its length.

    Of a `page` of HTML a line may be as long as it likes: programs write them without any line ends.
    """
    text, problems = without_controls(_INVISIBLE.sub("", text), source)
    cleaned = Cleaned(text.split("\n"), problems=problems)
    if not page:
        _guard(cleaned, source)
    _front_matter(cleaned, source)
    _own_blocks(cleaned, source)
    _open_fences(cleaned, source)
    _headings(cleaned.lines)
    return cleaned
