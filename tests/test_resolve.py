"""Entries become works: what is one work, what stays two, and what is said where it is doubtful."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papergraph.curation import Curation, Erratum, KnownWork, load
from papergraph.model import Author, Entry, Link, Note, Paper
from papergraph.problems import CODES
from papergraph.resolve import Resolution, resolve

GOLDEN = Path(__file__).parent / "golden"
NOTHING = Curation()

TRANSFORMER = KnownWork(
    id="arxiv:1706.03762",
    citekey="vaswani2017attention",
    title="Attention Is All You Need",
    short_names=("Transformer",),
    authors=("Ashish Vaswani", "Noam Shazeer", "Niki Parmar"),
    authors_truncated=True,
    year=2017,
    month=6,
    venue="NeurIPS",
    venue_year=2017,
    hours=6,
    level="intermediate",
)
BERT = KnownWork(
    id="arxiv:1810.04805",
    citekey="devlin2018bert",
    title="BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding",
    short_names=("BERT",),
    authors=("Jacob Devlin", "Ming-Wei Chang", "Kenton Lee", "Kristina Toutanova"),
    year=2018,
    month=10,
    venue="NAACL",
    venue_year=2019,
)
REVIEW = KnownWork(
    id="doi:10.1038/nature14539",
    citekey="lecun2015deep",
    title="Deep learning",
    authors=("Yann LeCun", "Yoshua Bengio", "Geoffrey Hinton"),
    year=2015,
)
KNOWN = Curation(works=(TRANSFORMER, BERT, REVIEW))


def entry(title: str, *authors: str, link: str | None = None, line: int = 1, source: str = "list.md", **more) -> Entry:
    """One entry; an author "et al." cuts the list, `link` is an arXiv number or a URL."""
    links = more.pop("links", ())
    if link:
        url = link if "://" in link else f"https://arxiv.org/abs/{link}"
        links = (Link(url=url, role="paper"), *links)
    return Entry(
        id=f"{source}#{line}-{title[:20]}",
        source=source,
        first_line=line,
        last_line=line,
        title=title,
        authors=tuple(author for author in authors if author != "et al."),
        authors_truncated="et al." in authors,
        links=links,
        **more,
    )


def resolved(*entries: Entry, curation: Curation = NOTHING) -> Resolution:
    """Resolve entries, numbered by their place."""
    return resolve(
        [replace(each, first_line=place, last_line=place, id=f"e{place}") for place, each in enumerate(entries, 1)],
        curation=curation,
    )


def codes(resolution: Resolution) -> list[str]:
    return [problem.code for problem in resolution.problems]


ONE_WORK = {
    "the same title": (entry("A Study of Common Things in Context"), entry("A study of common things in context.")),
    "typographic marks": (
        entry("Back-Propagation — “A Closer Look” again"),
        entry("Back-propagation: a closer look again"),
    ),
    "the same title, years one apart": (
        entry("Learning to Read Maps in Haste", "Ada Ek", year=2014),
        entry("Learning to Read Maps in Haste", "A. Ek", year=2015),
    ),
    "a slip of the pen, and authors": (
        entry("Convolutions over Irregular Grids", "Ada Ek", year=2014),
        entry("Convolutons over Irregular Grids", "Ada Ek", year=2014),
    ),
    "two words for one": (
        entry("Deep Feedforward Nets in Practice", "Ada Ek", year=2014),
        entry("Deep Feed-Forward Networks in Practice", "Ada Ek", year=2014),
    ),
    "a lead on one side": (
        entry("MapNet: Learning to Read Maps in Haste", year=2014),
        entry("Learning to Read Maps in Haste", year=2014),
    ),
    "a title cut at the colon": (
        entry("Show, Point and Name: Captions for Maps without Labels", "Ada Ek", year=2015),
        entry("Show, Point and Name", "Ada Ek", year=2015),
    ),
    "a word left out, and authors": (
        entry("Understanding the Trouble of Training Deep Forward Networks", "Ada Ek", "Bo Li", year=2010),
        entry("Understanding the trouble of training deep forward neural networks", "A. Ek", "B. Li", year=2010),
    ),
    "a short name for a title": (
        entry("Learning to Read Maps in Haste", short_names=("MapNet",), year=2014),
        entry("MapNet", year=2014),
    ),
    "two titles, one name and one identifier": (
        entry("Emerging Habits of Seeing Machines", short_names=("DODO",), year=2021, link="2104.00001"),
        entry("DODO: Self-Teaching without Labels", "Ada Ek", "et al.", year=2021, link="2104.00001"),
    ),
    "a name nobody gives, and an identifier": (
        entry("Modelling Long Rivers with Structured Banks", year=2021, link="2111.00001"),
        entry("R4", year=2021, link="2111.00001"),
    ),
    "a bare link": (
        entry("Learning to Read Maps in Haste", year=2014, link="1401.00001"),
        entry("https://arxiv.org/abs/1401.00001v2", link="1401.00001v2"),
    ),
    "another title, the same authors and identifier": (
        entry("Growing Pictures Step by Step", "Ada Ek", "Bo Li", "Cy Oh", year=2018, link="1812.00001"),
        entry("A Generator with Style", "A. Ek", "B. Li", "C. Oh", year=2018, link="1812.00001"),
    ),
    "version one and no number": (
        entry("YODO: You Only Draw Once", short_names=("YODOv1",), year=2015),
        entry("YODO", year=2015),
    ),
    "printed three times": (entry("Same Thing Again and Again"),) * 3,
}

TWO_WORKS = {
    "versions by number": (entry("MapNet", year=2015), entry("MapNet v2", year=2015)),
    "versions in the lead": (
        entry("FlashMap: Fast and Exact Reading with Awareness", "Tri Ek", "Bo Li", year=2022),
        entry("FlashMap-2: Faster Reading with Better Parts", "Tri Ek", year=2023),
    ),
    "fast and faster": (
        entry("Fast Q-CNN", "Ross Ek", year=2015, link="1504.00001"),
        entry("Faster Q-CNN: Towards Real-Time Reading", "Bo Li", "Ross Ek", year=2015, link="1504.00001"),
    ),
    "mask and none": (entry("Mask Q-CNN", "Bo Li", year=2013), entry("Q-CNN", "Ross Ek", year=2013)),
    "plus signs": (entry("W-Net", year=2015), entry("W-Net++", year=2015)),
    "improved": (
        entry("Denoising Spreading Probabilistic Models", "Ada Ek", year=2020),
        entry("Improved Denoising Spreading Probabilistic Models", "Bo Li", year=2021),
    ),
    "one word that matters": (
        entry("Deep Residual Reading for Map Recognition", "Ada Ek", "Bo Li", year=2015),
        entry("Deep Residual Reading for Map Segmentation", "Ada Ek", "Bo Li", year=2015),
    ),
    "a longer name": (entry("Segment Everything", year=2023), entry("Grounded Segment Everything", year=2023)),
    "a wrong link": (
        entry("Language Machines Are Unsupervised Pupils", "Al Rad", "et al.", year=2019, link="1810.00001"),
        entry("TERB: Pre-training of Two-Way Machines for Reading", "Jo Dev", "et al.", year=2018, link="1810.00001"),
    ),
    "the same title by others": (
        entry("A Survey of Reading Maps in Haste", "Ada Ek", year=2012),
        entry("A Survey of Reading Maps in Haste", "Bo Li", year=2019),
    ),
    "the same short title, years apart": (entry("Deep Reading", year=2012), entry("Deep Reading", year=2019)),
    "a book and a paper": (
        entry("Deep Reading", "Ada Ek", "Bo Li", year=2015),
        entry("Deep Reading", "Ian Oh", "Bo Li", year=2016, kind="book"),
    ),
    "a paper and its repository": (
        entry("Segment Everything", "Ada Ek", year=2023),
        entry(
            "Segment Everything", year=2023, kind="repository",
            links=(Link(url="https://github.com/ek/everything", role="code"),),
        ),
    ),
    "two short titles of one family": (
        entry("Reading", "Lewis", "et al.", year=2019),
        entry("Writing", "Lewis", "et al.", year=2019),
    ),
}  # fmt: skip


@pytest.mark.parametrize("entries", ONE_WORK.values(), ids=ONE_WORK)
def test_one_work(entries: tuple[Entry, ...]) -> None:
    assert len(resolved(*entries).papers) == 1


@pytest.mark.parametrize("entries", TWO_WORKS.values(), ids=TWO_WORKS)
def test_two_works(entries: tuple[Entry, ...]) -> None:
    assert len(resolved(*entries).papers) == 2


# Titles of two works that nobody has curated, however much agrees besides.
OTHER_MATTER = (
    ("Streaming Joins for Tables", "Streaming Joins for Wide Tables"),
    ("Ocean Currents and Their Fish", "Ocean Currents and Their Fish: An Overview"),
    ("Birds of the Alps", "Birds of the Alps (a review)"),
    ("Forest Growth (Part I)", "Forest Growth (Part II)"),
    ("Forest Growth I", "Forest Growth II"),
    ("Chapter 2: Birds of the Alps", "Birds of the Alps"),
    ("Corrigendum: Birds of the High Alps", "Birds of the High Alps"),
    ("A Rejoinder on Forest Growth in Norway", "Forest Growth in Norway"),
    ("Hypertension in Young Adults", "Hypotension in Young Adults"),
    ("Parametric Tests for Sleep Data", "Non-Parametric Tests for Sleep Data"),
    ("Learning Graphs by Symmetric Walks", "Learning Graphs by Asymmetric Walks"),
    ("Large Models of Forest Growth", "Larger Models of Forest Growth"),
    ("Sleep and Memory in Adult Rats", "Sleep and Memory in Adult Cats"),
    ("Income and Health in Ireland", "Income and Health in Iceland"),
    ("Text to Image Generation", "Image to Text Generation"),
    ("Bugs in C Compilers", "Bugs in C++ Compilers"),
    ("Bugs in C Compilers", "Bugs in C# Compilers"),
    ("SOAR: A Planner for Boats", "SOAR+: A Planner for Boats"),
    ("RiverNet: Tracing Banks", "RiverNet: Counting Fish"),
    ("Teaching Proof by Games", "Teaching Proof by Games in Schools"),
    ("Verified Parsers", "Verified Parsers for Binary Formats"),
    ("画像認識の研究", "画像生成の研究"),
)
# Titles of one work, where authors and year agree.
OTHER_SPELLING = (
    ("Modelling the Behaviour of Crowds", "Modeling the Behavior of Crowds"),
    ("Optimisation of Data Centres", "Optimization of Data Centers"),
    ("Haematology of Small Mammals", "Hematology of Small Mammals"),
    ("Multi-Agent Path Finding in Warehouses", "Multiagent Path Finding in Warehouses"),
    ("Semi-supervised Parsing of Speech", "Semisupervised Parsing of Speech"),
    ("Model of Bird Songs in Spring", "Models of Bird Songs in Spring"),
    ("Recogniton of Bird Songs", "Recognition of Bird Songs"),
    ("Proofs & Refutations of Claims", "Proofs and Refutations of Claims"),
    ("RiverNet: Tracing Banks from Space", "RiverNet"),
    ("RiverNet: Tracing Banks from Space", "Tracing Banks from Space (RiverNet)"),
    ("Birds of the High Alps: A Field Study", "Birds of the High Alps"),
    ("Birds of the High Alps, Extended Abstract", "Birds of the High Alps"),
    ("Birds of the Alps (2nd edition)", "Birds of the Alps"),
)
BOTH = ("Ada Ek", "Bo Li")
PRINTED = {
    "the same authors and year": ({"year": 2015}, {"year": 2015}, BOTH),
    "years one apart": ({"year": 2015}, {"year": 2016}, BOTH),
    "an identifier each": ({"year": 2015, "link": "1501.00001"}, {"year": 2015, "link": "1502.00002"}, BOTH),
    "a copied link": ({"year": 2015, "link": "1501.00001"}, {"year": 2015, "link": "1501.00001"}, BOTH),
    "no authors": ({"year": 2015}, {"year": 2015}, ()),
    "years far apart": ({"year": 2015}, {"year": 2021}, BOTH),
}


@pytest.mark.parametrize(("first", "second", "authors"), PRINTED.values(), ids=PRINTED)
@pytest.mark.parametrize("titles", OTHER_MATTER)
def test_a_word_that_matters_tells_unknown_works_apart(
    titles: tuple[str, str], first: dict[str, object], second: dict[str, object], authors: tuple[str, ...]
) -> None:
    result = resolved(entry(titles[0], *authors, **first), entry(titles[1], *authors, **second))

    assert len(result.papers) == 2
    assert ("shared-identifier" in codes(result)) == (first.get("link") is not None and first == second)


@pytest.mark.parametrize("titles", OTHER_SPELLING)
@pytest.mark.parametrize("link", [None, "1501.00001"])
def test_a_spelling_or_a_subtitle_tells_nothing_apart(titles: tuple[str, str], link: str | None) -> None:
    assert len(resolved(*(entry(title, *BOTH, year=2015, link=link) for title in titles)).papers) == 1


def test_an_identifier_each_keeps_titles_apart_that_are_not_the_same() -> None:
    short, long = "Birds of the High Alps", "Birds of the High Alps: A Field Study"
    apart = resolved(
        entry(short, *BOTH, year=2015, link="1501.00001"), entry(long, *BOTH, year=2015, link="1502.00002")
    )
    equal = resolved(entry(long, *BOTH, year=2015, link="1501.00001"), entry(long, *BOTH, link="1502.00002"))
    nobodys = resolved(entry(long, year=2015, link="1501.00001"), entry(long, year=2015, link="1502.00002"))

    assert [len(each.papers) for each in (apart, equal, nobodys)] == [2, 1, 2]
    assert codes(apart) == codes(nobodys) == ["possible-duplicate"]


def test_no_third_work_chains_two() -> None:
    titles = ("Streaming Joins for Tables", "Streaming Joins for Wide Tables", "Streaming Joins for Tables: A Survey")
    result = resolved(*(entry(title, *BOTH, year=2015) for title in titles))

    assert len(result.papers) == 3
    assert set(codes(result)) == {"possible-duplicate"}


def test_a_retitled_work_may_share_its_subject() -> None:
    first = entry("River Machine", "Ada Ek", short_names=("RiM",), year=2020, link="2010.00001")
    second = entry("A Bank is Worth Nine Stones: Machines for Tracing Water at Scale", "Ada Ek", "et al.", year=2020,
                   short_names=("RiM",), link="2010.00001")  # fmt: skip

    assert len(resolved(first, second).papers) == 1


def test_years_of_a_work_are_told_as_they_are() -> None:
    wrong = entry("Language Machines Learn a Lot", "Al Rad", year=2019, link="1810.04805")
    found = next(each for each in resolved(wrong, curation=KNOWN).problems if each.severity == "error")

    assert "(2018; NAACL 2019)" in found.message
    assert "same year" not in found.message


RECOGNISED = {
    "title": entry("Attention is all you need"),
    "a slip in the title": entry("Attenton Is All You Need", "Vaswani", "et al."),
    "short name and year": entry("Transformer", year=2017),
    "short name and author": entry("That Paper", "A. Vaswani", "et al.", short_names=("Transformer",), year=2017),
    "short name in words around it": entry("The Transformer paper", year=2017),
    "identifier and no title": entry("paper", link="1706.03762v5"),
    "DOI of arXiv": entry("Link", link="https://doi.org/10.48550/arXiv.1706.03762"),
    "wrong link, right title": entry("Attention Is All You Need", "Vaswani", "et al.", year=2017, link="1805.00001"),
}  # fmt: skip

UNKNOWN = {
    "the link of a known work, another title": entry("Language Machines Learn", "Al Rad", year=2019, link="1810.04805"),
    "the textbook of that name": entry("Deep Learning", "I. Goodfellow", "Y. Bengio", "A. Courville", year=2016),
    "nothing but a common phrase": entry("Deep learning"),
    "a name in another decade": entry("Transformer", year=1987),
}  # fmt: skip


@pytest.mark.parametrize("printed", RECOGNISED.values(), ids=RECOGNISED)
def test_a_known_work_is_recognised_and_put_right(printed: Entry) -> None:
    paper = resolved(printed, curation=KNOWN).papers[0]

    assert (paper.id, paper.citekey, paper.title) == (TRANSFORMER.id, TRANSFORMER.citekey, TRANSFORMER.title)
    assert (paper.year, paper.month, paper.venue, paper.hours, paper.hours_source) == (2017, 6, "NeurIPS", 6, "curated")
    assert len(paper.authors) == 3
    assert paper.authors_truncated


@pytest.mark.parametrize("printed", UNKNOWN.values(), ids=UNKNOWN)
def test_what_contradicts_a_known_work_is_another(printed: Entry) -> None:
    assert resolved(printed, curation=KNOWN).papers[0].id not in {work.id for work in KNOWN.works}


def test_a_version_can_be_a_name_of_the_work() -> None:
    work = KnownWork(id="arxiv:2107.00001", citekey="ek2021", title="Highly Exact Folding", year=2021,
                     alt_titles=("FoldIt: An Answer",), short_names=("FoldIt", "FoldIt 2"))  # fmt: skip
    entries = (entry("FoldIt 2", year=2021), entry("FoldIt 3", year=2021), entry("FoldIt", year=2021))
    result = resolved(*entries, curation=Curation(works=(work,)))

    assert [each.paper == work.id for each in result.entries] == [True, False, True]


def test_a_bare_name_is_believed_where_the_list_names_known_works() -> None:
    alone = resolved(entry("Transformer"), entry("Power Lines"), entry("Copper"), entry("Winding"), curation=KNOWN)
    among = resolved(
        entry("Transformer"), entry("BERT"), entry("Deep learning"), entry("Some Other Thing"), curation=KNOWN
    )

    assert [each.paper for each in alone.entries][:1] == ["work:transformer"]
    assert [each.paper for each in among.entries][:3] == [TRANSFORMER.id, BERT.id, REVIEW.id]


def test_a_paper_keeps_all_that_its_entries_print() -> None:
    first = entry(
        "Attention Is All You Need", "Vaswani", "et al.", year=2017, short_names=("Tfm",),
        notes=(Note(key="impact", text="Much."), Note(key="summary", text="Attends.")),
        links=(Link(url="https://github.com/x/y", role="code"),),
    )  # fmt: skip
    second = entry("Attention is all you need!", link="1706.03762", notes=(Note(key="impact", text="Much."),))
    paper = resolved(first, second, curation=KNOWN).papers[0]

    assert paper.entries == ("e1", "e2")
    assert paper.short_names == ("Transformer", "Tfm")
    assert [note.text for note in paper.notes] == ["Attends.", "Much."]
    assert {link.url for link in paper.links} == {"https://github.com/x/y", "https://arxiv.org/abs/1706.03762"}
    assert paper.alt_titles == ()
    assert paper.from_list


def test_an_unknown_paper_has_the_fullest_of_everything() -> None:
    result = resolved(
        entry("MapNet", year=2015, link="1412.00001"),
        entry("MapNet: Reading Maps in Haste", "A. Ek", "et al.", year=2015, venue="ICLR"),
        entry("Reading Maps in Haste", "Ada Ek", "Bo Li", year=2014, short_names=("MapNet",)),
    )
    paper = result.papers[0]

    assert (paper.id, paper.citekey) == ("arxiv:1412.00001", "ek2014mapnet")
    assert paper.title == "MapNet: Reading Maps in Haste"
    assert paper.alt_titles == ("Reading Maps in Haste",)
    assert paper.short_names == ("MapNet",)
    assert (paper.year, paper.month, paper.venue, paper.venue_year) == (2014, 12, "ICLR", 2015)
    assert paper.identifiers == ("arxiv:1412.00001",)
    assert [author.name for author in result.authors] == ["Ada Ek", "Bo Li"]
    assert paper.authors == ("ada-ek", "bo-li")
    assert (paper.hours_source, paper.level) == ("estimate", None)


def test_a_work_without_identifier_is_called_by_title_and_year() -> None:
    papers = resolved(entry("Maps, in Haste", year=1999), entry("On Looking at Undated Hills and Rivers")).papers

    assert [paper.id for paper in papers] == ["work:maps-in-haste-1999", "work:on-looking-at-undated-hills-and-rivers"]
    assert [paper.citekey for paper in papers] == ["anon1999maps", "anonlooking"]


def test_citekeys_that_would_be_alike_take_more_words_and_no_letters() -> None:
    papers = resolved(
        entry("Deep Maps of Rivers", "Ada Ek", year=2020),
        entry("Deep Seas and Their Fish", "Ada Ek", year=2020),
        entry("Deep Maps for Birds", "Ada Ek", year=2020),
    ).papers

    assert {paper.title: paper.citekey for paper in papers} == {
        "Deep Maps of Rivers": "ek2020deepmapsof",
        "Deep Seas and Their Fish": "ek2020deepseas",
        "Deep Maps for Birds": "ek2020deepmapsfor",
    }


def test_ids_that_would_be_alike_are_told_apart_by_author() -> None:
    papers = resolved(*(replace(each, year=2012) for each in TWO_WORKS["the same title by others"])).papers

    assert {paper.id for paper in papers} == {
        "work:a-survey-of-reading-maps-in-haste-2012-ek",
        "work:a-survey-of-reading-maps-in-haste-2012-li",
    }


def test_a_wrong_link_is_told_and_left_out() -> None:
    wrong = entry("Language Machines Learn a Lot", "Al Rad", "et al.", year=2019, link="1810.04805")
    result = resolved(wrong, entry(BERT.title, link="1810.04805"), curation=KNOWN)
    found = next(each for each in result.problems if each.code == "identifier-contradicts-title")
    paper = next(each for each in result.papers if each.entries == ("e1",))

    assert (found.severity, found.first_line, found.papers) == ("error", 1, (paper.id,))
    assert "for: both have arxiv:1810.04805" in found.message
    assert "against: the titles differ" in found.message
    assert paper.links == ()
    assert paper.identifiers == ()


def test_a_shared_identifier_goes_to_the_work_that_its_date_fits() -> None:
    result = resolved(*TWO_WORKS["a wrong link"])

    assert {paper.id for paper in result.papers} == {
        "arxiv:1810.00001", "work:language-machines-are-unsupervised-pupils-2019"
    }  # fmt: skip
    assert [(each.code, each.first_line) for each in result.problems] == [("shared-identifier", 1)]


def test_a_shared_identifier_that_fits_neither_better_is_nobodys() -> None:
    result = resolved(entry("Of Zebras in the Wild", link="2101.00001"), entry("Why Cows Like Rain", link="2101.00001"))

    assert all(paper.id.startswith("work:") for paper in result.papers)
    assert codes(result) == ["shared-identifier", "shared-identifier"]


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ((entry(BERT.title, year=2019),), []),
        ((entry(BERT.title, year=2020),), ["year-differs"]),
        ((entry(BERT.title, year=2010),), ["year-contradicts"]),
        ((entry(BERT.title, date_printed="2010–2018", year=2010),), []),
        ((entry(BERT.title, year=2018), entry(BERT.title, year=2019)), ["year-differs"]),
        ((entry("Unheard of Things Today", year=2011), entry("Unheard of Things Today", year=2012)), ["year-differs"]),
        ((entry(BERT.title, "Devlin", "et al."),), []),
        ((entry(BERT.title, "Kenton Lee", "Jacob Devlin"),), ["authors-differ"]),
        ((entry(BERT.title, "Devlin", "Chang", "Nobody"),), ["authors-differ"]),
        ((entry("Pre-training of Deep Bidirectional Transformers", link="1810.04805"),), ["title-differs"]),
        ((entry(BERT.title, link="1811.04805"),), ["identifier-not-of-work"]),
        ((entry("Attention Is All You Need", link="https://doi.org/10.1234/x"),), ["identifier-new"]),
        ((entry("Unheard of Things Today", year=2005, link="1811.04805"),), ["identifier-contradicts-year"]),
        (ONE_WORK["another title, the same authors and identifier"], ["merged-by-identifier"]),
        (TWO_WORKS["a book and a paper"], []),
        (
            (
                entry("The Ways of Maps in Haste", "Ada Ek", year=2012),
                entry("The Ways of Maps in Haste", "Bo Li", year=2012),
            ),
            ["possible-duplicate"],
        ),
        (TWO_WORKS["versions by number"], []),
    ],
)
def test_doubts_are_told(entries: tuple[Entry, ...], expected: list[str]) -> None:
    result = resolved(*entries, curation=KNOWN)

    assert [code for code in codes(result) if code != "possible-duplicate" or code in expected] == expected
    assert all(each.severity == CODES[each.code] and each.source and each.first_line for each in result.problems)


def test_what_could_be_either_of_two_is_neither() -> None:
    other = KnownWork(
        id="arxiv:2203.00001", citekey="li2017", title="Toys That Turn", short_names=("Transformer",), year=2017
    )
    curation = replace(KNOWN, works=(*KNOWN.works, other))
    result = resolved(entry("Transformer", year=2017), curation=curation)

    assert result.papers[0].id == "work:transformer-2017"
    assert codes(result) == ["ambiguous-name"]


def test_curated_rows_keep_works_apart_and_join_them_to_the_world() -> None:
    one, other = (
        entry("Same Words Again and Always", link="2101.00001"),
        entry("Same Words Again and Always", link="2101.00002"),
    )
    apart = Curation(not_same=(("arxiv:2101.00001", "arxiv:2101.00002"),))
    same = replace(KNOWN, same_as=(("vaswani2017attention", "http://www.wikidata.org/entity/Q30249683"),))

    assert len(resolved(one, other, curation=apart).papers) == 2
    assert resolved(RECOGNISED["title"], curation=same).papers[0].same_as == (
        "http://www.wikidata.org/entity/Q30249683",
    )


def test_an_identifier_that_is_another_works_weighs_against_a_short_title() -> None:
    review = replace(KNOWN, not_same=((REVIEW.id, "isbn:9780262035613"),))
    book = entry("Deep Learning", year=2015, links=(Link(url="isbn:9780262035613", role="paper"),))

    assert resolved(entry("Deep Learning", year=2015), curation=review).papers[0].id == REVIEW.id
    assert resolved(book, curation=review).papers[0].id in {REVIEW.id, "isbn:9780262035613"}


def test_errata_are_applied_before_anything_is_concluded() -> None:
    wrong = entry("Language Machines Learn a Lot", "Al Rad", year=1919, link="1810.04805", source="my/list.md")
    row = Erratum(
        source="list.md", title=wrong.title, field="link", printed="arxiv:1810.04805", correct="", reason="BERT's"
    )
    errata = (
        row,
        replace(row, field="year", printed="1919", correct="2019", row=2),
        replace(row, field="month", printed="3"),
    )
    result = resolved(wrong, curation=replace(KNOWN, errata=errata))
    paper = result.papers[0]

    assert (paper.id, paper.links) == ("work:language-machines-learn-a-lot-2019", ())
    assert result.entries[0].links == wrong.links, "an entry stays as printed"
    assert codes(result) == ["erratum-applied", "erratum-applied", "erratum-unused"]


@pytest.mark.parametrize(
    ("field", "printed", "correct", "expected"),
    [
        ("title", "Maps in Haste", "Maps at Leisure and in Haste", ("Maps at Leisure and in Haste", "ek", None)),
        ("title", "Maps in Haste", "", ("Maps in Haste", "ek", None)),
        ("authors", "Ek", "Bo Li|Cy Oh", ("Maps in Haste", "bo-li", None)),
        ("venue", "ICLR", "ICLR Workshop", ("Maps in Haste", "ek", "ICLR Workshop")),
    ],
)
def test_each_field_can_be_put_right(
    field: str, printed: str, correct: str, expected: tuple[str, str, str | None]
) -> None:
    row = Erratum(source="*", title="Maps in Haste", field=field, printed=printed, correct=correct, reason="")
    paper = resolved(entry("Maps in Haste", "Ek", venue="ICLR"), curation=Curation(errata=(row,))).papers[0]

    assert (paper.title, paper.authors[0].split("-anon")[0].removesuffix("-ekmaps"), paper.venue) == (
        expected[0], expected[1], expected[2] or "ICLR"
    )  # fmt: skip


def names(result: Resolution) -> dict[str, tuple[str, ...]]:
    return {author.id: author.alt_names for author in result.authors}


def test_forms_of_one_author_are_one_person() -> None:
    result = resolved(
        entry("One Thing and Another Thing", "Y. LeCun", "K.-R. Müller", year=1998),
        entry("Quite Other Matters Entirely", "Yann LeCun", "Klaus-Robert Müller", year=2015),
    )

    assert names(result) == {"yann-lecun": ("Y. LeCun",), "klaus-robert-muller": ("K.-R. Müller",)}
    assert {paper.authors for paper in result.papers} == {("yann-lecun", "klaus-robert-muller")}


def test_initials_of_several_people_stay_apart() -> None:
    titles = ("First of All Things", "Second of All Things Here", "Third Matter at Hand", "Fourth Question to Ask")
    authors = ("Jun Wang", "Jian Wang", "J. Wang", "J. Wang")
    result = resolved(*(entry(title, author, year=2000) for title, author in zip(titles, authors, strict=True)))

    assert set(names(result)) == {"jun-wang", "jian-wang", "j-wang-wang2000third", "j-wang-wang2000fourth"}
    assert codes(result) == ["ambiguous-author", "ambiguous-author"]


def test_a_family_name_alone_is_nobody_elses() -> None:
    result = resolved(
        entry("First of All Things", "Lewis", "et al.", year=2019),
        entry("Quite Another Matter", "Mike Lewis", year=2020),
    )

    assert set(names(result)) == {"lewis-lewis2019first", "mike-lewis"}


def test_nobody_is_two_authors_of_one_work() -> None:
    result = resolved(entry("First of All Things", "Q. Chen", "Qiang Chen", year=2019))

    assert len(result.papers[0].authors) == len(set(result.papers[0].authors)) == 2


def test_a_group_signs_where_no_person_does() -> None:
    result = resolved(
        entry("First of All Things", organisation="OpenAI"), entry("Other Matter", "Ada Ek", organisation="Ek Lab")
    )

    assert result.authors == (Author(id="ada-ek", name="Ada Ek"), Author(id="openai", name="OpenAI"))


def test_names_of_the_authority_gather_printed_ones() -> None:
    result = resolved(entry(BERT.title, "J. Devlin", "Chang", "et al."), curation=KNOWN)

    assert names(result)["jacob-devlin"] == ("J. Devlin",)
    assert names(result)["ming-wei-chang"] == ("Chang",)


# --- the given lists -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def given_entries() -> list[Entry]:
    entries = []
    for place, line in enumerate((GOLDEN / "given_entries.jsonl").read_text("utf-8").splitlines()):
        facts = json.loads(line)
        links = tuple(Link(url=link["url"], role=link["role"]) for link in facts.pop("links"))
        fields = {name: facts[name] for name in Entry.__dataclass_fields__ if name in facts}
        fields = {name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()}
        entries.append(Entry(**fields | {"id": str(place), "last_line": facts["first_line"], "links": links}))
    return entries


@pytest.fixture(scope="module")
def given_works() -> dict[tuple[str, int, str], str]:
    with (GOLDEN / "given_works.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {(row["source"], int(row["first_line"]), row["title"]): row["citekey"] for row in rows}


def test_every_given_entry_is_the_work_it_is(given_entries, given_works) -> None:
    result = resolve(given_entries, curation=load())
    citekey = {paper.id: paper.citekey for paper in result.papers}
    found = {(each.source, each.first_line, each.title): citekey[each.paper] for each in result.entries}

    assert found == given_works


def test_without_the_authority_nothing_is_merged_wrongly_and_next_to_nothing_missed(given_entries, given_works) -> None:
    result = resolve(given_entries, curation=NOTHING)
    true: dict[str, set[str]] = defaultdict(set)
    made: dict[str, set[str]] = defaultdict(set)
    for each in result.entries:
        work = given_works[each.source, each.first_line, each.title]
        true[work].add(each.paper)
        made[each.paper].add(work)

    assert {paper: works for paper, works in made.items() if len(works) > 1} == {}
    assert sum(len(papers) - 1 for papers in true.values()) <= 1


# --- what holds whatever is printed ----------------------------------------------------------------------------------

TITLES = (
    *(
        "MapNet",
        "MapNet 2",
        "MapNet: Reading Maps in Haste",
        "Reading Maps in Haste",
        "Reading Map in Haste",
        "Deep Maps",
    ),
    *(
        "On Maps",
        "paper",
        BERT.title,
        "BERT",
        "Transformer",
        "Attention Is All You Need",
        "Łąki w mapach — część 2",
        "!?",
    ),
)
AUTHORS = ["Ada Ek", "A. Ek", "Ek", "Bo Li", "B. Li", "Bo X. Li", "Jacob Devlin", "Ek Lab Team", ""]
LINKS = [
    "https://arxiv.org/abs/1810.04805",
    "https://arxiv.org/abs/1401.00001",
    "https://example.org/a.pdf",
    "htp:/broken",
]

ENTRIES = st.lists(
    st.builds(
        Entry,
        id=st.uuids().map(str),
        source=st.sampled_from(["a.md", "b.md"]),
        first_line=st.integers(1, 5),
        last_line=st.just(5),
        title=st.sampled_from(TITLES),
        short_names=st.lists(st.sampled_from(["MapNet", "BERT", "DINO"]), max_size=2, unique=True).map(tuple),
        authors=st.lists(st.sampled_from(AUTHORS), max_size=3).map(tuple),
        year=st.sampled_from([None, 2014, 2015, 2018]),
        links=st.lists(st.sampled_from(LINKS).map(lambda url: Link(url=url, role="paper")), max_size=2).map(tuple),
        kind=st.sampled_from(["paper", "post", "repository", "book", "other"]),
    ),
    max_size=9,
)


@settings(deadline=None, max_examples=150)
@given(ENTRIES, st.randoms(use_true_random=False), st.sampled_from([NOTHING, KNOWN]))
def test_resolving_depends_on_no_order_and_loses_nothing(entries: list[Entry], random, curation: Curation) -> None:
    result = resolve(entries, curation=curation)
    shuffled = list(entries)
    random.shuffle(shuffled)

    assert resolve(shuffled, curation=curation) == result
    assert resolve(result.entries, curation=curation) == result
    assert sorted(each.id for each in result.entries) == sorted(each.id for each in entries)
    assert sorted(each for paper in result.papers for each in paper.entries) == sorted(each.id for each in entries)
    assert all(each.id in by_id(result.papers)[each.paper].entries for each in result.entries)
    assert (
        len({paper.id for paper in result.papers})
        == len({paper.citekey for paper in result.papers})
        == len(result.papers)
    )
    assert {author for paper in result.papers for author in paper.authors} == {author.id for author in result.authors}
    assert len({author.id for author in result.authors}) == len(result.authors)
    assert all(each.code in CODES for each in result.problems)


def by_id(papers: tuple[Paper, ...]) -> dict[str, Paper]:
    return {paper.id: paper for paper in papers}


@settings(deadline=None, max_examples=60)
@given(ENTRIES)
def test_curated_pairs_are_never_one_work(entries: list[Entry]) -> None:
    pair = ("arxiv:1401.00001", "arxiv:1810.04805")
    result = resolve(entries, curation=Curation(not_same=(pair,)))
    printed: dict[str, list[set[str]]] = defaultdict(list)
    for each in result.entries:
        printed[each.paper].append({link.url.rsplit("/", 1)[-1] for link in each.links})

    for sets in printed.values():
        only = [each & {"1401.00001", "1810.04805"} for each in sets]
        assert not ({"1401.00001"} in only and {"1810.04805"} in only)


@given(st.text(max_size=120), st.text(max_size=60), st.text(max_size=80))
def test_no_text_is_refused(title: str, author: str, url: str) -> None:
    result = resolved(entry(title, author, links=(Link(url=url, role="paper"),), short_names=(title,)), curation=KNOWN)

    assert len(result.papers) == 1
