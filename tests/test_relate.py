"""Builds-on edges: what sentences say and do not say, curated rows over them, and circles broken in the open."""

from __future__ import annotations

import random
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papergraph.cues import calibrated
from papergraph.curation import CuratedEdge, Curation, KnownWork
from papergraph.model import BuildsOn, Concept, Entry, Evidence, Note, NoteKey, Paper, Topic, WorkKind
from papergraph.relate import Relations, relate
from papergraph.relate.claims import Claim
from papergraph.relate.merge import merged


def paper(name: str, year: int | None, month: int | None = None, **fields: Any) -> Paper:
    fields = {"title": f"A study that nobody would name in passing, {name}", "short_names": (name,)} | fields
    return Paper(id=f"work:{name.lower()}", citekey=name.lower(), year=year, month=month, **fields)


#: Invented works of several fields; "Kestrel" is the paper whose entry speaks in most tests.
PAPERS = (
    paper("Heron", 2001),
    paper("Osprey", 2005, 3),
    paper("Linnet", 2008, 6),
    paper("Fast Linnet", 2009, 2),
    paper("RBT", 2010, 5),
    paper("Kestrel", 2012, 4),
    paper("Merlin", 2012, 4),
    paper("Harrier", 2012, 11),
    paper("GRU-Net", 2015),
    paper("Plover", 2018),
    paper("Undated", None),
)


def entry(text: str, *, of: str = "Kestrel", key: NoteKey = "summary", **fields: Any) -> Entry:
    fields = {"source": "list.md", "first_line": 7, "last_line": 9, "title": of} | fields
    return Entry(
        id=f"{fields['source']}#{of}-{key}-{fields['first_line']}",
        paper=f"work:{of.lower()}",
        notes=(Note(key=key, text=text, label=fields.pop("label", None)),),
        **fields,
    )


def related(*entries: Entry, papers: Iterable[Paper] = PAPERS, **curation: Any) -> Relations:
    return relate(papers, entries, curation=Curation(**curation))


def pairs(edges: Iterable[BuildsOn]) -> list[tuple[str, str]]:
    return [(edge.subject.removeprefix("work:"), edge.object.removeprefix("work:")) for edge in edges]


def said(text: str, *, of: str = "Kestrel", key: NoteKey = "summary") -> list[str]:
    """Edges of one sentence as "newer>older" and their kind."""
    edges = related(entry(text, of=of, key=key)).builds_on
    for edge in edges:
        assert edge.evidence[0].quote is not None
        assert edge.evidence[0].quote in text
        assert (edge.evidence[0].source, edge.evidence[0].first_line, edge.evidence[0].last_line) == ("list.md", 7, 9)
    return [f"{newer}>{older} {edge.kind}" for (newer, older), edge in zip(pairs(edges), edges, strict=True)]


# --- sentences that say it -------------------------------------------------------------------------------------------

TOWARDS_OLDER = [
    ("Extends Osprey with a second index.", "kestrel>osprey core"),
    ("Kestrel extends Osprey to streams.", "kestrel>osprey core"),
    ("It builds directly on Osprey.", "kestrel>osprey core"),
    ("A method based on the hashing of Osprey.", "kestrel>osprey core"),
    ("The authors adapt the pruning step of Osprey.", "kestrel>osprey core"),
    ("We adapt Osprey.", "kestrel>osprey core"),
    ("Adds a cheap filter in front of the merge phase to Osprey.", "kestrel>osprey core"),
    ("Replaces the locks of Osprey by versions.", "kestrel>osprey core"),
    ("Improves on Osprey's ranking.", "kestrel>osprey core"),
    ("Overcomes the main bottleneck of Osprey.", "kestrel>osprey core"),
    ("Removes Osprey's need for a coordinator.", "kestrel>osprey core"),
    ("Revisits Osprey a decade later.", "kestrel>osprey core"),
    ("A follow-up to Osprey.", "kestrel>osprey core"),
    ("This is the successor of Osprey; it is smaller.", "kestrel>osprey core"),
    ("Inspired by Osprey, it keeps two queues.", "kestrel>osprey core"),
    ("Generalises Osprey to weighted graphs.", "kestrel>osprey core"),
    ("Kestrel is a distributed variant of Osprey.", "kestrel>osprey core"),
    ("Simplifies Osprey.", "kestrel>osprey core"),
    ("Kestrel, a concurrent Osprey, locks nothing.", "kestrel>osprey core"),
    ("Introduces Kestrel, a concurrent Osprey.", "kestrel>osprey core"),
    ("Took Osprey to the next level with one idea.", "kestrel>osprey core"),
    ("Osprey is extended to graphs.", "kestrel>osprey core"),
    ("Uses Osprey as its index.", "kestrel>osprey background"),
    ("It was trained with Osprey.", "kestrel>osprey background"),
    ("Applies Osprey to protein folding.", "kestrel>osprey background"),
    ("Applies careful tuning to Osprey.", "kestrel>osprey background"),
    ("Its index is an Osprey with two levels.", "kestrel>osprey background"),
    ("Presents an Osprey-based planner.", "kestrel>osprey background"),
    ("Introduces a cheaper garbage collector for Osprey.", "kestrel>osprey background"),
    ("Shows that Osprey can be trained on one machine.", "kestrel>osprey background"),
    ("The rows are then fed into an Osprey.", "kestrel>osprey background"),
    ("Extends Linnet (2008) with locks.", "kestrel>linnet core"),
    ("Extends Fast Linnet.", "kestrel>fast linnet core"),
    ("Extends RBT-style rotation.", "kestrel>rbt core"),
    ("Kestrel (a bird of prey) extends RBTs.", "kestrel>rbt core"),
    ("Brings ordered reads, which earlier stores like Osprey lacked.", "kestrel>osprey core"),
    ("The second index is a new answer to skewed keys, which Osprey could not handle.", "kestrel>osprey core"),
    ("Solves joins that were previously impossible for Osprey.", "kestrel>osprey core"),
    ("Counts nests with an Osprey index.", "kestrel>osprey background"),
    ("Counts nests with Osprey as its storage engine.", "kestrel>osprey background"),
    ("A planner (Osprey) picks the route, and the route is stored.", "kestrel>osprey background"),
    ("Its planner (Osprey) picks the route.", "kestrel>osprey background"),
    ("The rest stays the same as in Osprey.", "kestrel>osprey background"),
    ("A response to Osprey.", "kestrel>osprey core"),
    ("Overrules Osprey.", "kestrel>osprey core"),
    ("An evolution of Osprey.", "kestrel>osprey core"),
    ("Takes the index of Osprey further.", "kestrel>osprey core"),
    ("Develops Osprey further.", "kestrel>osprey core"),
    ("Elaborates on Osprey.", "kestrel>osprey core"),
    ("Patterned after Osprey.", "kestrel>osprey core"),
    ("Kestrel evolved from Osprey.", "kestrel>osprey core"),
    ("It owes its index to Osprey.", "kestrel>osprey core"),
    ("Puts a hash in place of Osprey's tree.", "kestrel>osprey core"),
    ("Dispenses with Osprey's locks.", "kestrel>osprey core"),
    ("Relaxes an assumption of Osprey.", "kestrel>osprey core"),
    ("A distributed rewrite of Osprey.", "kestrel>osprey core"),
    ("Amends Osprey.", "kestrel>osprey core"),
    ("Incorporates the index of Osprey.", "kestrel>osprey background"),
    ("This paper draws on Osprey.", "kestrel>osprey core"),
    ("Adapts the argument of Osprey to contracts.", "kestrel>osprey core"),
    ("A critique of Osprey.", "kestrel>osprey core"),
    ("An Osprey style index.", "kestrel>osprey background"),
    ("Upgrades Osprey with a cache.", "kestrel>osprey core"),
    ("As in Osprey, we keep two queues.", "kestrel>osprey background"),
    ("As with Osprey, the authors first sort the rows.", "kestrel>osprey background"),
    ("Following Osprey, it keeps two queues.", "kestrel>osprey background"),
    ("Following the recipe of Osprey, Kestrel sorts the rows.", "kestrel>osprey background"),
    ("Introduces Kestrel for Osprey stores.", "kestrel>osprey background"),
    ("Kestrel is a small Osprey language model.", "kestrel>osprey background"),
    (
        "Applies staggered sorting and a slowly growing number of passes over all rows to Osprey.",
        "kestrel>osprey background",
    ),
    ("Its key ideas are the use of Osprey indexes and of two queues.", "kestrel>osprey background"),
    ("The main contribution of this work is the use of Osprey.", "kestrel>osprey background"),
]


@pytest.mark.parametrize(("text", "edge"), TOWARDS_OLDER)
def test_a_cue_towards_an_older_work(text: str, edge: str) -> None:
    assert said(text) == [edge]


@pytest.mark.parametrize(
    ("text", "edges"),
    [
        ("Combines Osprey with Linnet.", ["kestrel>linnet core", "kestrel>osprey core"]),
        ("Combines the index of Osprey with the log of Linnet.", ["kestrel>linnet core", "kestrel>osprey core"]),
        ("Combines an index (like Osprey) and a log (like Linnet).", ["kestrel>linnet core", "kestrel>osprey core"]),
        ("Extends Osprey, Linnet and RBT.", ["kestrel>linnet core", "kestrel>osprey core", "kestrel>rbt core"]),
        ("Replaces the tree of Osprey with Linnet.", ["kestrel>linnet background", "kestrel>osprey core"]),
        ("Extends Osprey and outperforms Linnet.", ["kestrel>osprey core"]),
        ("Extends Osprey, while Linnet keeps its locks.", ["kestrel>osprey core"]),
        ("Builds on Osprey (unlike Linnet).", ["kestrel>osprey core"]),
    ],
)
def test_lists_of_names_and_the_end_of_what_a_cue_governs(text: str, edges: list[str]) -> None:
    assert said(text) == edges


@pytest.mark.parametrize(
    ("text", "edge"),
    [
        ("It led directly to Plover.", "plover>kestrel core"),
        ("It laid the foundation for Plover.", "plover>kestrel core"),
        ("The basis of Plover.", "plover>kestrel core"),
        ("Became the foundation of all later planners (Plover, Sandpiper, etc.).", "plover>kestrel core"),
        ("Its idea inspired Plover.", "plover>kestrel core"),
        ("It paved the way for Plover.", "plover>kestrel core"),
        ("Later, these results led to planners like Plover.", "plover>kestrel core"),
        ("It was later extended by Plover.", "plover>kestrel core"),
        ("It is used in Plover.", "plover>kestrel background"),
        ("Plover builds on it.", "plover>kestrel core"),
        ("Plover was inspired by this work.", "plover>kestrel core"),
        ("Plover extends Kestrel.", "plover>kestrel core"),
        ("Snipe, Curlew and Plover all grew from it.", "plover>kestrel core"),
        ("After this paper, a flood of similar planners appeared (Plover, Sandpiper, etc.).", "plover>kestrel core"),
        ("Its variants such as Plover are everywhere.", "plover>kestrel core"),
        ("Descendants include Plover.", "plover>kestrel core"),
        ("It spawned many descendants, among them Plover.", "plover>kestrel core"),
        ("It prompted Plover.", "plover>kestrel core"),
        ("It gave birth to Plover.", "plover>kestrel core"),
        ("It made Plover possible.", "plover>kestrel core"),
        ("Its limits were overcome by Plover.", "plover>kestrel core"),
        ("It was later revised by Plover.", "plover>kestrel core"),
        ("It is a key ingredient of Plover.", "plover>kestrel background"),
        ("It became part of Plover.", "plover>kestrel background"),
        ("It has since been applied in Plover.", "plover>kestrel background"),
        ("It culminated in Plover.", "plover>kestrel core"),
        ("It was instrumental in Plover.", "plover>kestrel background"),
    ],
)
def test_a_cue_towards_a_newer_work(text: str, edge: str) -> None:
    assert said(text, key="impact") == [edge]


def test_a_sentence_about_two_other_works_has_to_agree_with_the_dates() -> None:
    assert said("Plover extends Linnet.") == ["plover>linnet core"]
    assert said("Linnet extends Plover.") == []


@pytest.mark.parametrize(
    ("text", "edge"),
    [
        ("Osprey keeps one log. Kestrel extends it to many.", "kestrel>osprey core"),
        ("Osprey needs one coordinator. This paper introduces Kestrel, which needs none.", "kestrel>osprey core"),
        ("Osprey keeps one log. This work builds on that idea.", "kestrel>osprey core"),
        ("Osprey locks whole tables. Kestrel removes this limitation.", "kestrel>osprey core"),
        ("Osprey and Linnet split the work by key. Kestrel refines the former.", "kestrel>osprey core"),
        ("Linnet improves upon Osprey. RBT extends it.", "linnet>osprey core"),
        (
            "Similar to Osprey, it keeps two queues. However, instead of rows, it sorts keys.",
            "kestrel>osprey background",
        ),
        ("Like Osprey, Kestrel keeps queues. But it drops the locks.", "kestrel>osprey background"),
        ("As in Osprey, the model keeps queues. Yet we sort keys rather than rows.", "kestrel>osprey background"),
    ],
)
def test_two_sentences_that_say_it_together(text: str, edge: str) -> None:
    assert said(text) == [edge]


# --- sentences that do not -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        # comparison
        "Outperforms Osprey on all data sets.",
        "It is faster than Osprey.",
        "Improves accuracy over Osprey.",
        "Compared with Osprey it needs half the memory.",
        "Uses fewer locks than Osprey.",
        "On par with Osprey.",
        "Matches Osprey with half of the code.",
        "It surpasses Osprey and Linnet.",
        "Similar to Osprey, it keeps two queues.",
        "Similar to Osprey, it keeps two queues. However, Linnet keeps keys instead of rows.",
        "Similar to Osprey, it is small. However, instead of rows, it sorts keys.",
        "Similar to Osprey, it keeps two queues. It sorts keys instead of rows.",
        "Unlike Osprey, it keeps two queues. However, instead of rows, it sorts keys.",
        "Similar to Plover, it keeps two queues. However, instead of rows, it sorts keys.",
        "As in Osprey, we see more reads than writes.",
        "As in Osprey, we do not sort the rows.",
        "As in Osprey, it is slow.",
        "As in natural language, we keep two queues of Osprey words.",
        "As in Plover, we keep two queues.",
        "Following Osprey, many stores keep two queues.",
        "Following Osprey, it was a quiet year.",
        "Following Osprey, Linnet keeps two queues.",
        "Following complaints about Osprey, we keep two queues.",
        "Introduces Linnet for Osprey stores.",
        "Uses the Osprey language.",
        "Kestrel is written in a small Osprey language.",
        "Later contributions include the use of Osprey.",
        "Linnet's key idea is the use of Osprey.",
        "Its key idea is no use of Osprey.",
        "The key idea is not the use of Osprey.",
        "It condemns the use of Osprey.",
        "It applies the law to birds, and the rest is left to Osprey.",
        "Uses Osprey as a baseline.",
        "Evaluated against Osprey.",
        # contrast
        "Uses a log instead of Osprey.",
        "Unlike Osprey, it extends the tree.",
        "In contrast to Osprey it is lock-free.",
        "A tree rather than an Osprey.",
        "Where Osprey is extended by hand, this is automatic.",
        "An alternative to Osprey.",
        "Differs from Osprey in its locks.",
        # denial
        "Does not build on Osprey.",
        "It never uses Osprey.",
        "Works without Osprey.",
        "Not based on Osprey at all.",
        "It could be combined with Osprey.",
        "It can be used in Plover.",
        "Whether it extends Osprey is open.",
        # examples, and clauses about others
        "Uses many indexes such as Osprey.",
        "Extends common indexes, e.g. Osprey.",
        "Applies to indexes including Osprey.",
        "Most modern systems build on Osprey.",
        "Earlier systems based on Osprey were slow.",
        "Later work extends Osprey.",
        "Many follow-ups use Osprey.",
        "Subsequent planners led to Plover.",
        "KestrelDB-4 extends Osprey.",
        "Sandpiper2 then adopted Osprey.",
        # the name is governed by something else
        "Extends the model; Osprey is well known.",
        "Extends the model because Osprey fails.",
        "Extends search, which Osprey needs.",
        "Uses a trick that everybody knows since Osprey.",
        "Osprey and Kestrel are both indexes.",
        "Osprey extends nothing here.",
        "Osprey.",
        # a name inside another, a common word
        "Extends Osprey-XL.",
        "Extends Osprey 3.",
        "Extends the Grand Osprey index.",
        "Extends RBT-7.",
        "Extends the osprey.",
        "Extends Sub-Osprey.",
        # contemporaries and the future
        "Extends Plover.",
        "Extends GRU-Net.",
        "Osprey builds on it.",
        "It led to Osprey.",
        "Merlin was published in the same month.",
        # what looks like a relation at a glance
        "Osprey needs one coordinator. Kestrel is studied too.",
        "Osprey is fast. Kestrel counts nests. It extends the log.",
        "Osprey is well known. This paper introduces Kestrel, a log.",
        "Osprey needs a log. Linnet needs one too. This paper introduces Kestrel.",
        "Unlike Osprey it is small. It extends the tree.",
        "Osprey keeps one log. Later work extends it.",
        "Osprey keeps one log. It was extended by others.",
        "Osprey keeps one log. Kestrel does not extend it.",
        "Osprey keeps one log. It has no index.",
        "Osprey and Linnet keep one log. Kestrel extends it.",
        "Osprey beats Linnet. Kestrel improves this further.",
        "Osprey could not handle skew. It is fast.",
        "Unlike Kestrel, Osprey lacked an index.",
        "It is simple, which Osprey was too.",
        "Answers questions that Osprey asks.",
        "Answers ten thousand questions, as Osprey did.",
        "A planner (see Osprey) picks the route.",
        "The winner (Osprey) was faster.",
        "The other planners (Osprey) fail.",
        "The previous planner (Osprey) fails.",
        "It beats the earlier planner (Osprey).",
        "Compared with an Osprey index it is small.",
        "It needs no Osprey index.",
        "Osprey users revise the code.",
        "A rival of Osprey.",
        "Osprey had a large index.",
        "Relaxes the birds of Osprey Street.",
        "Developed at the time of Osprey.",
        "Written in the year of Osprey.",
        "The tree in Osprey is larger.",
        "Many variants of Osprey exist.",
        "Stored next to Osprey.",
        "Joint winner of the Osprey prize.",
        "It covers Osprey, Linnet and RBT.",
        "Presented together with Osprey.",
        "A survey of Osprey and Linnet.",
        "This reopened the debate on Osprey.",
        "Developed at Osprey.",
        "It is not possible with Osprey either.",
        "Reduces cost over Osprey.",
        "Osprey (2005) came first.",
        "Along with Osprey, it shaped the field.",
        "Two decades after Osprey, it came.",
        "It shares its name with Osprey.",
        "Contributed to the fame of Osprey.",
        "Draws larger crowds than Osprey.",
        "The sequel is Plover.",
        "It is no variant of Osprey.",
        "Extend Osprey as an exercise.",
        # itself
        "Kestrel extends Kestrel.",
    ],
)
def test_no_edge(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "It had no influence on Plover.",
        "It did not lead to Plover.",
        "Garnered as much attention as Plover.",
        "Plover ignored it.",
        "It was forgotten until Plover.",
        "Later variants of it failed, and Plover won.",
        "It is often compared to its descendants, and Plover wins.",
        "Its number of birds came before Plover.",
        "It might have led to Plover.",
        "It was no part of Plover.",
        "It inspired others (not Plover).",
        "After this, Plover appeared.",
    ],
)
def test_no_edge_to_a_newer_work(text: str) -> None:
    assert said(text, key="impact") == []


@pytest.mark.parametrize("key", ["implement", "picture", "comment", "other"])
def test_exercises_and_pictures_say_nothing(key: NoteKey) -> None:
    assert said("Extends Osprey.", key=key) == []


def test_years_that_differ_by_a_venue_do_not_turn_an_edge_round() -> None:
    papers = [paper("Old", 2016, None), paper("New", 2015, None), paper("Far", 2019, None)]
    assert pairs(related(entry("Extends Old.", of="New"), papers=papers).builds_on) == [("new", "old")]
    assert pairs(related(entry("Extends Far.", of="New"), papers=papers).builds_on) == []


def test_without_a_date_the_cue_decides() -> None:
    assert said("Extends Undated.") == ["kestrel>undated core"]


def test_a_title_can_name_the_version_before_and_the_means() -> None:
    titled = [
        paper("SAMBA", 2009),
        paper("Kite", 2011, title="Kite: Planning with SAMBA"),
        paper("Crow", 2012, title="Crow and why planning is not done with SAMBA"),
        paper("Kite 2", 2013, title="Kite 2"),
        paper("Kite v3", 2014),
        paper("Kite-50", 2015),
    ]
    entries = [
        Entry(
            id=each.id, source="l", first_line=number, last_line=number, title=each.title, year=each.year, paper=each.id
        )
        for number, each in enumerate(titled)
    ]
    found = related(*entries, papers=titled).builds_on
    assert pairs(found) == [("kite", "samba"), ("kite 2", "kite"), ("kite v3", "kite 2")]
    assert [edge.kind for edge in found] == ["background", "core", "core"]


@pytest.mark.parametrize(
    ("title", "kind", "sure"),
    [
        ("Rotting wood in SAMBAs", "post", None),
        ("Rotting wood in SAMBAs", "repository", None),
        ("The care of old SAMBAs", "book", None),
        ("Rotting wood in SAMBAs", "paper", "less"),
        ("Rotting wood in SAMBA", "post", "as usual"),
        ("Rotting wood in SAMBA", "paper", "as usual"),
        ("Counting nests with SAMBAs", "post", "as usual"),
        ("Counting nests with SAMBAs", "paper", "as usual"),
        ("A design for counting nests with SAMBAs", "post", "as usual"),
    ],
)
def test_a_title_about_a_class_of_works_is_less_sure_and_of_no_paper_says_nothing(
    title: str, kind: WorkKind, sure: str | None
) -> None:
    titled = [paper("SAMBA", 2009), paper("Kite", 2011, title=title, kind=kind)]
    place = {"source": "l", "first_line": 1, "last_line": 1}
    found = related(Entry(id="e", title=title, kind=kind, paper="work:kite", **place), papers=titled).builds_on  # type: ignore[arg-type]
    usual = calibrated("named-in-title", 0.9)
    assert [edge.kind for edge in found] == (["background"] if sure else [])
    for edge in found:
        assert edge.confidence == pytest.approx(usual * 0.85 if sure == "less" else usual, abs=0.001)


# --- stated relations ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "edges"),
    [
        ("Osprey (core): its index; Linnet", ["linnet core", "osprey core index"]),
        ("Osprey (background): its index.", ["osprey background index"]),
        ("Osprey, Linnet and RBT", ["linnet core", "osprey core", "rbt core"]),
        ('work:osprey core "its index"', ["osprey core index"]),
        ('"A study that nobody would name in passing, Osprey" background', ["osprey background"]),
        ("A study that nobody would name in passing, Osprey: its index", ["osprey core index"]),
        ("Osprey or Linnet (core): an index", ["linnet core one index", "osprey core one index"]),
        ("the merge step of Osprey", ["osprey core"]),
        ("https://doi.org/10.1000/xyz", ["rbt core"]),
        ("builds-on Osprey core", ["osprey core"]),
        ("RBT, Linnet (background), and Osprey", ["linnet background", "osprey core", "rbt background"]),
        ("Osprey (core) or Linnet (core): an index", ["linnet core one index", "osprey core one index"]),
        ("Osprey (CORE) — its index", ["osprey core index"]),
        ("Osprey: its eggs, Linnet: its index", ["linnet core index", "osprey core eggs"]),
        ("Osprey (https://doi.org/10.1000/xyz-1), RBT (doi:10.1000/xyz)", ["osprey core", "rbt core"]),
        ('"Birds, and: their Uses" (https://doi.org/10.1000/xyz) (background)', ["rbt background"]),
        ('"Osprey" core "its eggs; and index"\nbuilds-on Linnet', ["linnet core", "osprey core index"]),
    ],
)
def test_stated_relations(text: str, edges: list[str]) -> None:
    papers = [each for each in PAPERS if each.citekey != "rbt"]
    papers.append(paper("RBT", 2010, identifiers=("doi:10.1000/xyz",)))
    found = related(entry(text, key="builds_on", label="Builds on"), papers=papers)
    assert found.problems == ()
    made = [
        " ".join([older, edge.kind, *(["one"] if edge.any_of else []), *(word.split()[-1] for word in edge.takes)])
        for (_, older), edge in zip(pairs(found.builds_on), found.builds_on, strict=True)
        if edge.evidence[0].justification == "stated"
    ]
    assert made == edges
    assert {edge.any_of for edge in found.builds_on if " or " in text} <= {"Osprey or Linnet"}


@pytest.mark.parametrize(
    ("text", "severity", "words"),
    [
        ("Nightjar", "warning", "names no paper"),
        ("Osprey; Nightjar: its song", "warning", "'Nightjar' names no paper"),
        ("Kestrel", "warning", "itself"),
        ("Known", "info", "none of these lists"),
        ("Twins", "warning", "could be"),
        ("Fast Osprey", "warning", "'Fast Osprey' names no paper"),
        ("the merge step of Osprey and Nightjar", "warning", "'Nightjar' names no paper"),
        ('Osprey sideways "its index"', "warning", "'sideways' after 'Osprey' is no kind"),
        ("Osprey (optional): its index", "warning", "'optional' after 'Osprey' is no kind"),
        ("Nightjar, Osprey (https://osprey.example.org/)", "warning", "'Nightjar' names no paper"),
        ("Nightjar: of the Osprey", "warning", "'Nightjar' names no paper"),
    ],
)
def test_a_stated_relation_that_cannot_be_resolved_is_told(text: str, severity: str, words: str) -> None:
    papers = [*PAPERS, paper("Twin-A", 2000, short_names=("Twins",)), paper("Twin-B", 2001, short_names=("Twins",))]
    found = related(
        entry(text, key="builds_on", label="Builds on"),
        papers=papers,
        works=(KnownWork(id="work:known", citekey="known", title="Known"),),
    )
    (problem,) = found.problems
    assert (problem.severity, problem.first_line, problem.last_line) == (severity, 7, 9)
    assert words in problem.message


def test_a_list_at_the_end_of_prose_is_stated() -> None:
    found = related(entry("Counts nests. Builds on: Osprey (core): its index; Linnet."))
    assert pairs(found.builds_on) == [("kestrel", "linnet"), ("kestrel", "osprey")]
    assert {edge.evidence[0].justification for edge in found.builds_on} == {"stated"}


# --- curated rows, merging -------------------------------------------------------------------------------------------


def row(subject: str, object: str, kind: Any = "core", **fields: Any) -> CuratedEdge:  # noqa: A002
    return CuratedEdge(subject=subject, object=object, kind=kind, **({"row": 3, "reason": "because"} | fields))


def test_a_curated_row_decides_the_kind_and_the_sentence_of_another_hand_makes_it_surer() -> None:
    found = related(
        entry("Extends Osprey."), edges=(row("kestrel", "Osprey", "background", confidence=0.6, takes=("index",)),)
    )
    (edge,) = found.builds_on
    assert (edge.kind, edge.takes) == ("background", ("index",))
    sentence = edge.evidence[1].confidence
    assert edge.confidence == pytest.approx(min(0.99, 1 - (1 - 0.6) * (1 - sentence)), abs=0.001)
    assert [each.justification for each in edge.evidence] == ["curated", "mention"]
    assert (edge.evidence[0].source, edge.evidence[0].row) == ("graph/builds_on.tsv", 3)


def test_the_later_row_wins_whatever_it_calls_the_works() -> None:
    edges = (row("kestrel", "osprey"), row("work:kestrel", "Osprey", "none", file="mine/builds_on.tsv"))
    found = related(entry("Extends Osprey."), edges=edges)
    assert found.builds_on == ()
    (dropped,) = found.dropped
    assert dropped.evidence[0].source == "mine/builds_on.tsv"
    assert dropped.evidence[1].quote == "Extends Osprey."
    assert "because" in dropped.why
    assert pairs(related(edges=edges[::-1]).builds_on) == [("kestrel", "osprey")]


def test_rows_about_works_that_are_not_at_hand_say_nothing() -> None:
    known = KnownWork(id="work:absent", citekey="absent2000", title="Absent")
    found = related(works=(known,), edges=(row("kestrel", "absent2000"), row("nobody", "osprey")))
    assert found == Relations()


def test_a_row_may_name_a_work_as_the_authority_does() -> None:
    known = KnownWork(id="work:o", citekey="fish2005", title="Ospreys", identifiers=("arxiv:0503.00001",))
    papers = [paper("Kestrel", 2012), paper("Osprey", 2005, identifiers=("arxiv:0503.00001",))]
    found = related(papers=papers, works=(known,), edges=(row("kestrel", "fish2005"),))
    assert pairs(found.builds_on) == [("kestrel", "osprey")]


def test_independent_sources_add_up_and_one_source_does_not() -> None:
    once = related(entry("Extends Osprey.")).builds_on[0]
    twice = related(entry("Extends Osprey."), entry("Builds on Osprey.", first_line=20)).builds_on[0]
    copied = related(entry("Extends Osprey."), entry("Extends Osprey.", source="copy.md")).builds_on[0]
    other = related(entry("Extends Osprey."), entry("Builds on Osprey.", source="other.md")).builds_on[0]
    assert once.confidence == twice.confidence == copied.confidence == calibrated("extends")
    assert once.confidence < other.confidence <= 0.99
    assert len(twice.evidence) == len(copied.evidence) == len(other.evidence) == 2
    entries = (entry("Extends Osprey."), entry("Builds on Osprey.", source="other.md"))
    (one_hand,) = relate(PAPERS, entries, curation=Curation(), one_hand=("list.md", "other.md")).builds_on
    assert one_hand.confidence == once.confidence


def test_what_was_copied_from_one_hand_is_no_second_witness() -> None:
    entries = (entry("Extends Osprey."), entry("Extends Osprey.", source="a copy.md"))
    (edge,) = relate(PAPERS, entries, curation=Curation(), one_hand=("list.md",)).builds_on
    assert edge.confidence == calibrated("extends")
    entries = (*entries, entry("Builds on Osprey.", source="another's.md"))
    (edge,) = relate(PAPERS, entries, curation=Curation(), one_hand=("list.md",)).builds_on
    assert edge.confidence > calibrated("extends")


def test_evidence_comes_strongest_first_and_core_outweighs_background() -> None:
    (edge,) = related(entry("Uses Osprey. Extends Osprey. Applies Osprey.")).builds_on
    assert edge.kind == "core"
    assert [each.rule for each in edge.evidence] == ["extends", "uses", "applies"]


# --- evidence against ------------------------------------------------------------------------------------------------


def test_a_denial_is_kept_beside_the_edge_and_makes_it_less_sure() -> None:
    denial = entry("It does not build on Osprey.", source="other.md", first_line=30, last_line=30)
    found = related(entry("Extends Osprey."), denial)
    (edge,) = found.builds_on
    assert edge.confidence < calibrated("extends") - 0.2
    assert [each.quote for each in edge.evidence] == ["Extends Osprey."]
    (dropped,) = found.dropped
    assert (dropped.subject, dropped.object) == (edge.subject, edge.object)
    assert (dropped.evidence[0].source, dropped.evidence[0].quote) == ("other.md", "It does not build on Osprey.")
    assert "not so" in dropped.why
    assert related(denial) == Relations()


@pytest.mark.parametrize(
    "text",
    [
        "It does not use Osprey's locks.",
        "It does not extend Osprey directly.",
        "It is not only based on Osprey.",
        "It does not need Osprey.",
    ],
)
def test_what_denies_a_part_denies_no_edge(text: str) -> None:
    found = related(entry("Extends Osprey."), entry(text, first_line=30))
    assert pairs(found.builds_on) == [("kestrel", "osprey")]
    assert found.dropped == ()
    assert found.builds_on[0].confidence >= calibrated("extends")


def test_what_says_the_reverse_against_the_dates_is_kept_as_left_out() -> None:
    reverse = entry("Extends Kestrel.", of="Osprey", source="other.md")
    found = related(entry("Extends Osprey."), reverse)
    assert pairs(found.builds_on) == [("kestrel", "osprey")]
    (dropped,) = found.dropped
    assert pairs([dropped]) == [("osprey", "kestrel")]
    assert dropped.evidence[0].quote == "Extends Kestrel."
    assert "dates" in dropped.why
    assert related(reverse) == Relations()


def test_a_reviewed_edge_keeps_its_confidence_and_shows_what_denies_it() -> None:
    found = related(entry("It is not based on Osprey."), edges=(row("kestrel", "osprey", confidence=0.8),))
    assert found.builds_on[0].confidence == 0.8
    assert [each.evidence[0].quote for each in found.dropped] == ["It is not based on Osprey."]


# --- concepts --------------------------------------------------------------------------------------------------------


def test_a_cue_on_a_concept_points_at_the_paper_that_introduced_it() -> None:
    concepts = (Concept(id="gate", pref_label="forget gate", alt_labels=("gate",)),)
    topics = (Topic(paper="work:osprey", concept="gate", relation="introduces"),)
    entries = (entry("Extends the forget gate to trees. Uses a gate."),)
    (edge,) = relate(PAPERS, entries, topics, concepts, curation=Curation()).builds_on
    assert pairs([edge]) == [("kestrel", "osprey")]
    assert (edge.kind, [each.justification for each in edge.evidence]) == ("background", ["concept"])
    assert edge.confidence < calibrated("extends")
    shared = (*topics, Topic(paper="work:linnet", concept="gate", relation="introduces"))
    assert relate(PAPERS, entries, shared, concepts, curation=Curation()).builds_on == ()


# --- circles ---------------------------------------------------------------------------------------------------------


def test_a_circle_loses_what_points_against_time() -> None:
    edges = (row("osprey", "kestrel", confidence=0.5),)
    found = related(entry("Plover builds on it. Extends Osprey."), edges=())
    assert pairs(found.builds_on) == [("kestrel", "osprey"), ("plover", "kestrel")]
    stated = entry("Plover", of="Osprey", key="builds_on", label="Builds on", first_line=30)
    found = related(entry("Extends Osprey. Plover builds on it."), stated)
    assert pairs(found.builds_on) == [("kestrel", "osprey"), ("plover", "kestrel")]
    (dropped,) = found.dropped
    assert pairs([dropped]) == [("osprey", "plover")]
    assert dropped.evidence[0].justification == "stated"
    assert "later work" in dropped.why
    (problem,) = found.problems
    assert (problem.code, problem.source, problem.first_line) == ("cycle-broken", "list.md", 30)
    # Outside a circle an edge against time stays: it may be the dates that are wrong.
    assert pairs(related(edges=edges).builds_on) == [("osprey", "kestrel")]


def test_a_circle_without_dates_loses_its_least_certain_edge_and_never_a_reviewed_one() -> None:
    papers = [paper(name, None) for name in ("Wren", "Robin", "Finch")]
    entries = (
        entry("Extends Robin.", of="Wren"),
        entry("Uses Finch.", of="Robin", first_line=20),
        entry("Builds on Wren.", of="Finch", first_line=30),
    )
    found = related(*entries, papers=papers)
    assert pairs(found.dropped) == [("robin", "finch")]
    found = related(*entries, papers=papers, edges=(row("Robin", "Finch", confidence=0.1),))
    assert pairs(found.builds_on) == [("finch", "wren"), ("robin", "finch")] or pairs(found.builds_on) == [
        ("robin", "finch"),
        ("wren", "robin"),
    ]
    assert len(found.dropped) == len(found.problems) == 1


# --- order and invariants --------------------------------------------------------------------------------------------

SENTENCES = st.sampled_from([text for text, _ in TOWARDS_OLDER])
NAMES = st.sampled_from([each.short_names[0] for each in PAPERS])


@settings(deadline=None)
@given(st.lists(st.tuples(SENTENCES, NAMES), max_size=8), st.integers(0, 1000))
def test_the_order_of_input_does_not_matter_and_no_circle_is_left(said: list[tuple[str, str]], seed: int) -> None:
    entries = [entry(text, of=of, first_line=number + 1) for number, (text, of) in enumerate(said)]
    edges = [row("Osprey", "Plover"), row("Harrier", "RBT", "none"), row("Plover", "GRU-Net", "background")]
    found = related(*entries, edges=tuple(edges))
    chance = random.Random(seed)  # noqa: S311
    papers = chance.sample(PAPERS, len(PAPERS))
    again = relate(papers, chance.sample(entries, len(entries)), curation=Curation(edges=tuple(edges)))
    assert again == found
    older: dict[str, set[str]] = {}
    for edge in found.builds_on:
        assert edge.subject != edge.object
        assert edge.evidence
        assert 0 < edge.confidence <= 1
        older.setdefault(edge.subject, set()).add(edge.object)
    while older:
        free = [subject for subject, objects in older.items() if not objects & older.keys()]
        assert free, "a circle is left"
        for subject in free:
            del older[subject]


@settings(deadline=None)
@given(st.text(alphabet="Osprey Kestrel extends,.;()[]¤ꙮ:—\n'’-2é", max_size=60))
def test_any_text_can_be_related(text: str) -> None:
    for edge in related(entry(text), entry(text, key="builds_on", label="Builds on")).builds_on:
        assert all(isinstance(each, Evidence) for each in edge.evidence)


def test_a_reviewed_edge_is_surer_by_what_others_say_but_not_by_the_same_hand() -> None:
    row = Evidence(justification="curated", confidence=0.8, source="graph/builds_on.tsv", row=7, reason="keeps it")
    said = Evidence(justification="mention", confidence=0.9, source="own.md", first_line=3, quote="It extends B.")
    copy = Evidence(justification="mention", confidence=0.9, source="copy.md", first_line=5, quote="It extends B.")

    def sure(*evidence: Evidence) -> float:
        claims = [Claim(subject="a", object="b", kind="core", evidence=each) for each in evidence]
        ((edge,), _) = merged(claims, {"own.md"})
        return edge.confidence

    assert sure(row) == 0.8
    assert sure(row, said, copy) == 0.8
    assert sure(row, copy) == pytest.approx(0.98)
