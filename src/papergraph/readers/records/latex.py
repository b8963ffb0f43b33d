"""LaTeX to text: accents, letters, dashes and quotation marks as characters, braces gone, mathematics kept readable."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files

_SIGNS = re.compile(r"[\\{}$~]|--|``|''")
_COMBINING = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "k": "\u0328", "r": "\u030a", "d": "\u0323",
    "b": "\u0331", "t": "\u0361",
}  # fmt: skip
_LETTER = r"(?:\{\s*(?:\\(?P<i1>[ij])\s*|(?P<l1>[^\W\d_]))\s*\}|\\(?P<i2>[ij])(?![A-Za-z])|(?P<l2>[^\W\d_]))"
_LETTER_OF_WORD = re.sub(r"([il])([12])>", r"\1w\2>", _LETTER)
_ACCENT = re.compile(
    rf"\\(?P<sign>['`^\"~=.])\s*{_LETTER}"
    rf"|\\(?P<word>[cvuHkrdbt])(?:(?=\s*[{{\\])\s*|\s+){_LETTER_OF_WORD}"
)
_LETTERS = ("i1", "l1", "i2", "l2", "iw1", "lw1", "iw2", "lw2")
# What only says how its argument looks: the command goes, its braces go with all others.
_LOOKS = re.compile(
    r"\\(?:emph|text(?:it|bf|sc|tt|rm|sf|sl|up|md|normal|superscript|subscript)?|math(?:it|bf|rm|sf|tt|bb|cal|frak|scr|"
    r"normal|op|rel|bin)?|boldsymbol|bm|operatorname|mbox|hbox|ensuremath|url|path|nolinkurl|uppercase|lowercase|"
    r"MakeUppercase|MakeLowercase|underline|overline|enquote|textquote|NoCaseChange|bibstring|mkbibquote|mkbibemph|"
    r"mkbibbold|relax|protect|noopsort|em|it|bf|sc|tt|rm|sf|sl|itshape|bfseries|scshape|normalfont|small|footnotesize|"
    r"displaystyle|left|right|big|Big|limits|xspace|hyphenation|newblock|allowbreak|break|linebreak|par|hskip|null)"
    r"\*?(?![A-Za-z])\s*"
)
_TWO_WAYS = re.compile(r"\\texorpdfstring\s*\{(?:[^{}]|\{[^{}]*\}){0,300}\}\s*(?=\{)")  # the second is plain text
_HREF = re.compile(r"\\href\s*\{[^{}]*\}")
_COMMAND = re.compile(r"\\([A-Za-z]+)\*?(?:\s*\{\}|\s+|(?![A-Za-z]))")
_SPACE = re.compile(r"\\(?:[,;:! \n/]|quad\b|qquad\b|newline\b|\\)")
_DISCARD = re.compile(r"\\(?:-|@)")
_ESCAPED = re.compile(r"\\([&%$#_{}\"'<>|=*+.()\[\]^~`-])")
_MATH = re.compile(r"(?<!\\)\$([^$]{0,500})\$|\\\((.{0,500}?)\\\)")
_SCRIPT = re.compile(r"([_^])\s*\{\s*([^{}\s]{1,12})\s*\}")
# A tilde in an address, however LaTeX is made to print it, and an address that may hold some.
_TILDE = (
    r"(?:\\string~|\{\\~(?:\{ ?\})?\}|\\~(?:\{ ?\})?|\{\\textasciitilde(?:\{\})?\}|"
    r"\\textasciitilde(?:\{\}|\s+|(?![A-Za-z]))|\{\$\s*\\sim\s*\$\}|\$\s*\\sim\s*\$|(?<=/)~)"
)
_TILDES = re.compile(_TILDE)
_TILDED = re.compile(rf"(?:https?|ftp)://(?:[^\s{{}}\\$~]|\\[_%&#]|{_TILDE})+", re.IGNORECASE)
_KEPT = {"{": "\x01", "}": "\x02", "$": "\x03", "~": "\x04", "\\": "\x05"}
_BACK = str.maketrans({put: sign for sign, put in _KEPT.items()})


@cache
def _commands() -> dict[str, str]:
    text = files("papergraph.readers.records").joinpath("latex.tsv").read_text("utf-8")
    return dict(line.split("\t") for line in text.splitlines()[1:])


def _accented(match: re.Match[str]) -> str:
    mark = _COMBINING[match["sign"] or match["word"]]
    letter = next(match[name] for name in _LETTERS if match[name])
    return unicodedata.normalize("NFC", letter + mark)


def _known(match: re.Match[str]) -> str:
    """Return what a command stands for; the name of an unknown one without an argument, so that no word is lost."""
    put = _commands().get(match[1])
    if put is None and match[0][-1:].isalpha() and not match[1].isupper() and match.string.startswith("{", match.end()):
        return ""  # "\\pkg{lme4}" shows its argument
    if put is None:
        return match[1] + (" " if match[0][-1:].isspace() else "")
    return _KEPT.get(put, put)


def accented(text: str) -> str:
    r"""Return text with its accented letters put together, and all else as it was.

    >>> accented(r"{\"U}ber \emph{Erd\H{o}s}")
    '{Ü}ber \\emph{Erdős}'
    """
    return _ACCENT.sub(_accented, text)


def is_sign(command: str) -> bool:
    """Return whether a command stands for a letter or a sign ("ss", "oe", "alpha")."""
    return command in _commands()


def with_tildes(text: str, sign: str = "~") -> str:
    r"""Return text with the tildes of its addresses plain, as `sign`: in LaTeX it is a blank, or an accent.

    >>> with_tildes(r"Prof.~Lund, \url{http://x.org/\~{}lund/} or http://x.org/{\textasciitilde}ng")
    'Prof.~Lund, \\url{http://x.org/~lund/} or http://x.org/~ng'
    """
    return _TILDED.sub(lambda match: _TILDES.sub(sign, match[0]), text) if "://" in text else text


def _readable(match: re.Match[str]) -> str:
    """Return mathematics without what only sets it: "$O(n^{2})$" gives "O(n^2)"."""
    inner = match[1] if match[1] is not None else match[2]
    return _SCRIPT.sub(r"\1\2", inner).replace("~", " ").replace("--", "-\u2063-")


def plain(text: str) -> str:
    r"""Return the text that a piece of LaTeX shows, with single spaces; linear in its length.

    >>> plain(r"{\"U}ber {CNN}s: na{\"\i}ve \emph{Erd\H{o}s}--R{\'e}nyi \& $O(n^{2})$ {\o}l")
    'Über CNNs: naïve Erdős–Rényi & O(n^2) øl'
    """
    if not _SIGNS.search(text):
        return " ".join(text.split())
    text = with_tildes(text, _KEPT["~"])
    if "\\" in text:
        text = _ACCENT.sub(_accented, _TWO_WAYS.sub("", text) if "texorpdf" in text else text)
    if "$" in text or "\\(" in text:
        text = _MATH.sub(_readable, text)
    if "\\" in text:
        text = _LOOKS.sub("", _HREF.sub("", text))
        text = _DISCARD.sub("", _SPACE.sub(" ", text))
        text = _ESCAPED.sub(lambda match: _KEPT.get(match[1], match[1]), text)
        text = _COMMAND.sub(_known, text)
    text = text.replace("---", "—").replace("--", "–").replace("``", "“").replace("''", "”").replace("~", " ")
    text = text.replace("\u2063", "").replace("{", "").replace("}", "").replace("\\", "").translate(_BACK)
    return " ".join(text.split())
