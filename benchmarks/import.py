"""How many entries a second each format of records gives, at two sizes: the time must grow with the size.

    python benchmarks/import.py [ENTRIES]

Prints CPU seconds, entries a second, megabytes and the ratio of seconds an entry between the larger and the smaller.
"""

from __future__ import annotations

import csv
import io
import json
import sys
import time
from collections.abc import Callable

from papergraph.readers import read_text

ABSTRACT = "A meadow is sampled in strips, and each strip is counted twice. " * 12


def _facts(n: int) -> tuple[str, list[tuple[str, str]], int, str, str]:
    people = [("Lund", f"Ada {chr(65 + n % 26)}."), ("M\u00fcller", "J\u00f6rg"), ("O'Neill", "Aoife")]
    return (
        f"On the counting of sheep, part {n}",
        people,
        1980 + n % 45,
        "Journal of Pastoral Computing",
        f"10.5555/sheep.{n}",
    )


def bibtex(count: int) -> str:
    """Records as reference managers write them, with LaTeX's accents."""
    out = []
    for n in range(count):
        title, people, year, venue, doi = _facts(n)
        names = " and ".join(", ".join(each) for each in people).replace("\u00fc", '{\\"u}').replace("\u00f6", '{\\"o}')
        out.append(
            f"@article{{k{n},\n  title = {{{title.replace('sheep', '{S}heep')}}},\n  author = {{{names}}},\n"
            f"  journal = {{{venue}}},\n  year = {year},\n  month = mar,\n  doi = {{{doi}}},\n"
            f"  keywords = {{sheep, wool}},\n  abstract = {{{ABSTRACT}}},\n}}\n"
        )
    return "\n".join(out)


def ris(count: int) -> str:
    """Records of RIS."""
    out = []
    for n in range(count):
        title, people, year, venue, doi = _facts(n)
        names = "".join(f"AU  - {', '.join(each)}\n" for each in people)
        out.append(
            f"TY  - JOUR\nTI  - {title}\n{names}JO  - {venue}\nPY  - {year}\nDO  - {doi}\nAB  - {ABSTRACT}\nER  - \n"
        )
    return "\n".join(out)


def csl(count: int) -> str:
    """Items of CSL-JSON."""
    items = []
    for n in range(count):
        title, people, year, venue, doi = _facts(n)
        authors = [{"family": family, "given": given} for family, given in people]
        items.append(
            {
                "id": f"k{n}", "type": "article-journal", "title": title, "author": authors, "container-title": venue,
                "issued": {"date-parts": [[year, 3]]}, "DOI": doi, "abstract": ABSTRACT,
            }
        )  # fmt: skip
    return json.dumps(items, ensure_ascii=False, indent=1)


def table(count: int) -> str:
    """Rows of CSV."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["Title", "Authors", "Year", "Journal", "DOI", "Abstract"])
    for n in range(count):
        title, people, year, venue, doi = _facts(n)
        writer.writerow([title, "; ".join(", ".join(each) for each in people), year, venue, doi, ABSTRACT])
    return out.getvalue()


def yaml(count: int) -> str:
    """A list of YAML."""
    out = []
    for n in range(count):
        title, people, year, venue, doi = _facts(n)
        names = "".join(f'    - "{given} {family}"\n' for family, given in people)
        out.append(f'- title: "{title}"\n  authors:\n{names}  year: {year}\n  venue: {venue}\n  doi: {doi}\n')
    return "".join(out)


def main() -> None:
    """Measure every format."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    formats: dict[str, Callable[[int], str]] = {"bib": bibtex, "ris": ris, "json": csl, "csv": table, "yaml": yaml}
    read_text(bibtex(10), source="warm.bib")
    for suffix, write in formats.items():
        each = []
        for size in (count // 4, count):
            text = write(size)
            start = time.process_time()
            reading = read_text(text, source=f"x.{suffix}")
            seconds = time.process_time() - start
            if len(reading.entries) != size:
                sys.exit(f"{suffix}: {len(reading.entries)} entries of {size}")
            each.append(seconds / size)
        print(
            f"{suffix:5} {count:7} entries {len(text) / 1e6:6.1f} MB {each[1] * count:6.2f} s "
            f"{1 / each[1]:8.0f} entries/s, {each[1] / each[0]:.2f} times as long each as in a quarter"
        )


if __name__ == "__main__":
    main()
