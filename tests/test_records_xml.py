"""XML exports: each vocabulary's own fields, entities that stay words, and damage that costs one record only."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papergraph.model import Entry, Reading
from papergraph.readers import read_text
from papergraph.readers.records.xmlrecords import vocabulary_of
from papergraph.readers.text.cleaning import split_lines

RDF = """<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:z="http://www.zotero.org/namespaces/export#"
 xmlns:bib="http://purl.org/net/biblio#" xmlns:dc="http://purl.org/dc/elements/1.1/">
    <bib:Article rdf:about="#item_1">
        <z:itemType>journalArticle</z:itemType>
        <dcterms:isPartOf rdf:resource="urn:issn:0000-0001"/>
        <bib:authors><rdf:Seq>
            <rdf:li><foaf:Person><foaf:surname>Lund</foaf:surname><foaf:givenName>Ada</foaf:givenName></foaf:Person></rdf:li>
            <rdf:li><foaf:Person><foaf:surname>OpenMud</foaf:surname></foaf:Person></rdf:li>
        </rdf:Seq></bib:authors>
        <dcterms:isReferencedBy rdf:resource="#item_3"/>
        <dc:subject>rain</dc:subject>
        <dc:subject><z:AutomaticTag><rdf:value>soil</rdf:value></z:AutomaticTag></dc:subject>
        <dc:title>Mud &amp; rain</dc:title>
        <dcterms:abstract>On mud.</dcterms:abstract>
        <dc:date>2015-05-28</dc:date>
        <dc:identifier><dcterms:URI><rdf:value>https://mud.example/1</rdf:value></dcterms:URI></dc:identifier>
    </bib:Article>
    <bib:Journal rdf:about="urn:issn:0000-0001">
        <dc:title>Journal of Mud</dc:title>
        <dc:identifier>DOI 10.5555/mud.1</dc:identifier>
    </bib:Journal>
    <rdf:Description rdf:about="#item_2">
        <z:itemType>conferencePaper</z:itemType>
        <dcterms:isPartOf><bib:Journal><dc:title>Proceedings of Mud</dc:title></bib:Journal></dcterms:isPartOf>
        <dc:title>Sheep on mud</dc:title>
        <dc:date>2019</dc:date>
    </rdf:Description>
    <bib:Memo rdf:about="#item_3"><rdf:value>&lt;p&gt;Read this first.&lt;/p&gt;</rdf:value></bib:Memo>
    <z:Attachment rdf:about="#item_4"><dc:title>Full Text PDF</dc:title></z:Attachment>
    <z:Collection rdf:about="#c1"><dc:title>Wet</dc:title>
        <dcterms:hasPart rdf:resource="#item_1"/><dcterms:hasPart rdf:resource="#c2"/></z:Collection>
    <z:Collection rdf:about="#c2"><dc:title>Animals</dc:title><dcterms:hasPart rdf:resource="#item_2"/></z:Collection>
</rdf:RDF>
"""
ENDNOTE = """<?xml version="1.0" encoding="UTF-8" ?><xml><records><record><rec-number>1</rec-number>
<ref-type name="Journal Article">17</ref-type><contributors><authors>
<author><style face="normal">Lund, Ada</style></author><author>World Mud Council,</author></authors></contributors>
<titles><title><style>Mud in </style><style face="italic">Bos taurus</style></title>
<secondary-title>Journal of Mud</secondary-title></titles>
<dates><year>2003</year><pub-dates><date>Mar 12</date></pub-dates></dates>
<keywords><keyword>mud</keyword><keyword>cows</keyword></keywords><abstract>At p < 0.05 we & they played.</abstract>
<urls><related-urls><url>https://mud.example/1</url></related-urls><pdf-urls><url>internal-pdf://a.pdf</url></pdf-urls>
</urls><electronic-resource-num>10.5555/mud.3</electronic-resource-num></record></records></xml>
"""
PUBMED = """<?xml version="1.0" ?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle//EN" "https://mud.example/pubmed.dtd">
<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID Version="1">31234567</PMID><Article><Journal>
<JournalIssue><PubDate><Year>2019</Year><Month>Jul</Month><Day>05</Day></PubDate></JournalIssue>
<Title>Mud Reports</Title>
</Journal><ArticleTitle>Mud and <i>E. coli</i> in rain.</ArticleTitle>
<Abstract><AbstractText Label="AIM">Mud.</AbstractText><AbstractText Label="METHODS">We dug.</AbstractText></Abstract>
<AuthorList><Author><LastName>Lund</LastName><ForeName>Ada B</ForeName><Initials>AB</Initials></Author>
<Author><CollectiveName>Mud Group</CollectiveName></Author></AuthorList>
<PublicationTypeList><PublicationType>Journal Article</PublicationType></PublicationTypeList></Article>
</MedlineCitation>
<PubmedData><ArticleIdList><ArticleId IdType="doi">10.5555/mr.9</ArticleId></ArticleIdList></PubmedData>
</PubmedArticle></PubmedArticleSet>
"""
MODS = """<modsCollection xmlns="http://www.loc.gov/mods/v3"><mods ID="lund19">
<titleInfo><nonSort>The</nonSort><title>wet hill</title><subTitle>on rain</subTitle></titleInfo>
<name type="personal"><namePart type="given">Ada</namePart><namePart type="given">B</namePart>
<namePart type="family">Lund</namePart><role><roleTerm type="text">author</roleTerm></role></name>
<name><namePart>Ng, Bo, 1950-</namePart></name>
<name><namePart>Poe, Zoe</namePart><role><roleTerm>editor</roleTerm></role></name>
<originInfo><dateIssued>2019-06</dateIssued></originInfo>
<relatedItem type="host"><titleInfo><title>Proceedings of Mud</title></titleInfo></relatedItem>
<identifier type="doi">10.5555/mods.1</identifier></mods></modsCollection>
"""
ARXIV = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Query</title><entry>
<id>http://arxiv.org/abs/2001.00001v2</id><updated>2021-02-02T00:00:00Z</updated>
<published>2020-01-01T10:00:00Z</published>
<title>Mud
  everywhere</title><summary> We dig. </summary>
<author><name>Ada Lund</name></author><author><name>Bo Ng</name></author>
<arxiv:journal_ref>Journal of Mud 3</arxiv:journal_ref>
<link href="http://arxiv.org/pdf/2001.00001v2" rel="related" title="pdf"/><category term="cs.CL"/></entry></feed>
"""
DBLP = """<dblp><inproceedings key="conf/mud/LundN99"><author>Ada Lund</author>
<author>J&uuml;rgen M&#252;ller 0001</author>
<title>Mud.</title><year>1999</year><booktitle>MUD</booktitle><ee>https://doi.org/10.5555/dblp.1</ee>
</inproceedings></dblp>
"""
WORD = """<b:Sources><b:Source><b:Tag>Lun99</b:Tag><b:SourceType>JournalArticle</b:SourceType><b:Title>Mud</b:Title>
<b:Year>1999</b:Year><b:JournalName>Journal of Mud</b:JournalName><b:Author><b:Author><b:NameList><b:Person>
<b:Last>Lund</b:Last><b:First>Ada</b:First><b:Middle>B.</b:Middle></b:Person></b:NameList></b:Author></b:Author></b:Source>
</b:Sources>
"""
TEI = """<TEI><text><listBibl><biblStruct xml:id="b0"><analytic><title level="a">Mud</title><author><persName>
<forename type="first">Ada</forename><forename type="middle">B</forename><surname>Lund</surname></persName></author>
<idno type="DOI">10.5555/tei.1</idno></analytic><monogr><title level="j">Journal of Mud</title>
<imprint><date when="1999-03">1999</date></imprint></monogr></biblStruct></listBibl></text></TEI>
"""


def read(text: str, name: str = "list") -> Reading:
    return read_text(text, source=name)


def only(text: str) -> Entry:
    reading = read(text)
    assert (len(reading.entries), reading.unread) == (1, ())
    return reading.entries[0]


def links(entry: Entry) -> list[str]:
    return [link.url for link in entry.links]


def test_rdf_of_zotero() -> None:
    reading = read(RDF, "x.rdf")
    mud, sheep = reading.entries

    assert (mud.title, mud.authors, mud.organisation) == ("Mud & rain", ("Lund, Ada", "OpenMud"), "OpenMud")
    assert (mud.venue, mud.year, mud.month, mud.first_line) == ("Journal of Mud", 2015, 5, 5)
    assert links(mud) == ["https://doi.org/10.5555/mud.1", "https://mud.example/1"]
    assert [note.text for note in mud.notes] == ["On mud.", "Read this first.", "rain; soil"]
    assert (sheep.title, sheep.venue, sheep.section) == ("Sheep on mud", "Proceedings of Mud", ("Wet", "Animals"))
    assert (mud.section, reading.unread) == (("Wet",), ())


def test_endnote() -> None:
    entry = only(ENDNOTE)

    assert (entry.title, entry.authors) == ("Mud in Bos taurus", ("Lund, Ada", "World Mud Council"))
    assert (entry.organisation, entry.venue) == ("World Mud Council", "Journal of Mud")
    assert (entry.year, entry.month) == (2003, 3)
    assert links(entry) == ["https://doi.org/10.5555/mud.3", "https://mud.example/1"]
    assert [note.text for note in entry.notes] == ["At p < 0.05 we & they played.", "mud; cows"]


def test_pubmed_and_mods() -> None:
    pubmed, mods = only(PUBMED), only(MODS)

    assert (pubmed.title, pubmed.authors) == ("Mud and E. coli in rain", ("Lund, Ada B", "Mud Group"))
    assert (pubmed.organisation, pubmed.venue, pubmed.year, pubmed.month) == ("Mud Group", "Mud Reports", 2019, 7)
    assert links(pubmed) == ["https://doi.org/10.5555/mr.9", "https://pubmed.ncbi.nlm.nih.gov/31234567"]
    assert [note.text for note in pubmed.notes] == ["Mud. We dug."]
    assert (mods.title, mods.authors) == ("The wet hill: on rain", ("Lund, Ada B", "Ng, Bo"))
    assert (mods.venue, mods.year, mods.month) == ("Proceedings of Mud", 2019, 6)


def test_atom_of_arxiv_and_dblp() -> None:
    arxiv, dblp = only(ARXIV), only(DBLP)

    assert (arxiv.title, arxiv.authors) == ("Mud everywhere", ("Ada Lund", "Bo Ng"))
    assert (arxiv.year, arxiv.month, arxiv.venue) == (2020, 1, "Journal of Mud 3")
    assert links(arxiv) == ["http://arxiv.org/abs/2001.00001v2", "http://arxiv.org/pdf/2001.00001v2"]
    assert (dblp.title, dblp.authors, dblp.venue) == ("Mud", ("Ada Lund", "Jürgen Müller"), "MUD")
    assert links(dblp)[:1] == ["https://doi.org/10.5555/dblp.1"]


def test_word_and_tei() -> None:
    word, tei = only(WORD), only(TEI)

    assert (word.title, word.authors, word.venue, word.year) == ("Mud", ("Lund, Ada B.",), "Journal of Mud", 1999)
    assert (tei.title, tei.authors, tei.venue, tei.month) == ("Mud", ("Lund, Ada B",), "Journal of Mud", 3)


def test_xml_that_nobody_has_a_name_for() -> None:
    own = (
        '<?xml version="1.0"?>\n<library><meta><name>My list</name></meta><papers>\n'
        "<paper id='p1'><title>Mud &amp; rain</title><authors><author>Ada Lund</author><author>Bo Ng</author></authors>"
        "<journal>J Mud</journal><year>1999</year><links><pdf>https://a.example/1.pdf</pdf></links></paper>\n"
        "<paper id='p2'><title>Hail</title><author>Zoe Poe</author><references><ref>p1</ref></references></paper>\n"
        "<paper><title>Never closed</title></papers></library>"
    )
    reading = read(own, "x.xml")
    mud, hail = reading.entries
    jats = only(
        "<ref-list><ref><element-citation><person-group><name><surname>Lund</surname><given-names>A</given-names></name>"
        "<name><surname>Ng</surname><given-names>B</given-names></name></person-group><article-title>Mud</article-title>"
        '<year>2001</year><pub-id pub-id-type="doi">10.5555/j1</pub-id></element-citation></ref></ref-list>'
    )

    assert (mud.title, mud.authors, mud.venue, mud.year) == ("Mud & rain", ("Ada Lund", "Bo Ng"), "J Mud", 1999)
    assert (links(mud), hail.title, hail.references) == (["https://a.example/1.pdf"], "Hail", ("Mud & rain",))
    assert [part.reason for part in reading.unread] == ["no XML: <paper> is never closed"]
    assert (jats.title, jats.authors, links(jats)) == ("Mud", ("Lund, A", "Ng, B"), ["https://doi.org/10.5555/j1"])


@pytest.mark.parametrize(
    "text",
    ["<!DOCTYPE html><html><body><p>A</p></body></html>", "<div>A</div>", "<svg><title>A</title></svg>", "<rss>"],
)
def test_other_tags_are_no_export(text: str) -> None:
    assert vocabulary_of(text) is None


def test_entities_that_a_document_declares_stay_words() -> None:
    bomb = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 30))
    outside = '<!ENTITY file SYSTEM "file:///etc/hostname">'
    text = ENDNOTE.replace("<xml>", f'<!DOCTYPE xml [<!ENTITY l0 "lol">{bomb}{outside}]>\n<xml>')
    entry = only(text.replace("Bos taurus", "&l29; &file; &eacute;"))

    assert entry.title == "Mud in &l29; &file; é"


def test_a_record_that_is_never_closed_costs_itself() -> None:
    record = "<record><titles><title>Mud {}</title></titles><dates><year>1999</year></dates></record>\n"
    records = [record.format(n) for n in range(4)]
    records[1] = records[1].replace("</title></titles>", "").replace("</record>", "")
    reading = read("<xml><records>\n" + "".join(records) + "</records></xml>\n")

    assert [entry.title for entry in reading.entries] == ["Mud 0", "Mud 2", "Mud 3"]
    assert [(part.first_line, part.last_line, part.reason) for part in reading.unread] == [
        (3, 3, "no XML: <title> is never closed")
    ]


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_one_fault_costs_little(data: st.DataObject) -> None:
    body = ENDNOTE[ENDNOTE.index("<record>") : ENDNOTE.index("</records>")]
    text = "<xml><records>\n" + "\n".join(body.replace("Mud in", f"Mud {n} in") for n in range(10)) + "</records></xml>"
    at = data.draw(st.integers(30, len(text) - 1))
    cut = data.draw(st.integers(0, 40))
    damaged = text[:at] + data.draw(st.text("<>&\"'/!-[]? a", max_size=2)) + text[at + cut :]
    reading = read(damaged, "x.xml")
    parts = (*reading.entries, *reading.unread, *reading.skipped)
    covered = {line for part in parts for line in range(part.first_line, part.last_line + 1)}

    assert 8 <= len(reading.entries) <= 10
    assert [n for n, line in enumerate(split_lines(damaged), 1) if line.strip() and n not in covered] == []


@pytest.mark.parametrize("piece", ["<a b  c  d ", "<!--", "<record ", "<![CDATA[", "<!DOCTYPE a [<", "<a>", '<a x="'])
def test_nothing_but_beginnings_is_damage(piece: str) -> None:
    reading = read("<xml><records><record>" + piece * 20_000)

    assert (reading.entries, bool(reading.unread)) == ((), True)


def test_references_of_an_article_in_the_archives_markup() -> None:
    text = (
        "<article><back><ref-list><title>References</title>\n"
        '<ref id="b1"><element-citation publication-type="journal"><person-group person-group-type="author"><name>'
        "<surname>Lund</surname><given-names>A</given-names></name><etal/></person-group><article-title>Wool under a "
        "<italic>wet</italic> sky</article-title><source>Journal of Mud</source><year>2019</year>"
        '<pub-id pub-id-type="doi">10.5555/m.1</pub-id></element-citation></ref>\n'
        '<ref id="b2"><element-citation publication-type="book"><person-group person-group-type="author"><name>'
        "<surname>Oz</surname><given-names>C</given-names></name></person-group><source>The dry stone wall</source>"
        "<publisher-name>Wall Press</publisher-name><year>2020</year></element-citation></ref>\n"
        '<ref id="b3"><mixed-citation>Ng B, Lund A. Counting sheep by hand. Pen 2018;3:1-9.</mixed-citation></ref>\n'
        "</ref-list></back></article>\n"
    )
    reading = read_text(text, source="list.xml")

    assert [(entry.title, entry.authors, entry.venue, entry.year, entry.kind) for entry in reading.entries] == [
        ("Wool under a wet sky", ("Lund, A",), "Journal of Mud", 2019, "paper"),
        ("The dry stone wall", ("Oz, C",), "Wall Press", 2020, "book"),
        ("Counting sheep by hand", ("Ng B", "Lund A"), "Pen", 2018, "paper"),
    ]
    assert reading.entries[0].authors_truncated


def test_groups_in_xml_that_nobody_has_a_name_for_are_sections() -> None:
    text = (
        "<list><group name='Journals'>\n<paper><title>Wool</title><author>Ada Lund</author><year>2019</year></paper>\n"
        "</group><group><heading>Talks &amp; books</heading>\n"
        "<paper><title>Walls</title><author>Cy Oz</author><year>2020</year></paper>\n</group></list>\n"
    )

    assert [(entry.title, entry.section) for entry in read_text(text, source="list.xml").entries] == [
        ("Wool", ("Journals",)), ("Walls", ("Talks & books",)),
    ]  # fmt: skip


def test_biblatex_and_library_catalogues_in_xml() -> None:
    biblatex = (
        '<bltx:entries xmlns:bltx="x">\n<bltx:entry id="a" entrytype="article"><bltx:names type="author"><bltx:name>'
        '<bltx:namepart type="family">Tott</bltx:namepart><bltx:namepart type="given">Al</bltx:namepart>'
        '<bltx:namepart type="prefix">von</bltx:namepart></bltx:name></bltx:names><bltx:title>Wool</bltx:title>'
        "<bltx:booktitle>Meetings on mud in 2021</bltx:booktitle><bltx:date>2021</bltx:date></bltx:entry>\n"
        "</bltx:entries>\n"
    )
    marc = (
        '<collection><record><datafield tag="100"><subfield code="a">Oz, Carl,</subfield></datafield><datafield '
        'tag="245"><subfield code="a">Walls :</subfield><subfield code="b">a history /</subfield></datafield>'
        '<datafield tag="260"><subfield code="c">2020.</subfield></datafield></record></collection>\n'
    )
    made = [read_text(text, source="list.xml").entries[0] for text in (biblatex, marc)]

    assert [(entry.title, entry.authors, entry.year) for entry in made] == [
        ("Wool", ("von Tott, Al",), 2021), ("Walls: a history", ("Oz, Carl",), 2020),
    ]  # fmt: skip
    assert made[0].venue == "Meetings on mud in 2021"
