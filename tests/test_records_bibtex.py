"""BibTeX and biblatex: fields, macros, inheritance, and damage that costs one record only."""

from __future__ import annotations

import pytest

from papergraph.model import Entry, Reading
from papergraph.readers import read_text
from papergraph.readers.records.bibtex import records
from papergraph.readers.records.latex import plain
from papergraph.readers.records.record import Record


def read(text: str) -> Reading:
    return read_text(text, source="x.bib")


def only(text: str) -> Entry:
    reading = read(text)
    assert (len(reading.entries), reading.unread) == (1, ())
    return reading.entries[0]


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"{\"U}ber G\"odel, Erd{\H o}s, \v{S}{\'{\i}}ma, \c{c}a, Stra{\ss}e", "Über Gödel, Erdős, Šíma, ça, Straße"),
        (r"$\alpha$-divergence in $O(n^{2})$ and $\mathcal{L}_1$", "α-divergence in O(n^2) and L_1"),
        (r"100\% of {\textbraceleft}x{\textbraceright} a\_b \& c", "100% of {x} a_b & c"),
        ("``Quoted'' pages 1--2 --- so~far", "“Quoted” pages 1–2 — so far"),
        (r"\emph{in {\em vitro}} \textsc{Bert} \href{http://a.org}{words}", "in vitro Bert words"),
        (r"Sanchez{-}Gonz{\'a}lez and \L{}ukasz {\O}re \.Z", "Sanchez-González and Łukasz Øre Ż"),
        (r"a \unknown{macro} shows what it is given", "a macro shows what it is given"),
        ("  plain \n text ", "plain text"),
    ],
)
def test_latex_is_text(latex: str, text: str) -> None:
    assert plain(latex) == text


def test_a_record_with_all_its_fields() -> None:
    entry = only(
        """@InProceedings{ key:2017/a+b ,
  Title = "A {B}ook of {"}Mud{"} (MUD)",
  AUTHOR = {van den Berg, Saskia and {Big Lab} and M{\\"u}ller, Jr., K. and others},
  booktitle = {Proc. Mud Conf., 2017},
  month = jun # "~7", year = 2017,
  doi = {10.1000/a\\_b}, url = {https://doi.org/10.1000/A_b},
  eprint = {1706.03762v3}, archiveprefix = {arXiv},
  abstract = {Mud is @good
  @home{or not}.}, keywords = {mud; soil}, note = {A classic.}, code = {https://github.com/a/b},
}"""
    )

    assert (entry.title, entry.short_names) == ('A Book of "Mud"', ("MUD",))
    assert entry.authors == ("van den Berg, Saskia", "Big Lab", "K. Müller Jr.")
    assert (entry.organisation, entry.authors_truncated) == ("Big Lab", True)
    assert (entry.year, entry.month, entry.venue, entry.kind) == (2017, 6, "Proc. Mud Conf.", "paper")
    assert [(link.role, link.url) for link in entry.links] == [
        ("paper", "https://arxiv.org/abs/1706.03762"),
        ("paper", "https://doi.org/10.1000/A_b"),
        ("code", "https://github.com/a/b"),
    ]
    assert [(note.key, note.text) for note in entry.notes] == [
        ("summary", "Mud is @good @homeor not."),
        ("comment", "A classic."),
        ("other", "mud; soil"),
    ]
    assert (entry.first_line, entry.last_line) == (1, 10)


def test_macros_inheritance_and_what_is_no_record() -> None:
    reading = read(
        """@string{ mud = "Journal of " # {Mud} }
@comment{jabref-meta: groups}
@preamble{"x"}
@article{a, title={A}, journal = mud, year = 1999, month = jan}
@article{b, title={B}, journal = unknownmacro}
@inproceedings{c, title={C}, crossref={P1}}
@proceedings{p1, title={Proceedings of Mud}, year=2001, editor={Ed, I. Tor}}
@proceedings{p2, title={Proceedings of Clay}, year=2002}
@xdata{x1, journaltitle={Shared}}
@article{d, title={D}, xdata={x1}}
"""
    )

    assert [(entry.title, entry.venue, entry.year, entry.kind) for entry in reading.entries] == [
        ("A", "Journal of Mud", 1999, "paper"),
        ("B", "unknownmacro", None, "paper"),
        ("C", "Proceedings of Mud", 2001, "paper"),
        ("Proceedings of Clay", None, 2002, "book"),
        ("D", "Shared", None, "paper"),
    ]
    assert reading.entries[0].month == 1
    assert [part.reason for part in reading.skipped] == [
        "a macro",
        "@comment",
        "@preamble",
        "the volume that other records of the file appeared in",
        "fields for other records",
    ]


DAMAGE = [
    ("@article{x, title={Never closed,\n year=2018}\n", "a brace is missing: what is one value has fields in it"),
    ("@article{x, title={Never closed,\n year=2018\n", "the value of 'title' is never closed"),
    ('@article{x, title="Never closed, year=2018}\n', "the value of 'title' is never closed"),
    ("@article{x, author={A, B}, year=2018}\n", "the record has no title (x)"),
    ("@article{x, title={}}\n", "the record has no title (x)"),
    ("@article{x, title={Mud} and more words, year=2018}\n", "where a field should follow stands"),
]


@pytest.mark.parametrize(("damaged", "reason"), DAMAGE)
def test_a_damaged_record_costs_itself_alone(damaged: str, reason: str) -> None:
    good = "@article{{{0}, title={{Good {0}}}, year=2001}}\n"
    reading = read(good.format("one") + "\n" + damaged + "\n" + good.format("two"))

    assert [entry.title for entry in reading.entries] == ["Good one", "Good two"]
    assert [part.first_line for part in reading.unread] == [3]
    assert reason in reading.unread[0].reason


@pytest.mark.parametrize(
    "sloppy",
    [
        "@article{k title={Mud}, year=2001}",
        "@article{k, title={Mud} year=2001}",
        "@article{k, title={Mud}, year=2001,,}",
        "@article{title={Mud}, year=2001}",
        "@article(k, title={Mud}, year=2001)",
        "@article{k, title={Mud}, year=2001\n",
        "@ARTICLE {k,\n\n  Title   =   {{Mud}},\n Year={2001}\n}",
        "@article{k, title={Mud}, title={Other}, year={2001}, year={2002}}",
        "@article{a key with blanks, title={Mud}, year=2001}",
        "@article{k, % see {b\n title={Mud},% note = {wet\n % and} cold,\n year=2001 % the end\n}",
        "@article{k, title={Mud}, year=2001,\n %note={wet}}\n",
    ],
)
def test_sloppy_records_are_read(sloppy: str) -> None:
    entry = only(sloppy)

    assert (entry.title, entry.year) == ("Mud", 2001)


def test_a_record_without_title_is_called_by_what_it_is_all_of() -> None:
    reading = read(
        "@book{walls, title={Walls of Wool}, author={Lund, Ann}, year=1990}\n"
        "@book{more, crossref={walls}, volume=2, year=1992}\n"
        "@article{issue, editor={Oz, Cy}, issuetitle={Wool and Water}, journal={Mud}, year=1999}\n"
        "@collection{both, booktitle={Papers on Mud}, editor={Ng, Bo}, year=2000}\n"
        "@incollection{none, author={Ng, Bo}, booktitle={Papers on Mud}, year=2000}\n"
    )

    assert [(entry.title, entry.year) for entry in reading.entries] == [
        ("Walls of Wool", 1990), ("Walls of Wool", 1992), ("Wool and Water", 1999), ("Papers on Mud", 2000),
    ]  # fmt: skip
    assert [part.first_line for part in reading.unread] == [5]


def test_records_that_are_commented_out_and_addresses_are_none() -> None:
    reading = read("% @article{a, title={A}}\nwrite to me@home.org{x}\n@article{b, title={B}}\n")

    assert [entry.title for entry in reading.entries] == ["B"]
    assert [part.first_line for part in reading.skipped] == [1]


def test_a_key_that_stands_twice_gives_two_entries() -> None:
    reading = read("@misc{a, title={A}, year=1999}\n@misc{a, title={B}, year=2000}\n")

    assert [entry.title for entry in reading.entries] == ["A", "B"]


def test_works_that_a_record_builds_on_are_called_by_what_others_know() -> None:
    reading = read(
        """@article{a, title={A}, extends={b, c}, uses={d}}
@article{b, title={B of, all}, doi={10.1000/B}}
@article{c, title={C things}}
@article{d, title={D}, eprint={1706.03762}, eprinttype={arxiv}}
"""
    )

    assert [(note.key, note.label, note.text) for note in reading.entries[0].notes] == [
        ("builds_on", "Builds on", "doi:10.1000/b; C things"),
        ("builds_on", "Background", "arxiv:1706.03762"),
    ]


@pytest.mark.parametrize(
    ("record", "kind"),
    [
        ("@book{a, title={A}, author={B, C}}", "book"),
        ("@software{a, title={A}}", "repository"),
        ("@misc{a, title={A}, url={https://github.com/a/b}}", "repository"),
        ("@misc{a, title={A}, howpublished={\\url{https://github.com/a/b}}}", "repository"),
        ("@online{a, title={A}, url={https://a.org/blog/b}}", "post"),
        ("@online{a, title={A}, eprint={1706.03762}}", "paper"),
        ("@misc{a, title={A}}", "other"),
        ("@phdthesis{a, title={A}, school={B}}", "paper"),
        ("@patent{a, title={A}}", "other"),
        ("@standard{a, title={A}, doi={10.1000/1}}", "other"),
        ("@legislation{a, title={A}, url={https://a.org/order.pdf}}", "other"),
        ("@patent{a, title={A}, author={Lund, Ada}, doi={10.1000/1}}", "paper"),
        ("@manual{a, title={A}, note={\\url{https://a.org/wool.pdf}}}", "paper"),
        ("@misc{a, title={A}, note={See also \\url{https://github.com/a/b}}}", "other"),
    ],
)
def test_kinds(record: str, kind: str) -> None:
    assert only(record).kind == kind


@pytest.mark.parametrize("field", ["url", "note", "howpublished"])
@pytest.mark.parametrize(
    "address",
    [
        r"http://wool.example/~lund/a_b.pdf",
        r"http://wool.example/\~{}lund/a\_b.pdf",
        r"http://wool.example/\~lund/a_b.pdf",
        r"\url{http://wool.example/{\textasciitilde}lund/a_b.pdf}",
        r"\url{http://wool.example/\string~lund/a_b.pdf}",
        r"http://wool.example/$\sim$lund/a\_b.pdf",
        r"\url{http://wool.example/{\~{}}lund/a_b.pdf}",
    ],
)
def test_tildes_of_addresses_are_kept_however_they_are_set(field: str, address: str) -> None:
    entry = only(f"@misc{{a, title={{On wool}}, author={{Lund, Ada}}, {field}={{{address}}}}}")

    assert [(link.role, link.url) for link in entry.links] == [("paper", "http://wool.example/~lund/a_b.pdf")]


@pytest.mark.parametrize(
    ("note", "role"),
    [
        (r"Draft, \url{http://wool.example/a.ps.gz}", "paper"),
        (r"Reply to \url{http://wool.example/b.pdf}", "page"),
        (r"\url{http://wool.example/a.pdf} and \url{http://wool.example/b.pdf}", "page"),
    ],
)
def test_the_one_address_of_a_note_is_where_the_work_lies(note: str, role: str) -> None:
    entry = only(f"@inproceedings{{a, title={{On wool}}, booktitle={{Proc. Wool}}, note={{{note}}}}}")

    assert {link.role for link in entry.links} == {role}


def test_names_of_one_field_are_people_where_they_surely_are() -> None:
    signed = [
        "{{Anna Lundqvist}}", "{{Ysolde Ozgur}}", "{{Bruno Ngata}}", "{{Wool and Mud Council}}", "{{Valentin XII}}",
    ]  # fmt: skip
    records_ = [f"@misc{{a{n}, title={{Sheep of the {n}th hill}}, author={each}}}" for n, each in enumerate(signed)]
    of_all = read("\n".join(records_)).entries
    alone = read(records_[1]).entries

    assert [entry.authors for entry in of_all] == [
        ("Anna Lundqvist",), ("Ysolde Ozgur",), ("Bruno Ngata",), (), ("Valentin XII",),
    ]  # fmt: skip
    assert [entry.organisation for entry in of_all] == [None, None, None, "Wool and Mud Council", None]
    assert [(entry.authors, entry.organisation) for entry in alone] == [((), "Ysolde Ozgur")]


@pytest.mark.parametrize(("place", "year"), [("SHEEP-12", None), ("SHEEP-97", 1997), ("SHEEP '12", 2012)])
def test_the_number_of_a_meeting_is_no_year(place: str, year: int | None) -> None:
    entry = only(f"@inproceedings{{a, title={{On wool}}, author={{Lund, Ada}}, booktitle={{{place}}}}}")

    assert entry.year == year


@pytest.mark.parametrize("type_", ["dataset", "video", "movie", "audio", "artwork"])
def test_what_is_no_text_is_skipped(type_: str) -> None:
    reading = read(f"@{type_}{{a, title={{A}}, doi={{10.1000/1}}}}\n")

    assert reading.entries == ()
    assert "no paper" in reading.skipped[0].reason


@pytest.mark.parametrize(
    ("fields", "url"),
    [
        ("doi={https://dx.doi.org/10.1000/A%28b%29}", "https://doi.org/10.1000/a(b)"),
        ("doi={10.48550/arXiv.1706.03762}", "https://arxiv.org/abs/1706.03762"),
        ("journal={CoRR}, volume={abs/1706.03762}", "https://arxiv.org/abs/1706.03762"),
        ("journal={arXiv preprint arXiv:1706.03762}", "https://arxiv.org/abs/1706.03762"),
        ("note={arXiv:1706.03762 [cs]}", "https://arxiv.org/abs/1706.03762"),
        ("eprint={math/0307200v3}, eprinttype={arxiv}", "https://arxiv.org/abs/math/0307200"),
        ("url={http://a.org/b\\_c.pdf}", "http://a.org/b_c.pdf"),
        ("doi={10.1000/ab}, url={https://mud.example/doi/abs/10.1000/AB}", "https://mud.example/doi/abs/10.1000/AB"),
        ("doi={10.1000/ab}, url={http://dx.doi.org/10.1000/AB}", "http://dx.doi.org/10.1000/AB"),
    ],
)
def test_identifiers_become_links(fields: str, url: str) -> None:
    assert [link.url for link in only(f"@article{{a, title={{A}}, {fields}}}").links] == [url]


@pytest.mark.parametrize("fields", ["doi={10.1.1.23.456}", "note={extends arXiv:1706.03762}", "eprint={12345}"])
def test_what_is_no_identifier_of_the_work_makes_no_link(fields: str) -> None:
    assert only(f"@article{{a, title={{A}}, {fields}}}").links == ()


def test_nothing_is_invented() -> None:
    entry = only("@article{a, title={A}, year={in press}, eprint={1706.03762}}")

    assert (entry.year, entry.month, entry.venue, entry.authors) == (None, None, None, ())


@pytest.mark.parametrize(
    "hostile",
    [
        "{" * 200_000,
        "@a{b," * 20_000,
        "@article{a," + "{" * 100_000,
        '@article{x,t="' + '"' * 100_000,
        "@article{k,title={{x}\n" * 10_000,
        "@a{b,c={{" * 20_000,
        "@article{k,title={" + "{" * 50_000 + "}" * 50_000 + "}}",
        "@a{a," + "a=b " * 50_000,
        "@ " * 100_000,
        "@a{k,t=#" * 20_000,
    ],
    ids=range(10),
)
def test_endless_braces_stop_nothing(hostile: str) -> None:
    good = "\n@article{good, title={Good}}\n"
    titles = [
        part.values[0].text for part in records(hostile + good) if isinstance(part, Record) and part.key == "good"
    ]

    assert titles in (["Good"], [])
    assert len(list(records(hostile))) <= len(hostile)


def test_records_that_are_commented_out_stay_so() -> None:
    text = (
        "@comment{\n  @book{a,\n title = {Old},\n year = {1999}\n}\n}\n@comment{never closed\n"
        "@article{b,\n title = {New},\n author = {Lund*, Ada and Bo Ng$^*$ and Zoe Poe\\textsuperscript{\\dag}}\n}\n"
    )
    reading = read_text(text, source="x.bib")

    assert [(entry.title, entry.authors) for entry in reading.entries] == [("New", ("Lund, Ada", "Bo Ng", "Zoe Poe"))]


def test_umlauts_in_quotation_marks_and_text_for_bookmarks() -> None:
    text = (
        '@article{a, author = "J\\"org M{\\"u}ller and G{\\"o}ran \\"Ost", year = 2017,\n'
        " title = {\\texorpdfstring{$k$}{k}-mud}}\n"
    )
    (entry,) = read_text(text, source="x.bib").entries

    assert (entry.title, entry.authors, entry.year) == ("k-mud", ("Jörg Müller", "Göran Öst"), 2017)


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("Ada Lund, Cy Oz, Di Po, Eva Roe", ("Ada Lund", "Cy Oz", "Di Po", "Eva Roe")),
        ("Ada Lund, Bo Ng and Cy Oz", ("Ada Lund", "Bo Ng", "Cy Oz")),
        ("A. Lund, B. Ng, and C. Oz", ("A. Lund", "B. Ng", "C. Oz")),
        ("Lund, Ada, Ng, Bo, and Oz, Cy", ("Lund, Ada", "Ng, Bo", "Oz, Cy")),
        ("Lund A, Ng B", ("Lund A", "Ng B")),
        ("Ada Lund; Bo Ng", ("Ada Lund", "Bo Ng")),
        (r"Ada Lund \and Bo Ng", ("Ada Lund", "Bo Ng")),
        ("{Ada Lund and Bo Ng}", ("Ada Lund", "Bo Ng")),
        (r"\textbf{Ada Lund}$^*$, Bo Ng and Cy Oz", ("Ada Lund", "Bo Ng", "Cy Oz")),
        ("Lund, Ada and family=Oz, given=Cy, prefix=van, useprefix=true", ("Lund, Ada", "van Oz, Cy")),
        ("van den Oz, Cy Di and García Roe, Luz Eva", ("van den Oz, Cy Di", "García Roe, Luz Eva")),
        ("King, Jr., Martin Luther", ("Martin Luther King Jr.",)),
    ],
)
def test_names_that_other_signs_than_and_join(printed: str, names: tuple[str, ...]) -> None:
    (entry,) = read(f"@article{{a, title = {{Wet mud}}, author = {{{printed}}}, journal = {{Mud}}}}").entries

    assert (entry.authors, entry.organisation) == (names, None)


def test_numbers_of_an_archive_that_works_of_their_own_share_are_none_and_addresses_of_two_lines() -> None:
    text = "".join(
        f"@article{{k{n}, title = {{{title} mud}}, doi = {{10.5555/mud.{n}}}, eprint = {{arXiv:1011.00009v3}},\n"
        "  archivePrefix = {arXiv}, url = {http://mud.example/a{\\%}5Cnhttp://mud.example/b}}\n"
        for n, title in enumerate(("Wet", "Dry"))
    )
    for n, entry in enumerate(read(text).entries):
        assert [link.url for link in entry.links] == [
            f"https://doi.org/10.5555/mud.{n}", "http://mud.example/a", "http://mud.example/b",
        ]  # fmt: skip


def test_a_paper_owns_the_only_address_of_its_record() -> None:
    one = only("@article{a, title={A}, author={Lund, A.}, journal={Mud}, url={http://mud.example/a}}")
    two = only("@article{a, title={A}, journal={Mud}, url={http://mud.example/a http://mud.example/b}}")
    home = only("@article{a, title={A}, journal={Mud}, url={http://mud.example}}")
    post = only("@online{a, title={A}, url={http://mud.example/blog/a}}")

    assert [[link.role for link in each.links] for each in (one, two, home, post)] == [
        ["paper"], ["page", "page"], ["page"], ["page"],
    ]  # fmt: skip


def test_an_identifier_that_only_begins_like_a_printed_address_keeps_its_own() -> None:
    entry = only("@article{a, title={A}, doi={10.1000/1}, pmid={1234}, url={https://doi.org/10.1000/12345}}")

    assert {link.url for link in entry.links} == {
        "https://doi.org/10.1000/1", "https://pubmed.ncbi.nlm.nih.gov/1234", "https://doi.org/10.1000/12345",
    }  # fmt: skip


def test_letters_to_lists_and_patents_are_no_papers() -> None:
    text = """@unpublished{a, author="Ada Lund", title="[PATCH] count sheep twice", year="2003",
      note="Available: \\url{http://marc.theaimsgroup.com/?l=wool&m=108003746402892&w=2} [Viewed May 1, 2004]"}
    @unpublished{b, author="Ada Lund", title="Delayed sheep", year="1993", note="private communication"}
    @techreport{c, author="Ben Oak", title="Serial sheep", institution="US Patent Office", number="US Patent 4,809,168"}
    @unpublished{d, author="Ben Oak", title="Sheep at night", year="1999", note="\\url{http://oak.example/sheep.pdf}"}
    """

    assert [entry.kind for entry in read_text(text, source="x.bib").entries] == ["post", "other", "other", "paper"]


def test_a_backslash_before_the_name_of_a_field_is_no_part_of_it() -> None:
    text = '@conference{Lund2008\n,author="Ada Lund"\n,title="Counting Sheep"\n,Year="2008"\n,\\url={http://wool.example.org/1.pdf}\n}\n'
    (entry,) = read_text(text, source="x.bib").entries
    assert (entry.title, entry.year, [link.url for link in entry.links]) == (
        "Counting Sheep",
        2008,
        ["http://wool.example.org/1.pdf"],
    )


def test_a_note_of_what_was_told_names_the_meeting_and_where_its_own_copy_is() -> None:
    text = (
        "@unpublished{Ash2012,author={Cid Ash},title={Sheep Architecture},year=2012,"
        'note="The 45\\textsuperscript{th} Annual International Symposium on Shearing \\url{http://wool.example.org/3.pdf}"}\n'
        "@misc{Elm2013,author={Dora Elm},title={Sheep Numbers},year=2013,note={arXiv:1307.0001}}\n"
        "@article{Oak2007,author={Ben Oak},title={The Sheep Analogy},journal={J. Wool},year=2007,"
        'doi={http://doi.acm.org/10.1145/390017.808319},note="Available: \\url{http://www.wool.example.org/papers/analogy.pdf}"}\n'
    )
    ash, elm, oak = read_text(text, source="x.bib").entries
    assert ash.venue == "The 45th Annual International Symposium on Shearing"
    assert elm.venue is None
    assert [(link.role, link.url) for link in oak.links] == [
        ("paper", "http://doi.acm.org/10.1145/390017.808319"),
        ("paper", "http://www.wool.example.org/papers/analogy.pdf"),
    ]
