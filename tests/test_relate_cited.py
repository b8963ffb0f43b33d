"""Claims from citations: which are core and which background, by sentences, intents, influence, structure and dates."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from papergraph.citation_records import Citation, Context
from papergraph.curation import Curation
from papergraph.model import Entry, Note, Paper
from papergraph.relate import relate
from papergraph.relate.cited_claims import MOST_BY_STRUCTURE, MOST_CORE, SHARE_CORE, cited_claims
from papergraph.relate.claims import Claim


def paper(name: str, year: int) -> Paper:
    return Paper(
        id=f"work:{name}", citekey=name, title=f"The {name} paper of that year", short_names=(name,), year=year
    )


NEW = paper("Newnet", 2020)
OLD = paper("Oldnet", 2010)
PAPERS = {each.id: each for each in (NEW, OLD)}
signed = replace(OLD, authors=("name:old",))


def citation(*sentences: str, intents: tuple[str, ...] = (), influential: bool | None = None, **more: Any) -> Citation:
    fields: dict[str, object] = {
        "subject": NEW.id,
        "object": OLD.id,
        "services": ("s2",),
        "source": "c.jsonl",
        "line": 7,
        "intents": intents,
        "influential": influential,
        "contexts": tuple(Context(text=each) for each in sentences),
    }
    return Citation(**(fields | more))  # type: ignore[arg-type]


def claim(given: Citation) -> Claim:
    (made,) = cited_claims([given], PAPERS)
    return made


@pytest.mark.parametrize(
    "given",
    [
        citation("Our model extends the network of Old [1]."),
        citation("Building on [1], we train a larger one."),
        citation("Following Old (2010), we train with noise.", intents=("methodology",)),
        citation("A corpus was tagged with the tool of [1]."),
        citation("A.", "B.", "C.", intents=("methodology",)),
        citation("A.", "B.", intents=("background", "methodology"), influential=True),
        citation("A.", intents=("methodology",), influential=True),
    ],
    ids=lambda each: each.contexts[0].text[:12] + str(each.influential),
)
def test_what_is_extended_used_or_influential_is_core(given: Citation) -> None:
    assert claim(given).kind == "core"
    assert claim(given).evidence.confidence >= 0.5


@pytest.mark.parametrize(
    "given",
    [
        citation("Networks are old [1]."),
        citation("Networks are old [1, 2, 3, 4].", "Many exist [1, 2, 3].", intents=("background",)),
        citation("Unlike [1], we need no labels.", intents=("background",)),
        citation("We outperform [1] by far.", "Results of [1].", intents=("result",)),
        citation("Methods are many [1, 2, 3].", intents=("methodology",)),
        citation("They follow [1].", "Networks of [1] were used by others."),
        citation(intents=("background",)),
        citation(services=("openalex",)),
    ],
    ids=lambda each: (each.contexts[0].text[:12] if each.contexts else "") + str(each.services),
)
def test_a_citation_in_passing_is_background(given: Citation) -> None:
    assert claim(given).kind == "background"
    assert claim(given).evidence.confidence < 0.5


def test_the_evidence_quotes_the_most_telling_sentence_and_its_place() -> None:
    evidence = claim(
        citation(
            "Networks are old [1].",
            "We extend the network of [1].",
            "See [1, 2, 3].",
            influential=True,
            asked="2026-11-21",
        )
    ).evidence

    assert evidence.justification == "citation"
    assert evidence.quote == "We extend the network of [1]."
    assert (evidence.source, evidence.first_line, evidence.rule) == ("c.jsonl", 7, "cited-extends")
    assert evidence.reason is not None
    assert evidence.reason == (
        "mentioned 3 times; in the authors' words what they extend; counted as influential; "
        "according to Semantic Scholar, asked on 2026-11-21"
    )


def test_of_a_long_context_the_sentence_is_quoted_that_tells_most() -> None:
    text = "Words are many. We follow Old et al. (2010) in counting them. Others weigh them (Poe, 2011)."
    made = citation(text)
    (found,) = cited_claims([made], {NEW.id: NEW, OLD.id: signed}, {"name:old": "Ann Old"})

    assert found.evidence.quote == "We follow Old et al. (2010) in counting them."
    assert (found.kind, found.evidence.rule) == ("core", "cited-uses")


def test_a_work_may_be_called_by_its_title() -> None:
    kestrel = replace(OLD, title="Kestrel: Nets for All", short_names=())
    for text in ("We build on Kestrel [3] and not on [5].", "We build on Kestrel: Nets for All."):
        (found,) = cited_claims([citation(text)], {NEW.id: NEW, OLD.id: kestrel})
        assert found.evidence.rule == "cited-extends", text


def test_what_a_sentence_says_of_another_reference_does_not_count() -> None:
    text = "We follow Poe (2011), and not the many who count words (Old et al., 2010)."
    (found,) = cited_claims([citation(text)], {NEW.id: NEW, OLD.id: signed}, {"name:old": "Ann Old"})

    assert found.kind == "background"


def test_a_shared_author_makes_it_surer() -> None:
    ours = replace(NEW, authors=("name:old",))
    made = [
        cited_claims([citation("Words are many [1].")], {NEW.id: each, OLD.id: signed})[0].evidence
        for each in (NEW, ours)
    ]

    assert made[1].confidence > made[0].confidence
    assert "by one of its authors" in (made[1].reason or "")


def test_each_sign_makes_it_surer() -> None:
    steps = [
        citation("There are nets [1]."),
        citation("There are nets [1].", "They are many [1]."),
        citation("There are nets [1].", "They are many [1].", "And small [1].", intents=("background",)),
        citation("There are nets [1].", "They are many [1].", intents=("methodology",)),
        citation("There are nets [1].", "We use them [1].", intents=("methodology",)),
        citation("There are nets [1].", "We extend [1].", intents=("methodology",)),
    ]
    sure = [claim(each).evidence.confidence for each in steps]

    assert sure == sorted(set(sure))


def test_a_later_work_is_not_built_on() -> None:
    assert cited_claims([citation("We extend it.", subject=OLD.id, object=NEW.id)], PAPERS) == []


def test_strong_structure_alone_makes_core_and_weak_does_not() -> None:
    assert claim(citation(services=("openalex",), tied=8, among=20)).kind == "core"
    assert claim(citation(services=("openalex",), tied=3, among=4)).kind == "background"
    assert claim(citation(services=("openalex",), tied=6, among=60)).kind == "background"


def many(count: int, *sentences: str, **more: Any) -> list[Claim]:
    others = [paper(f"Net{letter}", 2000) for letter in "ABCDEFGHIJKLMNOP"[:count]]
    given = [citation(*sentences, object=each.id, **more) for each in others]
    return cited_claims(given, {each.id: each for each in (NEW, *others)})


def test_few_are_core_of_many() -> None:
    spoken = many(16, "We extend it.")
    assert [each.kind for each in spoken].count("core") == round(16 * SHARE_CORE) > MOST_CORE
    assert sum("others are surer" in (each.evidence.reason or "") for each in spoken) == 16 - round(16 * SHARE_CORE)
    assert [each.kind for each in many(MOST_CORE, "We extend it.")].count("core") == MOST_CORE
    by_structure = many(16, services=("openalex",), tied=10, among=20)
    assert [each.kind for each in by_structure].count("core") == MOST_BY_STRUCTURE


def test_other_evidence_makes_a_bare_citation_surer_and_core() -> None:
    entry = Entry(
        id="list#newnet",
        source="list.md",
        first_line=3,
        last_line=3,
        title=NEW.title,
        short_names=("Newnet",),
        paper=NEW.id,
        notes=(Note(key="summary", text="Newnet extends Oldnet with a second layer."),),
    )
    bare = [citation(services=("openalex",))]

    def edge(*, prose: bool, cited: bool) -> tuple[str, float]:
        entries = [entry] if prose else []
        found = relate(PAPERS.values(), entries, curation=Curation(), citations=bare if cited else [])
        (made,) = found.builds_on
        return made.kind, made.confidence

    assert edge(prose=False, cited=True)[0] == "background"
    assert edge(prose=True, cited=True)[0] == "core"
    assert edge(prose=True, cited=True)[1] > edge(prose=True, cited=False)[1]
