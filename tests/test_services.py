"""Asking services: against a stand-in on loopback that speaks their shapes, limits and faults."""

from __future__ import annotations

import json
import logging
import sqlite3
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from papergraph.citation_records import Answer, Work
from papergraph.services import SERVICES, Outcome, Settings, Wanted, enrich
from papergraph.services.wanted import doubt_by_identifier, doubt_by_title

sys.path.append(str(Path(__file__).parent))

from services_standin import Fault, Paper, StandIn, serving

KEY = "very-secret-key-0123"
ROUND = "Round Wheels Roll Better on Flat Roads"
SQUARE = "Square Wheels Considered Harmful to Carts"
TURNING = "Wheels That Learn to Turn Themselves"


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    papers = [
        Paper(1, ROUND, 2015, ("Ada Smith",), arxiv="1501.00001"),
        Paper(
            2, SQUARE, 2016, ("Bo Jönes",), doi="10.1000/square", cites=[(1, ["We extend [1]."], ["methodology"], True)]
        ),
        Paper(
            3,
            TURNING,
            2018,
            ("Cy Brown",),
            arxiv="1801.00003",
            cites=[
                (1, ["See [1]."], ["background"], False),
                (2, ["Following [2] ∑ 数."], [], True),
                (77, [], [], False),
            ],
        ),
    ]
    with serving(papers) as made:
        yield made


def papers() -> list[Wanted]:
    return [
        Wanted(id="a", title=ROUND, identifiers=("arxiv:1501.00001",), year=2015, authors=("A. Smith",)),
        Wanted(id="b", title=SQUARE, identifiers=("doi:10.1000/square",), year=2016, authors=("B. Jones",)),
        Wanted(id="work:turning", title=TURNING, identifiers=("work:turning",), year=2018),
    ]


def run(
    stand_in: StandIn,
    *,
    known: list[Answer] | None = None,
    sources: tuple[str, ...] = ("s2",),
    tell: Callable[[str], None] = lambda _: None,
    **settings: object,
) -> tuple[Outcome, list[Answer]]:
    kept: list[Answer] = []
    urls = dict.fromkeys(("s2", "openalex", "crossref", "arxiv"), stand_in.url)
    made = Settings(sources=sources, urls=urls, pace=0.001, **settings)  # type: ignore[arg-type]
    outcome = enrich(papers(), known or [], made, keep=kept.extend, tell=tell)
    return outcome, kept


def references(answers: list[Answer], asked: str) -> Answer:
    return next(each for each in answers if each.kind == "references" and each.asked == asked)


def test_works_are_found_and_their_references_come_with_sentences(stand_in: StandIn) -> None:
    outcome, kept = run(stand_in)

    assert outcome.missing(papers()) == []
    cited = references(kept, f"s2:{3:040x}").references
    assert [each.work.title for each in cited] == [ROUND, SQUARE]
    assert cited[1].contexts[0].text == "Following [2] ∑ 数."
    assert cited[1].influential is True
    assert references(kept, f"s2:{2:040x}").references[0].intents == ("methodology",)


def test_identifiers_go_in_one_batch(stand_in: StandIn) -> None:
    run(stand_in)

    batches = [body for method, path, _, body in stand_in.asked if method == "POST"]
    assert [json.loads(each)["ids"] for each in batches] == [["ARXIV:1501.00001", "DOI:10.1000/square"]]


def test_nothing_that_is_known_is_asked_again(stand_in: StandIn) -> None:
    everything = ("s2", "openalex", "crossref", "arxiv")
    _, kept = run(stand_in, sources=everything)
    stand_in.asked.clear()

    outcome, more = run(stand_in, known=kept, sources=everything)

    assert more == []
    assert stand_in.asked == []
    assert outcome.missing(papers()) == []


def test_all_pages_of_references_are_read(stand_in: StandIn) -> None:
    stand_in.page = 1

    _, kept = run(stand_in)

    assert len(references(kept, f"s2:{3:040x}").references) == 2


def test_openalex_gives_references_without_sentences(stand_in: StandIn) -> None:
    outcome, kept = run(stand_in, sources=("openalex",))

    assert len(outcome.found["openalex"]) == 3
    cited = references(kept, "openalex:W3").references
    assert [each.work.identifiers for each in cited] == [("openalex:W1",), ("openalex:W2",), ("openalex:W77",)]
    assert all(not each.contexts and each.influential is None for each in cited)


def test_works_that_openalex_names_by_number_alone_are_asked_about(stand_in: StandIn) -> None:
    settings = Settings(sources=("openalex",), urls={"openalex": stand_in.url}, pace=0.001)
    kept: list[Answer] = []
    listed = [each for each in papers() if each.id != "a"]

    enrich(listed, [], settings, keep=kept.extend)
    told = {each.asked: each.work for each in kept if each.kind == "work"}
    asked = len(stand_in.asked)
    enrich(listed, kept, settings, keep=kept.extend)

    # Both papers cite the first, which the list does not have; the work that one of them cites is left alone.
    assert told["openalex:W1"] is not None
    assert told["openalex:W1"].title == ROUND
    assert "openalex:W77" not in told
    assert len(stand_in.asked) == asked


def test_a_version_without_references_is_not_the_last_word_of_openalex(stand_in: StandIn) -> None:
    """Semantic Scholar knows that the preprint was published; OpenAlex has the references under the publication."""
    preprint = stand_in.papers[2]
    published = Paper(4, TURNING, 2019, preprint.authors, doi="10.1000/turning", cites=preprint.cites)
    stand_in.papers.append(published)
    preprint.doi, preprint.cites = "10.1000/turning", []
    both = Wanted(id="arxiv:1801.00003", title=TURNING, identifiers=("arxiv:1801.00003",), year=2018)
    kept: list[Answer] = []
    settings = Settings(sources=("s2", "openalex"), urls=dict.fromkeys(SERVICES, stand_in.url), pace=0.001)

    def openalex(filter_: str) -> list[Paper]:
        found = StandIn._filtered(stand_in, filter_)
        return [each for each in found if each is not preprint] if "10.1000" in filter_ else found

    def record(paper: Paper) -> dict[str, object]:
        made = StandIn._openalex(stand_in, paper)
        return made | {"doi": "https://doi.org/10.48550/arxiv.1801.00003"} if paper is preprint else made

    stand_in._filtered, stand_in._openalex = openalex, record  # type: ignore[method-assign]
    enrich([both], [], settings, keep=kept.extend)

    assert [len(each.references) for each in kept if (each.kind, each.service) == ("references", "openalex")] == [0, 3]
    file = [each for each in kept if each.service == "openalex" and each.kind == "work"]
    assert [each.asked for each in file if each.work and each.work.title == TURNING] == [
        "arxiv:1801.00003",
        "doi:10.1000/turning",
    ]


def test_cited_works_come_with_authors_and_what_names_nothing_is_counted(stand_in: StandIn) -> None:
    _, kept = run(stand_in)

    answer = references(kept, f"s2:{3:040x}")
    assert [each.work.authors for each in answer.references] == [("Ada Smith",), ("Bo Jönes",)]
    assert answer.unnamed == 1


def test_crossref_and_arxiv_describe_works(stand_in: StandIn) -> None:
    _, kept = run(stand_in, sources=("crossref", "arxiv"))

    found = {each.service: each.work for each in kept if each.work is not None}
    assert found["crossref"].authors == ("Bo Jönes",)
    assert (found["arxiv"].title, found["arxiv"].year) == (ROUND, 2015)


def test_facts_that_are_there_are_not_asked_for(stand_in: StandIn) -> None:
    run(stand_in, sources=("s2", "crossref", "arxiv"))

    assert not [path for path in stand_in.paths() if path.startswith(("/works", "/api"))]


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
@pytest.mark.parametrize("headers", [{}, {"Retry-After": "3"}])
def test_a_busy_service_is_asked_again_and_nothing_is_lost(
    stand_in: StandIn, status: int, headers: dict[str, str]
) -> None:
    stand_in.faults = [Fault("/references", status=status, headers=headers, times=2)]

    outcome, kept = run(stand_in)

    assert outcome.faults == []
    assert len([each for each in kept if each.kind == "references"]) == 3


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (Fault("/references", status=429, times=99), "429, too many requests"),
        (Fault("/references", status=429, headers={"Retry-After": "3600"}, times=99), "asks to wait 60 minutes"),
        (Fault("/references", status=401, times=99), "refuses the key, or wants one"),
        (Fault("/references", status=403, times=99), "refuses the key, or wants one"),
        (Fault("/references", status=500, times=99), "it is down, or has trouble"),
        (Fault("/references", body=b'{"data": [', times=99), "cannot be read, or not to the end"),
        (Fault("/references", body=b"<html>hello</html>", times=99), "cannot be read"),
        (Fault("/references", body=b"[]", times=99), "in another form than it used to"),
        (Fault("/references", body=b'{"items": []}', times=99), "in another form than it used to"),
        (Fault("/references", cut=20, times=99), "breaks off in the middle"),
        (Fault("/references", status=302, headers={"Location": "/references"}, times=99), "without end"),
        (Fault(f"{3:040x}/references", slow=3, times=99), "does not answer in time"),
        (Fault("/references", status=418, times=99), "answers 418"),
        (Fault("/batch", body=b'{"error": null}', times=99), "a batch in another form"),
        (Fault("/batch", body=b"[null]", times=99), "a batch in another form"),
    ],
    ids=lambda each: f"{each.status}-{each.body!r}-{each.cut}-{each.slow}" if isinstance(each, Fault) else "",
)
def test_a_fault_is_told_and_what_was_got_is_kept(stand_in: StandIn, fault: Fault, said: str) -> None:
    stand_in.faults = [fault]

    outcome, kept = run(stand_in, sources=("s2", "openalex"))

    assert said in " ".join(outcome.faults)
    assert "Semantic Scholar" in outcome.faults[0]
    assert len([each for each in kept if each.service == "openalex" and each.kind == "work"]) == 3
    stand_in.faults = []
    rest, more = run(stand_in, known=kept)
    assert rest.faults == []
    assert not {each.key for each in more} & {each.key for each in kept}
    assert {each.key for each in kept + more if each.service == "s2"} == {each.key for each in run(stand_in)[1]}


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (Fault("/references", body=b'{"data": {"a": 1}}', times=99), "with references in another form"),
        (Fault("/references", body=b"null", times=99), "with references in another form"),
        (Fault("/references", body=b"[" * 99_999, times=99), "cannot be read"),
        (Fault("/references", headers={"Content-Encoding": "gzip"}, body=b'{"data": []}', times=99), "cannot be read"),
        (Fault("/references", status=404, body=b"<html>not found</html>", times=99), "answers 404"),
        (Fault("/references", status=302, times=99), "answers 302"),
        (Fault("/references", status=302, headers={"Location": "http://[::1"}, times=99), "to an address that is none"),
        (Fault("/references", status=503, headers={"Retry-After": "soon"}, times=99), "answers 503"),
        (Fault(f"{3:040x}/references", drip=0.02, times=99), "too slowly to wait for"),
        (Fault("/batch", status=400, body=b'{"error": "no such field"}', times=99), "answers 400"),
        (Fault("/api", body=b"<!DOCTYPE a [<!ENTITY b 'c'>]><feed>&b;</feed>", times=99), "cannot be read"),
        (Fault("/api", body=b"<html></html>", times=99), "a feed in another form"),
    ],
    ids=lambda each: f"{each.where}-{each.status}-{each.body!r}"[:50] if isinstance(each, Fault) else "",
)
def test_what_is_no_answer_is_never_taken_for_one_nor_kept(
    stand_in: StandIn, fault: Fault, said: str, tmp_path: Path
) -> None:
    cache = tmp_path / "services.sqlite"
    everything: tuple[str, ...] = ("arxiv",) if fault.where == "/api" else ("s2",)
    stand_in.faults = [fault]
    outcome, kept = run(stand_in, sources=everything, cache=cache)
    assert said in " ".join(outcome.faults)

    stand_in.faults = []
    rest, more = run(stand_in, sources=everything, known=kept, cache=cache)

    assert rest.faults == []
    assert {(each.key, each.references) for each in kept + more} == {
        (each.key, each.references) for each in run(stand_in, sources=everything)[1]
    }


def test_a_cache_that_broke_is_no_reason_not_to_ask(stand_in: StandIn, tmp_path: Path) -> None:
    cache = tmp_path / "services.sqlite"
    run(stand_in, cache=cache)
    with sqlite3.connect(cache) as database:
        database.execute("DROP TABLE responses")
        database.execute("CREATE TABLE responses (something INTEGER)")
    database.close()
    outcome, kept = run(stand_in, cache=cache)
    assert outcome.faults == []
    assert outcome.missing(papers()) == []
    cache.write_bytes(b"no data base" * 999)

    assert [each.key for each in run(stand_in, cache=cache)[1]] == [each.key for each in kept]


def test_a_cache_that_another_program_holds_is_told_once_and_done_without(stand_in: StandIn, tmp_path: Path) -> None:
    cache, everything = tmp_path / "services.sqlite", tuple(SERVICES)
    _, first = run(stand_in, sources=everything, cache=cache)
    stand_in.asked.clear()
    other = sqlite3.connect(cache, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    told: list[str] = []

    outcome, kept = run(stand_in, sources=everything, cache=cache, tell=told.append)

    other.close()
    assert told == ["note: the cache of answers cannot be used (another program holds it); asking without it"]
    assert not outcome.faults
    assert stand_in.asked
    assert [each.key for each in kept] == [each.key for each in first]


def test_a_key_that_a_service_repeats_reaches_no_answer_and_no_cache(
    stand_in: StandIn, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    found = json.dumps({"results": [{"id": "https://openalex.org/W1", "doi": "10.1000/square", "title": f"A {KEY}"}]})
    again = Fault("/works?", status=302, headers={"Location": f"/works?filter=doi:10.1000/square&api_key={KEY}"})
    stand_in.faults = [again, Fault("/works?filter=doi:10", body=found.encode(), times=9)]
    _, kept = run(stand_in, sources=("openalex",), keys={"openalex": KEY}, cache=tmp_path / "c.sqlite")

    assert KEY in str(stand_in.paths())
    assert KEY not in str(kept)
    assert KEY not in caplog.text
    assert KEY.encode() not in b"".join(each.read_bytes() for each in tmp_path.iterdir())


def test_answers_in_another_order_and_twice_are_the_same_answers(stand_in: StandIn) -> None:
    _, plain = run(stand_in, sources=("openalex", "crossref", "arxiv"))
    answer = stand_in.answer

    def shuffled(path: str, query: dict[str, str], body: bytes) -> tuple[int, object]:
        status, made = answer(path, query, body)
        if isinstance(made, dict) and "results" in made:
            made = made | {"results": [*reversed(made["results"]), *made["results"]]}
        return status, made

    stand_in.answer = shuffled  # type: ignore[method-assign]
    _, other = run(stand_in, sources=("openalex", "crossref", "arxiv"))
    assert [(each.key, each.work, each.references) for each in plain] == [
        (each.key, each.work, each.references) for each in other
    ]


def test_one_answer_that_breaks_off_is_asked_for_again(stand_in: StandIn) -> None:
    stand_in.faults = [Fault("/references", cut=15), Fault("/batch", body=b'[{"paperId"')]

    outcome, kept = run(stand_in)

    assert outcome.faults == []
    assert outcome.missing(papers()) == []
    assert len([each for each in kept if each.kind == "references"]) == 3


def test_null_in_every_field_is_nothing_and_no_crash(stand_in: StandIn) -> None:
    nulls = {"contexts": None, "intents": None, "isInfluential": None, "citedPaper": None, "contextsWithIntent": None}
    empty = {"citedPaper": dict.fromkeys(("paperId", "externalIds", "title", "year", "authors", "publicationDate"))}
    odd = {"citedPaper": {"paperId": 7, "externalIds": [1], "title": "A Name Alone", "year": "1999", "authors": [None]}}
    body = json.dumps({"data": [nulls, empty, odd, None, 3], "next": None}).encode()
    stand_in.faults = [Fault("/references", body=body, times=99)]

    outcome, kept = run(stand_in)

    assert outcome.faults == []
    cited = references(kept, f"s2:{3:040x}").references
    assert [each.work for each in cited] == [Work(title="A Name Alone")]


def test_references_that_a_publisher_withholds_are_none(stand_in: StandIn) -> None:
    stand_in.faults = [Fault("/references", body=b'{"data": null, "citingPaperInfo": {"paperId": "x"}}', times=99)]

    outcome, kept = run(stand_in)

    assert outcome.faults == []
    assert references(kept, f"s2:{3:040x}").references == ()


def test_a_redirect_of_a_merged_work_is_followed(stand_in: StandIn) -> None:
    target = f"/graph/v1/paper/{3:040x}/references?limit=9&offset=0"
    stand_in.faults = [Fault(f"{3:040x}/references", status=301, headers={"Location": target})]

    outcome, kept = run(stand_in)

    assert outcome.faults == []
    assert len(references(kept, f"s2:{3:040x}").references) == 2


def test_a_key_does_not_follow_a_redirect_to_another_host(stand_in: StandIn) -> None:
    with serving([]) as other:
        elsewhere = other.url.replace("127.0.0.1", "localhost") + "/graph/v1/paper/batch"
        stand_in.faults = [Fault("/batch", status=307, headers={"Location": elsewhere}, times=9)]
        run(stand_in, keys={"s2": KEY})

        assert other.asked
        assert not [headers for *_, headers, _ in other.asked if KEY in str(headers)]


def test_keys_and_contact_are_sent_and_never_told(
    stand_in: StandIn, tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    stand_in.key = KEY
    stand_in.faults = [Fault("/references", status=500, times=99), Fault("/works", cut=3), Fault("/works", status=503)]
    keys = {"s2": KEY, "openalex": KEY}
    cache = tmp_path / "cache" / "services.sqlite"
    outcome, kept = run(stand_in, sources=("s2", "openalex"), keys=keys, contact="me@example.org", cache=cache)
    told = [str(each) for each in (*outcome.faults, *kept, caplog.text, *capfd.readouterr())]

    assert len(outcome.found["openalex"]) == 3
    assert all("mailto:me@example.org" in headers["User-Agent"] for _, _, headers, _ in stand_in.asked)
    assert KEY not in " ".join(told)
    assert cache.stat().st_size
    assert KEY.encode() not in b"".join(each.read_bytes() for each in cache.parent.iterdir())


def test_an_unreachable_service_is_told_without_its_address(
    stand_in: StandIn, caplog: pytest.LogCaptureFixture
) -> None:
    urls = {"openalex": "http://127.0.0.1:9/gone"}
    outcome = enrich(
        papers(),
        [],
        Settings(sources=("openalex",), urls=urls, keys={"openalex": KEY}, pace=0.001),
        keep=lambda _: None,
    )

    assert outcome.faults == ["OpenAlex: cannot be reached; check the network and try again"]
    assert KEY not in caplog.text


def test_a_refused_key_stops_the_asking_at_once(stand_in: StandIn) -> None:
    stand_in.key = KEY

    outcome, kept = run(stand_in, keys={"s2": "another"})

    assert kept == []
    assert len(stand_in.asked) == 1
    assert "refuses the key" in outcome.faults[0]


def test_answers_come_from_the_cache_unless_asked_anew(stand_in: StandIn, tmp_path: Path) -> None:
    cache = tmp_path / "services.sqlite"
    _, first = run(stand_in, cache=cache)
    count = len(stand_in.asked)
    _, second = run(stand_in, cache=cache)
    assert len(stand_in.asked) == count
    assert [each.work for each in second] == [each.work for each in first]

    run(stand_in, cache=cache, refresh=True)
    assert len(stand_in.asked) == 2 * count


@pytest.mark.parametrize(
    ("title", "year", "authors", "sure"),
    [
        (ROUND, 2016, (), True),  # a year later: a venue's
        (ROUND, 2018, (), False),
        (ROUND, None, ("Smith, A.",), True),
        (ROUND, None, (), False),
        (ROUND, 2015, ("Bo Jones",), False),
        ("Round Wheels", 2015, ("Ada Smith",), False),
        ("The " + ROUND.upper() + "!", 2015, (), True),
    ],
)
def test_a_title_is_confirmed_by_year_or_author(
    title: str, year: int | None, authors: tuple[str, ...], sure: bool
) -> None:
    wanted = Wanted(id="work:x", title=title, year=year, authors=authors)
    work = Work(identifiers=("s2:1",), title=ROUND, year=2015, authors=("Ada Smith",))

    assert (doubt_by_title(wanted, work) is None) is sure


def test_an_identifier_that_leads_elsewhere_is_doubted() -> None:
    work = Work(identifiers=("arxiv:1810.04805",), title="Deep Bidirectional Transformers for Language")

    assert doubt_by_identifier(Wanted(id="a", title="Language Models are Unsupervised Multitask Learners"), work)
    assert doubt_by_identifier(Wanted(id="a", title="BERT"), work) is None
    assert doubt_by_identifier(Wanted(id="a", title="Deep Bidirectional Transformers"), work) is None


def test_a_doubt_is_reported_and_the_work_not_taken(stand_in: StandIn) -> None:
    stand_in.papers[0].title = "Another Thing Entirely Under This Number"

    outcome, kept = run(stand_in)

    assert [each.id for each in outcome.missing(papers())] == ["a"]
    assert "leads to 'Another Thing" in outcome.doubts["a"][0]
    assert not [each for each in kept if each.kind == "references" and each.asked == f"s2:{1:040x}"]


def test_a_doubt_that_the_list_put_right_is_asked_again(stand_in: StandIn) -> None:
    stand_in.papers[2].year = 2001
    outcome, kept = run(stand_in)
    assert [each.id for each in outcome.missing(papers())] == ["work:turning"]

    right = [replace(each, year=2001) if each.id == "work:turning" else each for each in papers()]
    settings = Settings(sources=("s2",), urls={"s2": stand_in.url}, pace=0.001)
    more: list[Answer] = []
    again = enrich(right, kept, settings, keep=more.extend)

    assert again.missing(right) == []
    assert [(each.kind, each.doubt) for each in more] == [("work", None), ("references", None)]
