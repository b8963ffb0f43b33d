"""Tagged lines, tables, JSON and YAML: each dialect's own fields, and damage that costs one record only."""

from __future__ import annotations

import json
from typing import Any

import pytest

from papergraph.model import Entry, Reading
from papergraph.readers import read_text


def read(text: str, name: str = "list") -> Reading:
    return read_text(text, source=name)


def only(text: str, name: str = "list") -> Entry:
    reading = read(text, name)
    assert (len(reading.entries), reading.unread) == (1, ())
    return reading.entries[0]


def links(entry: Entry) -> list[str]:
    return [link.url for link in entry.links]


# --- tagged lines -------------------------------------------------------------------------------------------------


def test_ris_with_old_tags_and_lines_that_go_on() -> None:
    entry = only(
        """TY  - JOUR
A1  - Winkler, R.
A1  - Lund, Ada
T1  - A record of mud
      in two lines
JO  - Clim. Mud
Y1  - 2012/01/03/
UR  - http://www.mud.net/8/1/
L1  - http://www.mud.net/8/1/mud.pdf
L3  - 10.5194/mud-8-1-2012
N2  - On mud.
KW  - soil
KW  - rain
ER  -
"""
    )

    assert (entry.title, entry.authors) == ("A record of mud in two lines", ("Winkler, R.", "Lund, Ada"))
    assert (entry.year, entry.month, entry.venue) == (2012, 1, "Clim. Mud")
    assert links(entry) == [
        "https://doi.org/10.5194/mud-8-1-2012", "http://www.mud.net/8/1/", "http://www.mud.net/8/1/mud.pdf",
    ]  # fmt: skip
    assert [(note.key, note.text) for note in entry.notes] == [("summary", "On mud."), ("other", "soil; rain")]


def test_ris_without_marks_of_the_end_and_records_without_a_title() -> None:
    reading = read(
        "TY  - JOUR\nTI  - One\nPY  - 1999\nTY  - JOUR\nAU  - Lund, A\n\nTY  - BOOK\nTI  - Two\nPB  - House\n"
    )

    assert [(entry.title, entry.first_line, entry.kind) for entry in reading.entries] == [
        ("One", 1, "paper"), ("Two", 7, "book"),
    ]  # fmt: skip
    assert [(part.first_line, part.reason) for part in reading.unread] == [(4, "the record has no title")]


@pytest.mark.parametrize("place", ["T2  - ArXiv\nVL  - abs/2101.00001", "JO  - CoRR\nVL  - abs/2101.00001"])
def test_ris_with_an_arxiv_number_for_a_volume(place: str) -> None:
    entry = only(f"TY  - JOUR\nTI  - A record of mud\n{place}\nPY  - 2020\nER  - \n")

    assert links(entry) == ["https://arxiv.org/abs/2101.00001"]


@pytest.mark.parametrize(
    ("type_", "made"), [("VIDEO", None), ("DATA", None), ("BLOG", "post"), ("COMP", "repository"), ("CHAP", "paper")]
)
def test_ris_types(type_: str, made: str | None) -> None:
    reading = read(f"TY  - {type_}\nTI  - A title\nER  - \n")

    assert [entry.kind for entry in reading.entries] == ([made] if made else [])
    assert len(reading.skipped) == (made is None)


def test_pubmed() -> None:
    entry = only(
        """PMID- 12345678
DP  - 2020 Mar 4
TI  - Mud and
      children.
LID - S0000-0000(20)30001-2 [pii]
LID - 10.1000/mud.2020.1 [doi]
AB  - We played.
FAU - Lund, Ada
AU  - Lund A
PT  - Journal Article
TA  - J Mud
JT  - Journal of mud
"""
    )

    assert (entry.title, entry.authors, entry.venue) == ("Mud and children", ("Lund, Ada",), "Journal of mud")
    assert (entry.year, entry.month) == (2020, 3)
    assert links(entry) == ["https://doi.org/10.1000/mud.2020.1", "https://pubmed.ncbi.nlm.nih.gov/12345678"]


def test_endnote_and_web_of_science() -> None:
    endnote = only("%0 Journal Article\n%A Lund, Ada\n%A Ng, Bo\n%D 1999\n%T Mud\n%J Journal of Mud\n%R 10.1000/1\n")
    wos = only(
        "FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nAU Lund, A\n   Ng, B\nAF Lund, Ada\n   Ng, Bo\nTI Mud\n"
        "   and rain\nSO JOURNAL OF MUD\nDT Article\nPD MAR\nPY 1999\nDI 10.1000/1\nER\n\nEF\n"
    )

    assert (endnote.title, endnote.authors, endnote.year) == ("Mud", ("Lund, Ada", "Ng, Bo"), 1999)
    assert (wos.title, wos.authors) == ("Mud and rain", ("Lund, Ada", "Ng, Bo"))
    assert (wos.venue, wos.year, wos.month, links(wos)) == ("JOURNAL OF MUD", 1999, 3, ["https://doi.org/10.1000/1"])


# --- tables -------------------------------------------------------------------------------------------------------

TABLES = {
    "zotero": '"Key","Item Type","Publication Year","Author","Title","Publication Title","DOI","Url","Date","Extra"\n'
    '"AB12","journalArticle","1999","Lund, Ada; Ng, Bo","Mud","Journal of Mud","10.1000/1","","1999-03-02",""\n',
    "scopus": '"Authors","Author full names","Author(s) ID","Title","Year","Source title","DOI",'
    '"Document Type","Source"\n'
    '"Lund A.; Ng B.","Lund, Ada (571); Ng, Bo (572)","571; 572","Mud","1999","Journal of Mud","10.1000/1","Article",'
    '"Scopus"\n',
    "web of science": "PT\tAU\tAF\tTI\tSO\tDT\tPD\tPY\tDI\tUT\tPM\n"
    "J\tLund, A; Ng, B\tLund, Ada; Ng, Bo\tMud\tJournal of Mud\tArticle\tMAR\t1999\t10.1000/1\tWOS:1\t\n",
    "spanish": 'Autores;Título;Año;Revista;DOI\n"Lund, Ada; Ng, Bo";Mud;1999;Journal of Mud;10.1000/1\n',
    "bibtex style": "title,author,journal,year,doi\nMud,\"Lund, Ada and Ng, Bo\",Journal of Mud,1999,10.1000/1\n",
    "plain names": "Paper\tAuthors\tVenue\tYear\tLink\nMud\tAda Lund, Bo Ng\tJournal of Mud\t1999\thttps://doi.org/10.1000/1\n",
}  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_tables_of_many_managers(name: str) -> None:
    entry = only(TABLES[name])

    assert (entry.title, entry.year, entry.venue, entry.kind) == ("Mud", 1999, "Journal of Mud", "paper")
    assert links(entry) == ["https://doi.org/10.1000/1"]
    assert entry.authors in (("Lund, Ada", "Ng, Bo"), ("Ada Lund", "Bo Ng"))


def test_a_chinese_table_and_one_with_a_preamble() -> None:
    chinese = only("标题,作者,年份,期刊,摘要\n图神经网络综述,王明；李华,2020,计算机学报,本文综述。\n")
    reading = read("My list\n2024-01-01,exported\ntitle,year\nMud,1999\n", "x.csv")

    assert (chinese.title, chinese.authors, chinese.year) == ("图神经网络综述", ("王明", "李华"), 2020)
    assert [(entry.title, entry.first_line) for entry in reading.entries] == [("Mud", 4)]
    assert [part.reason for part in reading.skipped] == ["outside of any record", "table head"]


def test_a_cell_of_several_lines_and_a_quotation_that_never_ends() -> None:
    reading = read(
        'title,year,notes\nA,1999,"one\n\ntwo ""quoted"""\nB,2000,"never closed\nC,2001,x\n,,\nD,2002,y\n', "x.csv"
    )

    assert [(entry.title, entry.first_line, entry.last_line) for entry in reading.entries] == [
        ("A", 2, 4), ("C", 6, 6), ("D", 8, 8),
    ]  # fmt: skip
    assert reading.entries[0].notes[0].text == 'one two "quoted"'
    assert [(part.first_line, part.reason) for part in reading.unread] == [(5, "a quotation mark is never closed")]
    assert [part.reason for part in reading.skipped] == ["table head", "an empty row"]


def test_a_huge_cell_is_read() -> None:
    entry = only('title,abstract,year\nMud,"' + "soil, and\n" * 30 + "x" * 300_000 + '",1999\n', "x.csv")

    assert (entry.title, entry.year) == ("Mud", 1999)
    assert len(entry.notes[0].text) > 300_000


def test_columns_of_links_have_their_roles() -> None:
    entry = only(
        "Title,Paper,Code,Slides,Year\nMud,https://a.org/mud.pdf,https://github.com/a/b,https://a.org/s,1999\n"
    )

    assert [(link.role, link.url) for link in entry.links] == [
        ("paper", "https://a.org/mud.pdf"), ("code", "https://github.com/a/b"), ("slides", "https://a.org/s"),
    ]  # fmt: skip


# --- JSON and YAML ------------------------------------------------------------------------------------------------

OPENALEX: dict[str, Any] = {
    "id": "https://openalex.org/W1", "doi": "https://doi.org/10.1000/1", "display_name": "Mud", "title": "Mud",
    "publication_year": 1999, "publication_date": "1999-01-01", "type": "article", "type_crossref": "journal-article",
    "ids": {"pmid": "https://pubmed.ncbi.nlm.nih.gov/123"},
    "primary_location": {"source": {"display_name": "Journal of Mud"}, "landing_page_url": "https://doi.org/10.1000/1"},
    "best_oa_location": {"pdf_url": "https://a.org/mud.pdf"},
    "authorships": [{"author": {"display_name": "Ada Lund"}}, {"author": {"display_name": "Bo Ng"}}],
    "concepts": [{"display_name": "Soil"}], "keywords": [{"display_name": "Rain"}],
    "abstract_inverted_index": {"On": [0], "mud": [1, 3], "and": [2]},
    "referenced_works": ["https://openalex.org/W2"],
}  # fmt: skip
SCHOLAR: dict[str, Any] = {
    "paperId": "a" * 40, "externalIds": {"ArXiv": "9901.00001", "DOI": "10.1000/1", "CorpusId": 5}, "title": "Mud",
    "year": 1999, "publicationDate": "1999-03-02", "venue": "Journal of Mud", "authors": [{"name": "Ada Lund"}],
    "tldr": {"text": "On mud."}, "openAccessPdf": {"url": "https://a.org/mud.pdf"},
    "publicationTypes": ["JournalArticle"],
    "references": [{"paperId": "b" * 40, "title": "Clay"}], "journal": {"name": "Journal of Mud", "volume": "3"},
}  # fmt: skip


@pytest.mark.parametrize("wrapped", [OPENALEX, [OPENALEX], {"meta": {"count": 1}, "results": [OPENALEX]}])
def test_openalex(wrapped: object) -> None:
    reading = read(json.dumps(wrapped, indent=1))
    entry = reading.entries[0]

    assert (reading.source.format, len(reading.entries)) == ("openalex", 1)
    assert (entry.title, entry.authors, entry.venue) == ("Mud", ("Ada Lund", "Bo Ng"), "Journal of Mud")
    assert (entry.year, entry.month, entry.kind) == (1999, None, "paper")
    assert [(link.role, link.url) for link in entry.links] == [
        ("paper", "https://doi.org/10.1000/1"), ("paper", "https://pubmed.ncbi.nlm.nih.gov/123"),
        ("paper", "https://a.org/mud.pdf"), ("page", "https://openalex.org/W1"),
    ]  # fmt: skip
    assert [note.text for note in entry.notes] == ["On mud and mud", "Rain"]


@pytest.mark.parametrize("wrapped", [SCHOLAR, {"data": [{"citedPaper": SCHOLAR}]}, [SCHOLAR]])
def test_semantic_scholar(wrapped: object) -> None:
    reading = read(json.dumps(wrapped))
    entry = reading.entries[0]

    assert (reading.source.format, len(reading.entries)) == ("semantic-scholar", 1)
    assert (entry.title, entry.year, entry.month, entry.venue) == ("Mud", 1999, 3, "Journal of Mud")
    assert links(entry) == [
        "https://arxiv.org/abs/9901.00001", "https://doi.org/10.1000/1",
        "https://a.org/mud.pdf", "https://www.semanticscholar.org/paper/" + "a" * 40,
    ]  # fmt: skip


def test_json_lines_with_one_that_is_broken() -> None:
    rows = [json.dumps({**OPENALEX, "display_name": f"Mud {n}"}) for n in range(4)]
    rows[1] = rows[1][:-20]
    rows[2] = "not json"
    reading = read("\n".join(rows) + "\n", "works.jsonl")

    assert [(entry.title, entry.first_line) for entry in reading.entries] == [("Mud 0", 1), ("Mud 3", 4)]
    assert [part.first_line for part in reading.unread] == [2, 3]


def test_a_broken_object_in_a_list_costs_itself_alone() -> None:
    text = (
        '{"papers": [\n  {"title": "A", "year": 1},\n  {"title": "B" "year": 2},\n  {"title": "C", "year": 1999}\n]}\n'
    )
    reading = read(text)

    assert [entry.title for entry in reading.entries] == ["A", "C"]
    assert [(part.first_line, part.last_line) for part in reading.unread] == [(3, 3)]
    assert "no JSON" in reading.unread[0].reason


def test_groups_become_sections_and_keys_titles() -> None:
    nested = {
        "Soils": [{"title": "Mud", "authors": "Ada Lund, Bo Ng", "links": {"pdf": "https://a.org/m.pdf"}}],
        "topics": [{"name": "Water", "papers": [{"name": "Rain", "url": "https://a.org/rain"}]}],
        "A Theory of Clay": {"authors": ["Ada Lund"], "year": 2001},
    }
    reading = read(json.dumps(nested, indent=2))

    assert [(entry.title, entry.section, entry.authors) for entry in reading.entries] == [
        ("Mud", ("Soils",), ("Ada Lund", "Bo Ng")),
        ("Rain", ("Water",), ()),
        ("A Theory of Clay", (), ("Ada Lund",)),
    ]
    assert [(link.role, link.url) for link in reading.entries[0].links] == [("paper", "https://a.org/m.pdf")]


def test_members_whose_names_say_nothing_are_called_by_what_they_hold() -> None:
    rows = [
        {"t": "Counting Mud by Night", "p": ["Ada Lund", "Bo Ng"], "j": "Journal of Mud", "y": 1999, "u": ""},
        {"t": "Mud and Jobs: Evidence from Meadows", "p": ["Bo Ng"], "j": "Journal of Mud", "y": 2001},
        {"t": "Why Is There Still So Much Mud?", "p": ["Cy Elm"], "j": "Clay", "y": 2003, "u": "https://a.org/1"},
    ]
    plain = [[row["t"], row["y"], row["p"]] for row in rows]
    questions = [{"q": "How do I count mud by night?", "a": "Never do.", "n": 2001 + n} for n in range(3)]

    found = read(json.dumps({"by": "@mud", "entries": rows})).entries
    assert [(entry.title, entry.authors, entry.venue, entry.year) for entry in found] == [
        (row["t"], tuple(row["p"]), row["j"], row["y"]) for row in rows
    ]
    assert [(entry.title, entry.authors, entry.year) for entry in read(json.dumps(plain), "mud.json").entries] == [
        (row["t"], tuple(row["p"]), row["y"]) for row in rows
    ]
    assert not read(json.dumps(questions)).entries
    called = [{"title": row["t"], "who": row["p"], "when": row["y"], "year read": 2020} for row in rows]
    assert [(entry.authors, entry.year) for entry in read(json.dumps(called)).entries] == [
        (tuple(row["p"]), row["y"]) for row in rows
    ]
    table = 'Name,Tags,Link,Who,When\nMud by Night,mud,https://a.org/1,"Ada Lund, Bo Ng",1999\n'
    table += 'Clay by Day,clay,https://a.org/2,"Cy Elm, Bo Ng",2001\nDust at Dusk,dust,https://a.org/3,Ada Lund,2003\n'
    assert [(entry.authors, entry.year) for entry in read(table, "mud.csv").entries] == [
        (("Ada Lund", "Bo Ng"), 1999), (("Cy Elm", "Bo Ng"), 2001), (("Ada Lund",), 2003),
    ]  # fmt: skip


def test_venues_and_surnames_in_members_of_any_name() -> None:
    works = [
        {"paper": "Opening the gates of wool", "by": ["Ada Lund"], "at": "EuroSys 2013"},
        {"paper": "Mud and rain in the hills", "by": ["Bo Ng", "Cy Oz"], "at": "NSDI 2011"},
        {"paper": "A model of all fences", "by": ["Di Poe", "et al."], "at": "OSDI 2020"},
    ]
    entries = read(json.dumps(works), "x.json").entries
    assert [(entry.venue, entry.year) for entry in entries] == [("EuroSys", 2013), ("NSDI", 2011), ("OSDI", 2020)]
    works = [
        {"what": "Opening the gates of wool", "who": "Lund, Ng & Oz", "when": 1970, "where": "ApJ"},
        {"what": "Mud and rain in the hills", "who": "Poe", "when": 1933, "where": "PRL"},
        {"what": "A model of all fences", "who": "Roe et al.", "when": 2006, "where": "ApJ"},
    ]
    entries = read(json.dumps(works), "x.json").entries
    assert [entry.authors for entry in entries] == [("Lund", "Ng", "Oz"), ("Poe",), ("Roe",)]


def test_members_beside_a_title_are_called_by_what_they_hold_but_not_who_presents_a_work() -> None:
    rows = [
        {"title": "Counting Mud by Night", "who": "Ada Lund, Bo Ng", "when": 1999, "presenter": "Cy Elm, Di Ash"},
        {"title": "Mud and Jobs", "who": "Bo Ng et al.", "when": 2001, "presenter": "Cy Elm, Di Ash"},
        {"title": "So Much Mud", "who": "Cy Elm", "when": 2003, "presenter": "Ada Lund, Bo Ng"},
    ]
    unsigned = [{"title": row["title"], "presenter": row["presenter"], "when": row["when"]} for row in rows]

    assert [(entry.authors, entry.year) for entry in read(json.dumps(rows)).entries] == [
        (("Ada Lund", "Bo Ng"), 1999),
        (("Bo Ng",), 2001),
        (("Cy Elm",), 2003),
    ]
    assert [entry.authors for entry in read(json.dumps(unsigned)).entries] == [(), (), ()]


def test_people_in_parts_and_latex_in_cells() -> None:
    row = {"title": "On Mud", "year": 2001, "authors": [{"author_first": "Ada", "author_last": "Lund"}]}
    table = "title,authors,status,year\nOn Mud,Bo Ng* and {\\bf Ada Lund},in preparation,2001\n"

    assert read(json.dumps([row])).entries[0].authors == ("Lund, Ada",)
    assert read(table, "mud.csv").entries[0].authors == ("Bo Ng", "Ada Lund")


def test_zotero_and_crossref() -> None:
    zotero = only(
        json.dumps(
            [
                {
                    "key": "AB", "version": 3,
                    "data": {
                        "itemType": "preprint", "title": "Mud", "date": "1999-03", "repository": "arXiv",
                        "archiveID": "arXiv:9903.00001", "extra": "arXiv:9903.00001 [cs]", "shortTitle": "Mud",
                        "creators": [
                            {"creatorType": "author", "firstName": "Ada", "lastName": "Lund"},
                            {"creatorType": "author", "name": "Mud Lab"},
                            {"creatorType": "translator", "firstName": "Tra", "lastName": "Ns"},
                        ],
                        "tags": [{"tag": "soil"}],
                    },
                },
            ]
        )
    )  # fmt: skip
    crossref = only(
        json.dumps(
            {
                "message": {
                    "items": [
                        {
                            "DOI": "10.1000/1", "title": ["Mud"], "container-title": ["Journal of Mud"],
                            "issued": {"date-parts": [[1999, 3]]}, "type": "journal-article",
                            "author": [{"given": "Ada", "family": "Lund"}, {"name": "Mud Lab"}],
                            "reference": [{"key": "1", "article-title": "Clay"}],
                        }
                    ]
                }
            }
        )
    )  # fmt: skip

    assert (zotero.authors, zotero.organisation, zotero.venue) == (("Lund, Ada", "Mud Lab"), "Mud Lab", "arXiv")
    assert (zotero.month, links(zotero)) == (3, ["https://arxiv.org/abs/9903.00001"])
    assert [note.text for note in zotero.notes] == ["soil"]
    assert (crossref.title, crossref.authors, crossref.venue) == ("Mud", ("Lund, Ada", "Mud Lab"), "Journal of Mud")
    assert (crossref.year, crossref.month) == (1999, 3)


def test_yaml_with_years_over_its_lists() -> None:
    reading = read(
        "2019:\n  - title: Mud by hand\n    author: Ada Lund\n  - title: Mud by day\n    year: 2018\n"
        "early:\n  - title: Mud by night\n    author: Ada Lund\n",
        "x.yaml",
    )

    assert [entry.year for entry in reading.entries] == [2019, 2018, None]


def test_yaml_is_read_item_by_item_where_it_is_broken() -> None:
    reading = read(
        "- title: A\n  year: 1999\n- title: B: broken: here\n  year: [1\n- title: C\n  year: 2001\n", "x.yaml"
    )

    assert [(entry.title, entry.first_line) for entry in reading.entries] == [("A", 1), ("C", 5)]
    assert [(part.first_line, part.last_line) for part in reading.unread] == [(3, 4)]


def test_yaml_that_repeats_itself_stays_small() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{b}: &{b} [*{a}, *{a}, *{a}, *{a}, *{a}]\n" for a, b in zip("abcdefghij", "bcdefghijk", strict=True)
    )
    reading = read(bomb + "papers:\n  - title: Mud\n    year: 1999\n", "x.yaml")

    assert [entry.title for entry in reading.entries] == ["Mud"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.json", "[" * 100_000),
        ("x.json", '{"a":' * 50_000),
        ("x.json", '[{"title": "A", ' * 3_000),
        ("x.json", '{"title": "' + "x" * 200_000),
        ("x.csv", "title,year\n" + '"' * 100_001),
        ("x.csv", "title,year\n" + 'a,"\n' * 20_000),
        ("x.ris", "TY  - JOUR\n" * 20_000),
        ("x.yaml", "- title: [" * 5_000),
        ("x.yaml", "[" * 3_000),
    ],
)  # fmt: skip
def test_endless_signs_stop_nothing(name: str, text: str) -> None:
    reading = read(text, name)

    assert len(reading.entries) + len(reading.unread) + len(reading.skipped) >= 1


@pytest.mark.parametrize(
    "value",
    [
        [["title", "authors", "year"], ["Mud", "Lund, Ada; Ng, Bo", 1999], ["Rain", "Poe, Zoe", 2001]],
        {"title": {"0": "Mud", "1": "Rain"}, "authors": {"0": "Lund, Ada; Ng, Bo", "1": "Poe, Zoe"},
         "year": {"0": 1999, "1": 2001}},
        {"title": ["Mud", "Rain"], "authors": ["Lund, Ada; Ng, Bo", "Poe, Zoe"], "year": [1999, 2001]},
        {"mud": {"title": "Mud", "authors": [{"name": "Lund, Ada"}, {"text": "Ng, Bo 0002"}], "year": "1999"},
         "rain": {"title_en": "Rain", "authors": {"author": ["Poe, Zoe"]}, "published": "2001"}},
    ],
)  # fmt: skip
def test_tables_in_json(value: object) -> None:
    mud, rain = read(json.dumps(value, indent=1), "x.json").entries

    assert (mud.title, mud.authors, mud.year) == ("Mud", ("Lund, Ada", "Ng, Bo"), 1999)
    assert (rain.title, rain.authors, rain.year) == ("Rain", ("Poe, Zoe",), 2001)


def test_names_as_lists_set_them() -> None:
    entry = only(
        'title,authors,date\nMud,"**Ada Lund***, [Bo Ng](https://ng.org)†, <b>Zoe Poe</b>^1",MUD 2019\n', "x.csv"
    )

    assert (entry.authors, entry.venue, entry.year) == (("Ada Lund", "Bo Ng", "Zoe Poe"), "MUD", 2019)


def test_a_table_whose_head_names_no_title() -> None:
    rows = "".join(f"Mud and rain of the year {n};Lund, Ada;{1990 + n};10.5555/{n}\n" for n in range(5))
    reading = read(f"Paper of the week;Authors;Year;DOI\n{rows}", "x.csv")
    cut = read(f"hors;Year;DOI\n{rows}".replace("hors", "Authors"), "x.csv")

    assert [(entry.title, entry.year) for entry in reading.entries][:1] == [("Mud and rain of the year 0", 1990)]
    assert [(entry.title, entry.authors) for entry in cut.entries][4:] == [
        ("Mud and rain of the year 4", ("Lund, Ada",))
    ]


def test_yaml_damaged_around_its_items() -> None:
    items = "".join(f"  - title: Mud {n}\n    year: {1990 + n}\n" for n in range(4))
    reading = read(f"- # A list\npapers:\n{items}", "x.yaml")

    assert [entry.title for entry in reading.entries] == ["Mud 0", "Mud 1", "Mud 2", "Mud 3"]
    assert [(part.first_line, part.last_line) for part in reading.unread] == [(1, 1)]


def test_a_table_without_a_head_is_told_by_its_cells() -> None:
    rows = "".join(f'MUD,{2018 + n},"A study of mud, rain and hail in the hills {n}",Full-paper\n' for n in range(4))
    reading = read(rows, "x.csv")

    assert [(entry.title, entry.venue, entry.year, entry.kind) for entry in reading.entries][:1] == [
        ("A study of mud, rain and hail in the hills 0", "MUD", 2018, "paper")
    ]
    assert (len(reading.entries), reading.unread) == (4, ())


def test_lists_in_a_work_make_no_group_of_it() -> None:
    work = {
        "title": "Mud", "coauthors": [{"name": "Bo Ng", "website": "https://ng.example"}], "venue": "Mud 3, 2019",
        "abstract": "On mud.", "media": [{"title": "In the news", "url": "https://news.example/1"}],
        "clips": [{"title": "A clip", "url": "https://clip.example/1", "year": 2019}],
    }  # fmt: skip
    (entry,) = read(json.dumps({"papers": [work]}), "x.json").entries

    assert (entry.title, entry.authors, entry.year) == ("Mud", ("Bo Ng",), 2019)


def test_people_with_where_they_are_from_and_numbers_that_are_no_titles() -> None:
    table = (
        'title,authors,year\nMud (MUD) of the hills,"Ada Lund (Mud University); et al. (Hill Lab)",1999\n3,"Ng, B",1\n'
    )
    reading = read(table, "x.csv")

    assert [(entry.title, entry.authors, entry.authors_truncated) for entry in reading.entries] == [
        ("Mud (MUD) of the hills", ("Ada Lund",), True)
    ]
    assert [part.reason for part in reading.unread] == ["the record has no title"]


def test_ris_tags_that_are_not_known_go_on_with_no_field() -> None:
    entry = only(
        "TY  - CASE\nTI  - Mud v. Hill\nT2  - M.S.\nVL  - 347\nXX  - 1\nPY  - 1954\nPB  - High Court of Mud\nER  -\n"
    )

    assert (entry.title, entry.venue, entry.year) == ("Mud v. Hill", "M.S.", 1954)


def test_answers_of_zotero_with_attachments_notes_and_whose_library_it_is() -> None:
    library = {"type": "user", "id": 1, "name": "Ada Lund", "links": {"self": {"href": "https://z.example/1"}}}
    data = [
        {"key": "A", "itemType": "attachment", "title": "PDF", "url": "https://a.example/1.pdf"},
        {"key": "B", "itemType": "note", "note": "<p>A note</p>"},
        {"key": "C", "itemType": "preprint", "title": "Mud", "date": "1999-03", "creators": [
            {"creatorType": "author", "firstName": "Ada", "lastName": "Lund"}],
         "relations": {"dc:relation": "http://zotero.org/users/1/items/D"}},
        {"key": "D", "itemType": "book", "title": "Rain", "date": "c. 1995"},
    ]  # fmt: skip
    items = [{"key": each["key"], "version": 1, "library": library, "data": each} for each in data]
    reading = read(json.dumps(items), "zotero.json")

    assert [(entry.title, entry.authors, entry.year, entry.related) for entry in reading.entries] == [
        ("Mud", ("Lund, Ada",), 1999, ("Rain",)), ("Rain", (), 1995, ()),
    ]  # fmt: skip
    assert reading.unread == ()


def test_names_of_fields_that_say_how_they_are_set_and_values_in_markdown() -> None:
    text = (
        "- title: 'Mud: a *wet* matter'\n  authors_md: '**Lund A**, B Ng'\n  venue_md: '*Journal of Mud* 7'\n"
        "  primary_url: https://mud.example/1\n  year: 2020\n- 10.5555/mud.2\n"
    )
    reading = read(text, "x.yaml")
    (entry,) = reading.entries

    assert (entry.title, entry.authors, entry.venue) == ("Mud: a wet matter", ("Lund A", "B Ng"), "Journal of Mud")
    assert (links(entry), entry.short_names) == (["https://mud.example/1"], ("Mud",))
    assert [part.reason for part in reading.unread] == ["an identifier, and no title with it"]


def test_occasions_where_short_names_should_stand_co_authors_and_pages_of_abstracts() -> None:
    text = (
        "- title: Wet mud\n  authors: Ada Lund, Bo Ng, et al\n  abbr: 'CVPR 2024 <span class=\"red\">Oral</span>'\n"
        "- title: Dry mud\n  coauthors: with Cy Oz and Di Pu\n  abbr: MudNet\n  venue: ECCV\n"
        "  abs_url: https://arxiv.org/abs/2401.00001\n"
    )
    wet, dry = read(text, "x.yml").entries

    assert (wet.venue, wet.year, wet.short_names, wet.authors_truncated) == ("CVPR", 2024, (), True)
    assert (dry.authors, dry.short_names, dry.venue) == (("Cy Oz", "Di Pu"), ("MudNet",), "ECCV")
    assert links(dry) == ["https://arxiv.org/abs/2401.00001"]


def test_one_name_of_a_column_that_puts_families_first_and_bodies_that_write() -> None:
    text = (
        "Key,Author,Title,Publication Year\n"
        'a,"García Márquez, Luz",Wet mud,2001\nb,"Lund, Ada; Ng, Bo",Dry mud,2002\n'
        'c,"van den Berg, Anna Maria",Cold mud,2003\nd,World Mud Council,Mud now,2004\n'
        "e,Ministry of Mud,Mud then,2005\n"
    )
    entries = read(text, "x.csv").entries

    assert [entry.authors for entry in entries[:3]] == [
        ("García Márquez, Luz",),
        ("Lund, Ada", "Ng, Bo"),
        ("van den Berg, Anna Maria",),
    ]
    assert [entry.organisation for entry in entries] == [None, None, None, "World Mud Council", "Ministry of Mud"]


def test_months_beside_years_and_endnotes_comma_behind_bodies() -> None:
    entry = only("%0 Report\n%A Friends of Mud,\n%T Mud today\n%D 2019\n%8 June 12\n", "x.enw")

    assert (entry.organisation, entry.year, entry.month) == ("Friends of Mud", 2019, 6)


def test_open_journal_systems_writes_the_type_last() -> None:
    text = (
        "%A Ada Lund\n%D 2013\n%T Wet mud\n%B 2013\n%J Journal of Mud\n%0 Journal Article\n%R 10.5555/mud.1\n%R 1-9\n\n"
        "%A Bo Ng\n%D 2014\n%T Dry mud\n%J Journal of Mud\n%0 Journal Article\n%R 10-19\n%V 2\n"
    )
    reading = read(text, "x.enw")

    assert [(entry.title, entry.venue, entry.year) for entry in reading.entries] == [
        ("Wet mud", "Journal of Mud", 2013),
        ("Dry mud", "Journal of Mud", 2014),
    ]
    assert [links(entry) for entry in reading.entries] == [["https://doi.org/10.5555/mud.1"], []]
    assert reading.unread == ()


def test_links_that_are_called_by_the_place_and_keys_that_are_no_names() -> None:
    text = (
        "- title: Wet mud\n  authors: Ada Lund*, Bo Ng+\n  short_name: lund2016\n"
        "  link:\n    url: https://doi.org/10.5555/mud.2\n    display: Nature Mud 13 (2016)\n"
    )
    entry = only(text, "publist.yml")

    assert (entry.authors, entry.venue, entry.year) == (("Ada Lund", "Bo Ng"), "Nature Mud", 2016)
    assert (entry.short_names, links(entry)) == ((), ["https://doi.org/10.5555/mud.2"])


@pytest.mark.parametrize("name", ["x.csv", "x.json", "x.yml"])
def test_references_as_a_style_prints_them_where_titles_should_be(name: str) -> None:
    first = "Lund, A. (2021). A wet blessing. <i>Journal of Mud, 12</i>(3), 1-20."
    second = "Lund, A., & Ng, B. (2019). Rules of mud. In Proceedings of Mud (pp. 3-9)."
    text = {
        "x.csv": f'id,reference,year,doi\n1,"{first}",2021,10.5555/mud.1\n2,"{second}",2019,\n',
        "x.json": json.dumps([{"citation": first, "year": 2021, "doi": "10.5555/mud.1"}, {"citation": second}]),
        "x.yml": f'- apa_reference: "{first}"\n  year: 2021\n  doi: 10.5555/mud.1\n- apa_reference: "{second}"\n',
    }[name]
    wet, rules = read(text, name).entries

    assert (wet.title, wet.authors, wet.year, wet.venue) == ("A wet blessing", ("Lund, A.",), 2021, "Journal of Mud")
    assert links(wet) == ["https://doi.org/10.5555/mud.1"]
    assert (rules.title, rules.authors, rules.year) == ("Rules of mud", ("Lund, A.", "Ng, B."), 2019)


def test_an_initial_is_no_spanish_and() -> None:
    entry = only("- title: Wet mud\n  authors: Lund A, J Ng-Oz, Y Miguel, DE Pu et al\n", "x.yml")

    assert entry.authors == ("Lund A", "J Ng-Oz", "Y Miguel", "DE Pu")


def test_a_reference_beside_a_title_gives_what_is_missing_and_that_of_another_work_nothing() -> None:
    text = (
        "- title: Wet mud\n  citation: Lund, A., & Ng, B. (2020). Wet mud. Journal of Mud, 11, 1-9.\n"
        "- title: Dry mud\n  citation: Oz, C. (2021). The mud data set. Journal of Sets, 12, 1-20.\n"
    )
    wet, dry = read(text, "x.yml").entries

    assert (wet.title, wet.authors, wet.year, wet.venue) == (
        "Wet mud", ("Lund, A.", "Ng, B."), 2020, "Journal of Mud",
    )  # fmt: skip
    assert (dry.title, dry.authors, dry.year, dry.venue) == ("Dry mud", (), None, None)


def test_a_yaml_line_that_lost_its_indent_costs_its_own_item_alone() -> None:
    items = [f"  - title: Mud of sort {n}\n    authors:\n      - Ada Lund\n    year: 2001\n" for n in range(9)]
    items[5] = items[5].replace("      - Ada", " - Ada")
    reading = read("papers:\n" + "".join(items), "x.yaml")

    assert len(reading.entries) >= 8


def test_an_article_inside_an_object_and_the_data_beside_it_say_of_its_work() -> None:
    work = {
        "title": "Mud and Gates",
        "authors": [{"name": "Lund, Ada"}],
        "article": {"doi": "https://doi.org/10.5555/mud.1", "journal": {"name": "Journal of Mud", "volume": None}},
        "data": {"doi": "https://doi.org/10.5555/data.1"},
    }
    entry = only(json.dumps([work]), "x.json")

    assert entry.venue == "Journal of Mud"
    assert [(link.url, link.role) for link in entry.links] == [
        ("https://doi.org/10.5555/mud.1", "paper"), ("https://doi.org/10.5555/data.1", "page"),
    ]  # fmt: skip


def test_where_a_work_appeared_is_read_in_the_one_object_that_says_it() -> None:
    place = "{url: 'https://wool.example/1', journal: Annals of Wool, year: 1999}"
    told = only(f"- title: Counting sheep by hand\n  authors: Ada Lund\n  link: {place}\n", "list.yml")
    own = only(f"- title: Counting sheep by hand\n  year: 2001\n  details: {place}\n", "list.yml")
    two = only(f"- title: Counting sheep by hand\n  first: {place}\n  second: {place}\n", "list.yml")
    talk = only(f"- title: Counting sheep by hand\n  talk: {place}\n", "list.yml")

    assert (told.venue, told.year, links(told)) == ("Annals of Wool", 1999, ["https://wool.example/1"])
    assert (own.venue, own.year) == ("Annals of Wool", 2001)
    assert (two.venue, two.year, talk.venue, talk.year) == (None, None, None, None)


def test_files_beside_a_list_are_links_of_its_works() -> None:
    work = {
        "title": "Counting sheep by hand",
        "links": {"pdf": "docs/sheep.pdf", "slides": "../talks/sheep.key", "mood": "wet/dry"},
        "preprint": "drafts/sheep.ps",
        "cover": "img/sheep.pdf",
        "citation": "Dissertation (1999)",
    }
    entry = only(json.dumps([work]))

    assert [(link.role, link.url) for link in entry.links] == [
        ("paper", "docs/sheep.pdf"),
        ("paper", "drafts/sheep.ps"),
        ("slides", "../talks/sheep.key"),
    ]
    assert (entry.venue, entry.year) == (None, 1999)


def test_topics_within_topics_are_a_path() -> None:
    table = read(
        "Broad Topic,Subtopic,First author,Year,Title\n"
        "Wool,Dyes,Ada Lund,1999,Madder and other roots of the hills\n"
        "Wool,,Bo Ng,2001,How to shear a sheep that runs\n",
        "list.csv",
    )

    assert [entry.section for entry in table.entries] == [("Wool", "Dyes"), ("Wool",)]


@pytest.mark.parametrize(
    ("type_", "kind"), [("legal_case", "other"), ("article-newspaper", "post"), ("chapter", "paper")]
)
def test_types_of_csl(type_: str, kind: str) -> None:
    work = {"type": type_, "title": "Lund v. Ng", "issued": {"date-parts": [[1999]]}, "URL": "https://wool.example/a"}

    assert only(json.dumps([{**work, "container-title": "The Wool Court"}])).kind == kind


def test_a_date_in_words_of_csl_gives_its_year() -> None:
    work = {"id": "lund", "type": "book", "title": "Mud in Society", "issued": {"literal": "1995-01-0001"}}

    assert only(json.dumps([work]), "x.json").year == 1995


def test_where_openalex_found_a_work_open_is_a_link_to_it() -> None:
    work = {
        "id": "https://openalex.org/W1", "display_name": "Open Mud", "publication_year": 2007, "authorships": [],
        "doi": "https://doi.org/10.5555/mud.2", "open_access": {"is_oa": True, "oa_url": "https://arxiv.org/pdf/0704.1377"},
    }  # fmt: skip

    assert "https://arxiv.org/pdf/0704.1377" in links(only(json.dumps([work]), "x.json"))


# --- what people make of these ------------------------------------------------------------------------------------


def test_a_head_whose_names_go_on_and_a_row_with_a_comma_too_many() -> None:
    reading = read(
        'Authors,Year,Full author information (first names please),Title,"wet = 1\ndry = 2",Journal,"DOI_ /_Link"\n'
        'Lund et al.,2020,"Ada Lund, Lijiao Ai, and Bo Ng",Counting sheep by hand,1,Journal of Mud,10.1000/1\n'
        "Oz,2021,Cy Oz,Shears that learn,,2,Journal of Mud,10.1000/2\n"
        "Ng,2022,Bo Ng,Wool, water and weather,2,Journal of Mud,10.1000/3\n",
        "list.csv",
    )

    assert [(entry.title, entry.authors, entry.venue, links(entry)) for entry in reading.entries] == [
        ("Counting sheep by hand", ("Ada Lund", "Lijiao Ai", "Bo Ng"), "Journal of Mud", ["https://doi.org/10.1000/1"]),
        ("Shears that learn", ("Cy Oz",), "Journal of Mud", ["https://doi.org/10.1000/2"]),
        ("Wool, water and weather", ("Bo Ng",), "Journal of Mud", ["https://doi.org/10.1000/3"]),
    ]


def test_lists_of_texts_are_read_as_lines() -> None:
    reading = read(
        "- year: 2021\n  papers:\n"
        '    - "Lund, A. & Ng, B. (2021). Wool under a wet sky. Journal of Mud, 12(3), 1-20."\n'
        '    - "[Shears that learn](https://arxiv.org/abs/2101.00001) - Ada Lund, Bo Ng"\n'
        "- heading: Books\n  pubs:\n"
        '    - {content: "Oz, C. (2020). A history of the dry stone wall. *Walls*, 3(1), 1-9.", year: 2020}\n',
        "list.yml",
    )

    assert [(entry.title, entry.authors, entry.section) for entry in reading.entries] == [
        ("Wool under a wet sky", ("Lund, A.", "Ng, B."), ("2021",)),
        ("Shears that learn", ("Ada Lund", "Bo Ng"), ("2021",)),
        ("A history of the dry stone wall", ("Oz, C.",), ("Books",)),
    ]


@pytest.mark.parametrize("state", ["Submitted", "Under review", "in preparation", "To appear, 2024"])
def test_how_far_a_work_has_come_is_no_venue(state: str) -> None:
    assert only(json.dumps([{"title": "Wool", "authors": ["Ada Lund"], "venue": state}])).venue is None


def test_people_by_their_families_and_journals_with_volumes() -> None:
    reading = read(
        "- title: Wool\n  authors: Lund, Navvab Ng, de Oz, Poe*.\n  journal: mMud 0, e03824-24\n"
        "- title: Shears\n  authors: Lund, Ozer.\n  journal: Mud Biology 14, e70056\n"
        "- title: Pens\n  authors: Lund, Ada, Ng, Carl\n  journal: Proc. of Mud 2019, 12\n",
        "list.yml",
    )

    assert [(entry.authors, entry.venue) for entry in reading.entries] == [
        (("Lund", "Navvab Ng", "de Oz", "Poe"), "mMud"),
        (("Lund", "Ozer"), "Mud Biology"),
        (("Lund, Ada", "Ng, Carl"), "Proc. of Mud 2019, 12"),
    ]


def test_names_of_fields_run_together_and_labels_of_links() -> None:
    entry = only(
        "id,title,authorString,journalTitle,pubYear,Preprint,cover\n"
        '7,Wool,"Lund A, Ng B.",Journal of Mud,2020,https://mud.example.org/pre/7,https://mud.example.org/7.png\n',
        "list.csv",
    )
    assert (entry.authors, entry.venue, entry.year) == (("Lund A", "Ng B"), "Journal of Mud", 2020)
    assert [(link.role, link.url) for link in entry.links] == [("paper", "https://mud.example.org/pre/7")]


def test_titles_beside_groups_are_headings() -> None:
    reading = read(
        "- title: Publications\n  level: section\n  string: All of them are online\n"
        "- title: Articles\n  items:\n    - date: 2020\n"
        '      citation: "**Lund, A.**, & Ng, B. (2020). Wool under a wet sky. *Journal of Mud*, 1–22."\n',
        "list.yml",
    )

    assert [(entry.title, entry.authors, entry.venue, entry.section) for entry in reading.entries] == [
        ("Wool under a wet sky", ("Lund, A.", "Ng, B."), "Journal of Mud", ("Articles",))
    ]


def test_a_shelf_of_books_and_a_column_of_publications() -> None:
    books = read(
        "Book Id,Title,Author,Additional Authors,ISBN13,Publisher,Binding,Year Published,Original Publication Year\n"
        "1,Walls and sheep,Cy Oz,Ada Lund,9780000000001,Wall Press,Paperback,2019,1999\n"
        "2,A wet blessing,Bo Ng,,,Mud House,Kindle Edition,,1985\n",
        "shelf.csv",
    )
    study = only(
        '"Publication Title","Year","Venue","Author Names","Temporal data"\n'
        '"""I was wet"": how sheep see rain","2020","CHI","Lund, Ada; Ng, Bo","Single time; past"\n',
        "study.csv",
    )

    assert [(entry.title, entry.authors, entry.venue, entry.year, entry.kind) for entry in books.entries] == [
        ("Walls and sheep", ("Cy Oz", "Ada Lund"), "Wall Press", 2019, "book"),
        ("A wet blessing", ("Bo Ng",), "Mud House", 1985, "book"),
    ]
    assert (study.title, study.venue) == ('"I was wet": how sheep see rain', "CHI")


def test_heads_with_few_names_that_are_known() -> None:
    reading = read(
        "Paper;PaperID;human?;averaged?;what was asked;what was done\n"
        "A case of wet wool;M14_1;yes;no;;\nAre pens needed? A study;M14_2;yes;yes;a;number of pens\n"
        "1600 sheep in 100 pens: counting them;M15_1;yes;no;;\n",
        "list.csv",
    )

    assert [(entry.title, entry.kind, entry.links) for entry in reading.entries] == [
        ("A case of wet wool", "paper", ()), ("Are pens needed? A study", "paper", ()),
        ("1600 sheep in 100 pens: counting them", "paper", ()),
    ]  # fmt: skip


def test_a_course_with_fields_that_say_whose_they_are() -> None:
    reading = read(
        "- week: week1\n  weektitle: Wet wool\n  days:\n"
        "    - date: Tuesday, March 2\n      title: Rain\n      required:\n"
        "        - paper-title: Shears that learn\n          paper-author: Ada Lund, and Bo Ng\n"
        "          paper-published: Mud Letters\n          paper-year: 2018\n"
        "    - date: Thursday, March 4\n      title: Talks of the students\n",
        "list.yml",
    )

    assert [(entry.title, entry.authors, entry.venue, entry.year, entry.section) for entry in reading.entries] == [
        ("Shears that learn", ("Ada Lund", "Bo Ng"), "Mud Letters", 2018, ("Wet wool", "Rain", "required"))
    ]


@pytest.mark.parametrize("name", ["list.yml", "list.csv"])
def test_where_others_are_families_alone_two_of_them_are_two(name: str) -> None:
    people = ["Lund, Ozer, Poe", "Lund, Ozer", "de Oz, Ng, Poe, Navvab Ng, Roe"]
    text = "".join(f'- title: Wool {at}\n  authors: "{each}"\n' for at, each in enumerate(people))
    if name.endswith("csv"):
        text = "title,authors\n" + "".join(f'Wool {at},"{each}"\n' for at, each in enumerate(people))

    assert [entry.authors for entry in read(text, name).entries] == [
        ("Lund", "Ozer", "Poe"), ("Lund", "Ozer"), ("de Oz", "Ng", "Poe", "Navvab Ng", "Roe"),
    ]  # fmt: skip


def test_what_stands_under_books_is_one() -> None:
    reading = read(
        "books:\n  - title: Walls\n    author: Cy Oz\nothers:\n  - title: Rain\n    author: Bo Ng\n", "x.yml"
    )

    assert [entry.kind for entry in reading.entries] == ["book", "paper"]


def test_files_beside_the_list_and_names_of_fields_joined_by_a_slash() -> None:
    entry = only(
        "No.,Model / short name,Title,Authors,Year,pdf,slides,taxa\n"
        "1,WoolNet,Counting dragonflies (Insecta: Odonata),Ada Lund,2020,papers/20W.pdf,/s/20W_slides.pdf,9\n",
        "list.csv",
    )

    assert (entry.title, entry.short_names) == ("Counting dragonflies (Insecta: Odonata)", ("WoolNet",))
    assert [(link.role, link.url) for link in entry.links] == [
        ("paper", "papers/20W.pdf"), ("slides", "/s/20W_slides.pdf"),
    ]  # fmt: skip


def test_only_what_abbreviates_a_title_is_cut_off_behind_it() -> None:
    for title, bare in (
        ("Walking in Rain on Hills (WRH)", "Walking in Rain on Hills"),
        ("The Density of Wet Wool (R-14)", "The Density of Wet Wool (R-14)"),
        ("Meetings of Shepherds (Lund)", "Meetings of Shepherds (Lund)"),
        ("Counting Sheep (Version 8.0)", "Counting Sheep (Version 8.0)"),
    ):
        assert only(f"title,author,year\n{title},Ada Lund,2020\n", "list.csv").title == bare


SERVICES = {
    "openreview": {
        "forum": "rJl-b3RcF7", "invitations": ["M"],
        "content": {"title": {"value": "Wool"}, "authors": {"value": ["Ada Lund"]}, "pdf": {"value": "/pdf/0a.pdf"}},
    },
    "inspire": {
        "hits": {"hits": [{"metadata": {
            "titles": [{"title": "Wool"}], "authors": [{"full_name": "Lund, Ada"}],
            "arxiv_eprints": [{"value": "1901.00001"}], "publication_info": [{"journal_title": "Mud", "year": 2019}],
        }}]},
    },
    "archive": {
        "id": "1901.00001", "submitter": "Cy Oz", "authors": "Ada Lund", "title": "Wool",
        "journal-ref": "Phys.Mud D76:013009,2019", "categories": "cs.WL", "update_date": "2021-01-01",
    },
    "daily": [{
        "paper": {"id": "1901.00001", "authors": [{"name": "Ada Lund"}], "title": "Wool"},
        "publishedAt": "2019-01-02T00:00:00.000Z", "title": "Wool", "githubRepo": "https://github.com/ada/wool",
    }],
}  # fmt: skip


@pytest.mark.parametrize("name", SERVICES)
def test_what_services_wrap(name: str) -> None:
    entry = only(json.dumps(SERVICES[name], indent=1), "list.json")

    assert (entry.title, [each.split()[-1].strip(",") for each in entry.authors]) in [
        ("Wool", ["Lund"]), ("Wool", ["Ada"]),
    ]  # fmt: skip
    assert entry.section == ()
    assert entry.year == (None if name == "openreview" else 2019)
    first = "https://openreview.net/forum?id=rJl-b3RcF7" if name == "openreview" else "https://arxiv.org/abs/1901.00001"
    assert links(entry)[0] == first
    assert entry.venue == {"inspire": "Mud", "archive": "Phys.Mud D"}.get(name)


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("Paper title;Authors (first, last);Venue & Year", "Wool;Ada Lund, Bo Ng;Mud Letters 2019"),
        ("Título;Autores;Ano;Periódico", "Wool;Ada Lund, Bo Ng;2019;Mud Letters"),
        ("No.;Title of the Paper;Author(s) Name;Name of Journal;Year", "1;Wool;Dr. Ada Lund, Bo Ng;Mud Letters;2019"),
    ],
)  # fmt: skip
def test_heads_of_many_hands(head: str, row: str) -> None:
    entry = only(f"{head}\n{row}\n", "list.csv")

    assert (entry.title, entry.authors, entry.year, entry.venue) == ("Wool", ("Ada Lund", "Bo Ng"), 2019, "Mud Letters")


def test_where_a_table_was_found_is_no_place_of_its_works() -> None:
    rows = (
        "key;title;author;journal;year;source\n"
        "a;Wool;Lund, Ada;;2016;ISI Web of Science\n"
        "b;Felt;Ng, Bo;Journal of Felt;2015;Ei Compendex\n"
        "c;Yarn;Elm, Cy;;2014;Yarn Letters\n"
    )
    reading = read(rows, "x.csv")
    assert [entry.venue for entry in reading.entries] == [None, "Journal of Felt", "Yarn Letters"]


def test_papers_typed_as_the_proceedings_that_they_are_in() -> None:
    rows = (
        "- {type: proceedings, title: Wool at night, authors: 'Lund A, Ng B', venue: 'Felt, B2A.3', year: 2020}\n"
        "- {type: conference-proceedings, title: Carding, authors: Elm C, venue: Proc. WOOL 13, year: 2021}\n"
        "- {type: proceedings, title: Proceedings of Felt, authors: Elm C, venue: Felt Notes, year: 2022}\n"
        "- {type: proceedings, title: Sheep and wool, editor: Elm C, venue: Felt Notes, year: 2023}\n"
    )
    assert [entry.kind for entry in read(rows, "x.yml").entries] == ["paper", "paper", "book", "book"]


def test_the_identifier_of_a_preprint_beside_that_of_the_article_is_a_link() -> None:
    rows = (
        "title,authors,journal,year,doi,preprint\n"
        'Wool,"Lund, A",Felt,2020,10.5555/ab.1,10.1101/2020.01.02.123456\n'
        'Yarn,"Elm, C",Felt,2021,10.5555/ab.4,arXiv:2306.11042\n'
        'Goats,"Elm, C",Felt,2021,10.5555/ab.5,yes\n'
    )
    assert [links(entry)[1:] for entry in read(rows, "x.csv").entries] == [
        ["https://doi.org/10.1101/2020.01.02.123456"],
        ["https://arxiv.org/abs/2306.11042"],
        [],
    ]


def test_a_column_of_publishers_that_prints_meetings_and_two_columns_of_groups() -> None:
    head = "group,category,publisher,year,title,authors\n"
    rows = "Wool,Shearing,CHI,2001,Shears at Night,Ada Lund\nWool,Carding,KDD,2002,Combs of Wool,Ben Oak\n"
    rows += "Hay,Baling,MeadowConf,2003,Bales in the Rain,Cora Elm\nHay,Baling,IJCAI,2004,Bales of Straw,Vera Rye\n"
    found = read(head + rows, "a.csv").entries
    houses = read(head + rows.replace("CHI", "Springer").replace("KDD", "Elsevier").replace("IJCAI", "ACM"), "a.csv")

    assert [each.venue for each in found] == ["CHI", "KDD", "MeadowConf", "IJCAI"]
    assert [each.section[1] for each in found] == ["Shearing", "Carding", "Baling", "Baling"]
    assert [each.venue for each in houses.entries] == [None] * 4


@pytest.mark.parametrize(
    ("said", "venues"),
    [
        (("NeurIPS", "ICML", "The Wool Meeting", "CVPR"), ["NeurIPS", "ICML", "The Wool Meeting", "CVPR"]),
        (("Springer", "Elsevier", "MIT Press", "ICML"), [None] * 4),
        (("ICML", "Barn Press", "", "NeurIPS"), [None] * 4),
    ],
)
def test_publishers_of_objects_that_are_meetings_are_venues(said: tuple[str, ...], venues: list[str | None]) -> None:
    works = [
        {"title": f"Counting Sheep in Barn {name}", "type": "article", "publisher": each, "year": 2021}
        for name, each in zip("ABCD", said, strict=True)
    ]

    assert [entry.venue for entry in read_text(json.dumps(works), source="x.json").entries] == venues


def test_the_month_of_a_table_of_pubmed_stands_in_its_citation() -> None:
    head = "PMID,Title,Authors,Citation,First Author,Journal/Book,Publication Year,Create Date,PMCID,NIHMS ID,DOI\n"
    wool = '"1234","Wool in the rain","Lund A.","J Wool. 2020 Feb;114(1):1. doi: 10.5555/w.1. Epub 2019 Jan 30.",'
    mud = '"1235","Mud in the sun","Oak B.","J Mud. 2021;3(2):7-9. doi: 10.5555/m.1. Epub 2021 Mar 3.",'
    rows = f'{wool}"Lund A","J Wool","2020","2020/01/31","","","10.5555/w.1"\n'
    rows += f'{mud}"Oak B","J Mud","2021","2021/03/31","","","10.5555/m.1"\n'

    assert [(each.year, each.month) for each in read(head + rows, "x.csv").entries] == [(2020, 2), (2021, None)]


def test_a_comment_on_fields_with_commas_makes_no_table_of_yaml() -> None:
    text = (
        "# Fields: title (required), authors, venue, year (required),\n#   paper (required), code, category, tags\n\n"
    )
    text += '- title: "Counting Sheep: A Survey, Again"\n  authors: Ada Lund\n  venue: WOOL\n  year: 2020\n'

    for name in ("x.yaml", "x.txt", ""):
        found = read_text(text, source=name)
        assert (found.source.format, [each.title for each in found.entries]) == (
            "yaml",
            ["Counting Sheep: A Survey, Again"],
        )


def test_the_head_of_a_page_whose_lines_are_references_is_of_the_list() -> None:
    head = "---\ntitle: Critical Wool Studies\nauthor: Ada Lund\npublication: Meadow Studies\ndate: 2016\n---\n\n"
    refs = "".join(
        f"Oak, Ben. 20{n}. “Counting sheep in barn {n}.” Meadow Studies {n}. https://oak.example/{n}.pdf\n\n"
        for n in range(10, 20)
    )
    note = "I liked how it counts. It begins in 1999, when nobody counted sheep at all, and goes on.\n" * 9
    listed, single = (read_text(head + body, source="x.md") for body in ("Sheep, listed.\n\n" + refs, note))

    assert [each.title for each in listed.entries] == [f"Counting sheep in barn {n}" for n in range(10, 20)]
    assert [each.title for each in single.entries] == ["Critical Wool Studies"]


def test_a_member_of_any_name_that_holds_journals_is_the_venue() -> None:
    places = ("bioRxiv", "Nature Biotechnology", "Science", "Genome Research", "Genome Research", "Cell Reports")
    works = [
        {"title": f"Counting sheep in barn {n}", "authors": "A. Lund, B. Oak", "details": place, "year": 2020 + n}
        for n, place in enumerate(places)
    ]
    fields = ("Wool", "Hay", "Sheep and Gates", "Machine Learning", "Machine Learning", "Straw")
    topics = [{**work, "details": field} for work, field in zip(works, fields, strict=True)]

    assert [each.venue for each in read_text(json.dumps(works), source="x.json").entries] == list(places)
    assert [each.venue for each in read_text(json.dumps(topics), source="x.json").entries] == [None] * 6


def test_works_under_prizes_of_a_meeting_have_its_venue_and_year() -> None:
    """A prize for an old work says nothing of the work's year; people and address may have changed places."""
    text = (
        "- venue: WOOL\n  year: 2023\n  place: Oakham\n  awards:\n"
        "  - award: Best Paper\n    title: Counting Sheep in the Dark\n    author: Ada Lund, Ben Oak\n"
        "    link: https://arxiv.org/abs/2305.08846\n    source: https://wool.example.org/2023/awards/\n"
        "  - award: Test of Time\n    title: Counting Sheep by Hand\n    author: https://arxiv.org/abs/1310.4546\n"
        "    link: Cid Ash, Dora Elm\n"
        "- venue: HAY\n  year: 2022\n  awards:\n"
        "  - title: Baling at Scale\n    author: Eve Ford\n    venue: J. Bales\n"
    )
    best, old, baling = read_text(text, source="prizes.yml").entries
    assert (best.title, best.venue, best.year, best.authors) == (
        "Counting Sheep in the Dark",
        "WOOL",
        2023,
        ("Ada Lund", "Ben Oak"),
    )
    assert [(link.role, link.url) for link in best.links] == [
        ("paper", "https://arxiv.org/abs/2305.08846"),
        ("page", "https://wool.example.org/2023/awards/"),
    ]
    assert [(note.label, note.text) for note in best.notes] == [("Award", "Best Paper")]
    assert (old.venue, old.year, old.authors) == ("WOOL", None, ("Cid Ash", "Dora Elm"))
    assert [link.url for link in old.links] == ["https://arxiv.org/abs/1310.4546"]
    assert (baling.venue, baling.year) == ("J. Bales", 2022)


def test_who_held_a_meeting_is_no_author_and_a_short_doi_leads_somewhere() -> None:
    text = (
        "- ENTRYTYPE: inproceedings\n  author: Lund, Ada and Oak, Ben\n  booktitle: Workshop on Wool\n"
        "  doi: 10/c6xkfp\n  organization: '{HAY}'\n  title: Differential Shearing\n  year: '1999'\n"
        "- title: Signed Wool\n  author: Cid Ash\n  organization: Oakham Laboratory\n  year: 2001\n"
    )
    held, signed = read_text(text, source="x.yml").entries
    assert (held.authors, held.organisation) == (("Lund, Ada", "Oak, Ben"), None)
    assert [link.url for link in held.links] == ["https://doi.org/10/c6xkfp"]
    assert (signed.authors, signed.organisation) == (("Cid Ash",), "Oakham Laboratory")
