"""How many columns text takes, and where it is broken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papergraph.formats.columns import clean, columns, padded, shortened, wrapped

WORDS = st.text(st.sampled_from("ab -.,()注意力가é́ 🙂️\u200d“”/"), max_size=200)


@pytest.mark.parametrize(
    ("text", "wide"),
    [("LSTM", 4), ("注意力", 6), ("e\u0301", 1), ("가나", 4), ("🙂", 2), ("a\u200bb", 2), ("❤\ufe0f", 2), ("", 0)],
)
def test_columns_are_counted_as_a_terminal_shows_them(text: str, wide: int) -> None:
    assert columns(text) == wide


def test_what_steers_a_terminal_or_breaks_a_line_is_taken_out() -> None:
    assert clean("a\x1b[31mb\n\tc\u202ed\ud800  e\u2028f") == "a[31mb cd e f"


def test_titles_are_cut_at_words() -> None:
    assert shortened("learning by back-propagating errors", 20) == "learning by ..."
    assert shortened("learning", 8) == "learning"
    assert columns(shortened("注意力机制" * 5, 21)) <= 21


def test_padding_counts_columns() -> None:
    assert padded("注意", 6) == "注意  "


def test_a_web_address_is_never_broken() -> None:
    url = "https://example.org/" + "x" * 100

    assert wrapped(f"see {url} there", 40, begin="   why    ", indent=" " * 10) == [
        "   why    see",
        url,
        "          there",
    ]


def test_hours_stay_with_their_unit() -> None:
    assert wrapped("some words (~1.5 h)", 17) == ["some words", "(~1.5 h)"]


def test_lines_over_the_most_are_cut() -> None:
    assert wrapped("one two three four five", 9, most=2) == ["one two", "three ..."]


def test_wide_text_without_spaces_is_wrapped() -> None:
    assert wrapped("注意力机制，就是", 7) == ["注意力", "机制，", "就是"]


@given(WORDS, st.integers(12, 40), st.sampled_from([None, 1, 2]))
def test_no_line_is_wider_and_nothing_is_lost(text: str, width: int, most: int | None) -> None:
    lines = wrapped(text, width, begin="  a  ", indent="     ", most=most)

    assert all(columns(line) <= width for line in lines)
    if most is None:
        assert "".join("".join(lines).removeprefix("  a  ").split()) == "".join(clean(text).split())
    else:
        assert len(lines) <= most
