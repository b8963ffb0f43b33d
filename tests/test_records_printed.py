"""What records print of themselves beside their own fields: the rest of a reference, BibTeX, signs behind names."""

from __future__ import annotations

import json

from papergraph.model import Entry
from papergraph.readers import read_text


def only(text: str, name: str = "list") -> Entry:
    reading = read_text(text, source=name)
    assert (len(reading.entries), reading.unread) == (1, ())
    return reading.entries[0]


def test_a_column_of_titles_that_are_whole_references_is_taken_apart() -> None:
    text = (
        "id,type,author,intro,href,year,published\n"
        '1,journal,"Ada Lund, Bo Ng",'
        '"Ada Lund, Bo Ng*. Wet mud on dry wool. Journal of Mud, 2019, 12(3): 1-20.",,2019,1\n'
        '2,journal,"Bo Ng, Cy Oz","Bo Ng, Cy Oz. Rules of wool. Mud Letters. (Accepted).",,2020,0\n'
        '3,journal,"Cy Oz, Di Po","Cy Oz, Di Po. Barns for all. Journal of Barns, 2021, 2(1): 3-9.",,2021,1\n'
    )
    wet, rules, barns = read_text(text, source="x.csv").entries

    assert (wet.title, wet.authors, wet.venue) == ("Wet mud on dry wool", ("Ada Lund", "Bo Ng"), "Journal of Mud")
    assert (wet.year, wet.month, wet.short_names) == (2019, None, ())  # "published: 1" is no January
    assert (rules.title, barns.title) == ("Rules of wool", "Barns for all")


def test_the_rest_of_a_reference_beside_a_title_says_where_it_appeared() -> None:
    places = {
        "<i>Review of Mud</i> 6 (1):1-25 (2015)": "Review of Mud",
        "forthcoming, <em>Wool</em>": "Wool",
        "In A. Lund (ed.), <i>The Handbook of Wool</i>. Barn Press, pp. 3-9 (2015)": "The Handbook of Wool",
    }
    for citation, venue in places.items():
        entry = only(json.dumps([{"title": "Wet mud", "year": 2015, "citation": citation}]))
        assert (entry.title, entry.venue) == ("Wet mud", venue)


def test_bibtex_in_a_field_gives_what_the_record_lacks_and_changes_nothing_else() -> None:
    quoted = (
        "@article{a, title = {Wet Mud}, author = {Lund, Ada}, year = 2018, journal = {Journal of Mud},\n"
        "  doi = {10.5555/mud.1}}"
    )
    entry = only(json.dumps([{"title": "Wet mud", "year": 2019, "bibtex": quoted}]))

    assert (entry.title, entry.year, entry.authors, entry.venue) == ("Wet mud", 2019, ("Lund, Ada",), "Journal of Mud")
    assert [link.url for link in entry.links] == ["https://doi.org/10.5555/mud.1"]


def test_signs_behind_names_and_the_lines_that_explain_them_are_no_names() -> None:
    text = (
        "- title: Wet mud\n  authors: |\n"
        "    Lund A\\#, Ng B<sup>1,2</sup>, Oz C<sup>\\*</sup><br>\n"
        "    <sup>\\#</sup> Co-first authors <br>\n    <sup>\\*</sup> Corresponding authors\n"
        "  journal: __Journal of Mud__ 2020 June <br>\n  date: 202006\n"
        "- title: Dry mud\n  authors: '[Wool Collaboration] (incl. Ada Lund)'\n"
        "  venue: Mud Symposium 2021 (to appear)\n"
    )
    wet, dry = read_text(text, source="x.yml").entries

    assert (wet.authors, wet.venue, wet.year, wet.month) == (("Lund A", "Ng B", "Oz C"), "Journal of Mud", 2020, 6)
    assert (dry.organisation, dry.venue, dry.year) == ("Wool Collaboration", "Mud Symposium", 2021)


def test_records_in_groups_of_yaml_end_before_the_next_begins() -> None:
    text = "- year: 2020\n  papers:\n  - title: Wet mud\n    authors: A Lund\n\n  - title: Dry mud\n    authors: B Ng\n"

    assert [(each.first_line, each.last_line) for each in read_text(text, source="x.yml").entries] == [(3, 4), (6, 7)]


def test_heads_in_other_words_first_authors_and_titles_in_brackets() -> None:
    text = (
        'Paper,"Authors (first, last)",First Author,Link to paper,Year Published,Published In\n'
        '[Wet mud in fields].,"Lund A, Ng B.",Lund A,https://doi.org/10.5555/mud.1,2014,Journal of Mud\n'
        "[BOOK] Dry mud,,Oz C,,2016,Barn Press\n"
    )
    wet, dry = read_text(text, source="x.csv").entries

    assert (wet.title, wet.authors) == ("Wet mud in fields", ("Lund A", "Ng B"))
    assert (wet.year, wet.venue) == (2014, "Journal of Mud")
    assert [link.url for link in wet.links] == ["https://doi.org/10.5555/mud.1"]
    assert (dry.title, dry.authors, dry.year) == ("Dry mud", ("Oz C",), 2016)


def test_titles_and_authors_in_one_column_are_told_apart_where_most_cells_hold_both() -> None:
    text = (
        '#,Paper (title and authors),Year,Where\n1,"Counting sheep. Anna Lund, Ben Oakley",2014,Journal of Mud\n'
        '2,Barns for all. Eva Roe,2017,Fibre\n3,"On wool: a survey. Anna Lund et al.",2017,Fibre\n'
    )
    titles = (
        'Title,Year\n"Paxos, Raft and others",2016\nWool: A Peer to Peer System,2008\nBarns Are All You Need,2017\n'
    )
    entries = read_text(text, source="x.csv").entries

    assert [(entry.title, entry.authors) for entry in entries] == [
        ("Counting sheep", ("Anna Lund", "Ben Oakley")),
        ("Barns for all", ("Eva Roe",)),
        ("On wool: a survey", ("Anna Lund",)),
    ]
    assert [entry.authors for entry in read_text(titles, source="x.csv").entries] == [(), (), ()]


def test_a_table_with_a_field_a_row() -> None:
    text = (
        '"TITLE","Counting sheep"\n"AUTHOR NAMES","Lund A.","Ng B."\n'
        '"SOURCE","Journal of Mud (2014) 12:3 (1-20). Date of Publication: 1 Mar 2014"\n"PUBLICATION YEAR","2014"\n'
        '"DOI","10.5555/mud.1"\n\n"TITLE","Shears, that learn"\n"AUTHOR NAMES","Oz C."\n"PUBLICATION YEAR","2016"\n'
    )
    sheep, shears = read_text(text, source="records.csv").entries

    assert (sheep.title, sheep.authors, sheep.year, sheep.venue) == (
        "Counting sheep", ("Lund A.", "Ng B."), 2014, "Journal of Mud",
    )  # fmt: skip
    assert (shears.title, shears.authors, shears.first_line) == ("Shears, that learn", ("Oz C.",), 7)


def test_a_citation_file_gives_its_program_its_work_and_the_works_that_it_refers_to() -> None:
    text = (
        "cff-version: 1.2.0\ntitle: WoolNet\nauthors:\n  - family-names: Lund\n    given-names: Ada\n"
        'repository-code: "https://github.com/wool/woolnet"\npreferred-citation:\n  type: article\n'
        "  authors:\n    - family-names: Ng\n      given-names: Bo\n  title: Wet mud\n  journal: Journal of Mud\n"
        "  year: 2014\nreferences:\n  - type: book\n    title: The Book of Wool\n"
        "    publisher:\n      name: Barn Press\n"
    )
    program, wet, book = read_text(text, source="CITATION.cff").entries

    assert (program.title, program.kind, program.authors) == ("WoolNet", "repository", ("Lund, Ada",))
    assert (wet.title, wet.authors, wet.venue, wet.section) == ("Wet mud", ("Ng, Bo",), "Journal of Mud", ())
    assert (book.title, book.kind, book.venue, book.section) == (
        "The Book of Wool", "book", "Barn Press", ("References",),
    )  # fmt: skip


def test_linked_data_of_pages_is_a_list_of_works() -> None:
    work = {
        "@type": "ScholarlyArticle", "headline": "Wet mud", "author": [{"@type": "Person", "name": "Ada Lund"}],
        "datePublished": "2014-03-01", "isPartOf": {"isPartOf": {"name": "Journal of Mud"}},
        "identifier": "https://doi.org/10.5555/mud.1",
    }  # fmt: skip
    entry = only(json.dumps({"@context": "https://schema.org", "@graph": [work]}), "x.json")

    assert (entry.title, entry.authors, entry.venue, entry.section) == ("Wet mud", ("Ada Lund",), "Journal of Mud", ())
    assert [link.url for link in entry.links] == ["https://doi.org/10.5555/mud.1"]


def test_json_as_people_write_it() -> None:
    commented = (
        '// mine\n{\n  "papers": [\n    {"title": "Wet mud", "authors": ["Ada Lund",], "year": 2014,}, // good\n'
        '    /* then */\n    {"title": "The \\alpha of mud", "year": 2015},\n  ],\n}\n'
    )
    python = "[{'title': 'Wet mud', 'authors': ['Ada Lund', \"Bo O'Ng\"], 'doi': None, 'year': 2014}]\n"
    script = (
        "import x from 'y';\nexport const journal: Paper[] = [\n  {\n    title: 'Wet ' +\n      'mud',\n"
        "    authors: `Ada Lund`,\n"
        "    links: { pdf: 'https://mud.example/a.pdf' },\n  },\n];\n"
        'const talks = [{ title: "Dry mud", year: 2015 }];\n'
    )
    wet, alpha = read_text(commented, source="x.json").entries

    assert (wet.title, wet.authors, wet.year, wet.first_line) == ("Wet mud", ("Ada Lund",), 2014, 4)
    assert (alpha.title, alpha.first_line) == ("The \\alpha of mud", 6)
    assert only(python, "x.json").authors == ("Ada Lund", "Bo O'Ng")
    mud, dry = read_text(script, source="x.ts").entries
    assert (mud.title, mud.section, mud.first_line) == ("Wet mud", ("journal",), 3)
    assert [(link.role, link.url) for link in mud.links] == [("paper", "https://mud.example/a.pdf")]
    assert (dry.title, dry.section) == ("Dry mud", ("talks",))


def test_links_under_labels_in_an_abstract_lead_to_the_work() -> None:
    text = (
        "- title: Wet mud\n  year: 2019\n  abstract: |\n    We wet it. **[Preprint](https://doi.org/10.5555/mud.1)**\n"
        "    and [others](https://mud.example/others)\n"
    )
    entry = only(text, "x.yml")

    assert [(link.role, link.url) for link in entry.links] == [("paper", "https://doi.org/10.5555/mud.1")]


def test_a_journal_in_chinese_brackets_behind_a_title_is_no_title() -> None:
    text = (
        "id,author,intro,year\n"
        '1,"王明,李华","王明, 李华. 大田绵羊计数方法研究综述. 《泥土学报》, 2019, 12(3): 1-20.",2019\n'
        '2,"李华,张伟","李华, 张伟. 剪毛机器人学习算法的实现. 《羊毛学报》2020, 2(1): 3-9.",2020\n'
        '3,"王明,张伟","王明, 张伟. 面向谷仓的语言模型. 《泥土学报》, 2021, 3(1): 3-9.",2021\n'
    )
    entries = read_text(text, source="x.csv").entries

    assert [(entry.title, entry.venue) for entry in entries] == [
        ("大田绵羊计数方法研究综述", "泥土学报"),
        ("剪毛机器人学习算法的实现", "羊毛学报"),
        ("面向谷仓的语言模型", "泥土学报"),
    ]
