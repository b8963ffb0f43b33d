"""Headings that say of what kind the works under them are: books, posts, notes of lectures, journals, or several."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

_WORKS = re.compile(
    r"\b(?:papers?|articles?|publications?|chapters?|reviews?|proceedings|surveys?)\b|论文", re.IGNORECASE
)
_BOOKS = re.compile(
    r"\b(?:text ?)?books\b|\bmonographs\b|\b(?:libros|livros|livres|libri|bücher|книги)\b|"
    r"^[\W\d_]*(?:text ?)?book[\W_]*$|^[\W\d_]*(?:libro|livre|livro|buch|книга)[\W_]*$|"
    r"参考书|書籍|书籍|图书|教材|教科书|专著",
    re.IGNORECASE,
)
_EMOJI = re.compile(r":[a-z0-9_+-]{2,30}:")  # ":books:" is no word
_POSTS = re.compile(
    r"\bblogs\b|\b(?:blog ?)?posts\b|\bblog ?post\b|^\W*(?:in the (?:news|press|media)|press coverage)\W*$|"
    r"博客|博文|(?:技术|技術|科普|推广)文章|ブログ|블로그",
    re.IGNORECASE,
)
_COURSES = re.compile(r"\b(?:courses?|lectures?|moocs?|videos?|tutorials?)\b|课程|公开课|视频", re.IGNORECASE)


def _telling(section: tuple[str, ...]) -> str | None:
    """Return the nearest heading that names books or posts; None where a nearer one names papers, or none does."""
    for heading in (_EMOJI.sub("", each) for each in reversed(section)):
        if _WORKS.search(heading):
            return None
        if _BOOKS.search(heading) or _POSTS.search(heading):
            return heading
    return None


def is_mixed(section: tuple[str, ...]) -> bool:
    """Return whether the nearest heading that says what stands under it names books or posts, and courses as well.

    >>> is_mixed(("Courses and textbooks", "Wool")), is_mixed(("Textbooks",)), is_mixed(("Courses", "Papers"))
    (True, False, False)
    """
    told = _telling(section)
    return told is not None and _COURSES.search(told) is not None


@lru_cache(maxsize=1_000)
def kind_of_section(section: tuple[str, ...]) -> Literal["book", "post"] | None:
    """Return what the nearest heading that says it calls the works under it, or None where that is papers or all.

    >>> kind_of_section(("Wool", "Books (33)")), kind_of_section(("Books", "Papers")), kind_of_section(("Bookmarks",))
    ('book', None, None)
    """
    told = _telling(section)
    if told is None or told.count(",") > 1 or _COURSES.search(told):
        return None  # "Books, websites, maps"
    books, posts = _BOOKS.search(told), _POSTS.search(told)
    return None if books and posts else "book" if books else "post"


_LECTURE_NOTES = re.compile(
    r"\W*(?:students?['’]? )?(?:lecture|course|class) notes(?: (?:and|&) \w+)?\W*", re.IGNORECASE
)
_JOURNALS = re.compile(
    r"\W*(?:(?:core|top|leading|academic|scientific|related|major|relevant|important) )*"
    r"journals?(?: and magazines)?(?: list)?\W*"
    r"|(?:核心|学术|主要|相关|顶级|重要)?(?:期刊|杂志|期刊列表)",
    re.IGNORECASE,
)


def is_lecture_notes(section: tuple[str, ...]) -> bool:
    """Return whether a heading over a work says that notes of lectures stand under it.

    >>> is_lecture_notes(("Lecture Notes", "Wool")), is_lecture_notes(("Lecture Notes in Wool",))
    (True, False)
    """
    return any(map(_LECTURE_NOTES.fullmatch, section))


def is_journals(section: tuple[str, ...]) -> bool:
    """Return whether the nearest heading says that journals stand under it, or papers that appeared in them.

    >>> is_journals(("Wool", "Core journals")), is_journals(("核心期刊",)), is_journals(("Journal of Wool",))
    (True, True, False)
    """
    return bool(section) and _JOURNALS.fullmatch(section[-1].strip()) is not None
