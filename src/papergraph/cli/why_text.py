"""How `papergraph why` lays out an explanation on a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from papergraph.chains import Chain
    from papergraph.explanations import Explanation, PaperExplanation, Prerequisite, Reason
    from papergraph.graph import PaperGraph
    from papergraph.model import BuildsOn, Concept, Evidence, Paper

_WIDTH = 80
#: So many reasons are shown for a pair, and for each edge of one paper, until all are asked for.
_MOST, _MOST_EACH = 4, 2
_MOST_BESIDE, _MOST_NAMED = 3, 12


@dataclass(frozen=True, slots=True)
class _Marked:
    """What is named in an explanation, and which papers are known."""

    paper: dict[str, Paper]
    concept: dict[str, Concept]
    known: frozenset[str]


def pair_lines(graph: PaperGraph, found: Explanation, *, unfold: bool = False, known: Collection[str] = ()) -> str:
    """Return what stands between two papers as text; papers that are `known` are marked."""
    marked = _Marked(graph.paper, graph.concept, frozenset(known))
    most = None if unfold else _MOST
    lines = list(_head(marked, found))
    lines += _reasons(found.agreeing, most)
    if found.contradicting:
        lines += ["", "But this contradicts it:"]
        lines += _reasons(found.contradicting, most)
    lines += _ways(marked, found)
    lines += _overrule(found)
    return "\n".join(lines) + "\n"


def paper_lines(
    graph: PaperGraph, found: PaperExplanation, *, unfold: bool = False, known: Collection[str] = ()
) -> str:
    """Return what one paper builds on as text; papers that are `known` are marked."""
    marked = _Marked(graph.paper, graph.concept, frozenset(known))
    most = None if unfold else _MOST_EACH
    titled = _titled(marked, found.paper)
    lines = _wrapped(f"{titled} builds on" if found.builds_on else f"Nothing here says what {titled} builds on.")
    for each in found.builds_on:
        lines += [
            "",
            *_wrapped(f"{each.edge.kind:<10}  {_titled(marked, each.edge.object)}{_details(marked, each.edge)}"),
        ]
        lines += _reasons(each.reasons, most)
    if said := graph.noted.get(found.paper):
        lines += ["", *(line for message in said for line in _wrapped(f"Noted: {message}"))]
    if found.left_out:
        lines += ["", "Left out:"]
        lines += [line for each in found.left_out for line in _left_out(marked, each, unfold=unfold)]
    if found.needed_by:
        names = [_name(marked, each.subject) for each in found.needed_by]
        more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED and not unfold else ""
        lines += ["", *_wrapped("Needed by: " + ", ".join(names if unfold else names[:_MOST_NAMED]) + more)]
    if found.builds_on:
        citekeys = [graph.paper[each].citekey for each in (found.paper, found.builds_on[0].edge.object)]
        lines += ["", f"All between two, and how to overrule it: papergraph why {' '.join(citekeys)}"]
    return "\n".join(lines) + "\n"


def _head(graph: _Marked, found: Explanation) -> Iterator[str]:
    subject, older = _titled(graph, found.subject), _titled(graph, found.object)
    if found.edge is not None:
        yield from _wrapped(f"{subject} builds on {older}: {found.edge.kind}{_details(graph, found.edge)}")
    elif found.left_out:
        for edge in found.left_out:
            text = f"No edge: that {_titled(graph, edge.subject)} builds on {_titled(graph, edge.object)} was left out"
            yield from _wrapped(f"{text}; {edge.why}")
        if found.circle is not None:
            yield from _wrapped(f"The circle: {_way(graph, found.circle)}", "  ", "    ")
    elif found.chains:
        yield from _wrapped(f"{subject} does not build on {older} directly, but over other papers:")
    else:
        yield from _wrapped(
            f"Nothing here connects {subject} and {older}: no edge, no sentence that says so, no reviewed non-edge."
        )


def _ways(graph: _Marked, found: Explanation) -> Iterator[str]:
    if found.chains:
        if found.edge is not None or found.left_out:
            yield from ("", "Also over other papers:" if found.edge is not None else "Over other papers it does:")
        shown = found.chains[:_MOST_BESIDE] if found.edge is not None else found.chains
        for chain in shown:
            yield from _wrapped(_way(graph, chain), "  ", "    ")
    if found.common:
        yield from ("", "Both rest on:")
        for common in found.common:
            yield from _wrapped(f"{_titled(graph, common.paper)}", "  ", "    ")
            for way in (common.from_subject, common.from_object):
                yield from _wrapped(_way(graph, way), "    ", "      ")


def _overrule(found: Explanation) -> Iterator[str]:
    if found.edge is not None:
        other = "background" if found.edge.kind == "core" else "core"
        yield from ("", f"To overrule it (or with --kind {other}):")
    elif found.left_out:
        yield from ("", "To overrule it (or with --kind background):")
    else:
        yield from ("", "If you know better (core, background, or none to say that it is no edge):")
    yield f"  {found.overrule.command}"
    yield "which writes this row, tabs between the cells, into builds_on.tsv of your folder:"
    yield "  " + "\t".join(column for column, _ in found.overrule.row)
    yield "  " + "\t".join(cell for _, cell in found.overrule.row).rstrip()


def _left_out(graph: _Marked, each: Prerequisite, *, unfold: bool) -> Iterator[str]:
    """Yield why an edge was left out; a reviewed row has its reason there already, so that it is not repeated."""
    yield from _wrapped(f"{_titled(graph, each.edge.object)}: {getattr(each.edge, 'why', '')}", "  ", "    ")
    said = [reason for reason in each.reasons if unfold or reason.evidence.justification != "curated"]
    yield from _reasons(said, None if unfold else _MOST_EACH, "    ")


def _reasons(reasons: Sequence[Reason], most: int | None, indent: str = "  ") -> Iterator[str]:
    for each in reasons[:most]:
        evidence = each.evidence
        rule = f", {evidence.rule}" if evidence.rule and evidence.rule != evidence.justification else ""
        places = ", ".join(_places((evidence, *each.repeats), None if most is None else 3))
        head = f"{evidence.justification} ({evidence.confidence:.2f}{rule})" + (f"  {places}" if places else "")
        yield from _wrapped(head + (f": {each.note}" if each.note else ""), indent, indent + "  ")
        quote = f"“{evidence.quote}”" if evidence.quote else ""
        # Of a citation both are told: the sentence that cites, and what spoke for the edge.
        texts = [quote, evidence.reason or ""] if evidence.justification == "citation" else [evidence.reason or quote]
        for text in filter(None, texts):
            yield from _wrapped(" ".join(text.split()), indent + "  ", indent + "  ")
    if most is not None and len(reasons) > most:
        yield f"{indent}and {len(reasons) - most} more; --all shows them"


def _places(evidence: Iterable[Evidence], most: int | None) -> list[str]:
    found = []
    for each in evidence:
        line = each.row if each.first_line is None else each.first_line
        found.append(f"{each.source}:{line}" if each.source and line else each.source or "")
    found = [place for place in dict.fromkeys(found) if place]
    return [*found[:most], *([f"and {len(found) - most} more"] if most is not None and len(found) > most else [])]


def _details(graph: _Marked, edge: BuildsOn) -> str:
    takes = ", ".join(graph.concept[each].pref_label if each in graph.concept else each for each in edge.takes)
    group = f"; any one of its group {edge.any_of!r} is enough" if edge.any_of else ""
    return f", confidence {edge.confidence:.2f}" + (f"; takes {takes}" if takes else "") + group


def _way(graph: _Marked, chain: Chain) -> str:
    """Return a way as "BERT -core-> GPT -core-> Transformer"."""
    parts = [_name(graph, chain.papers[0])]
    for kind, paper in zip(chain.kinds, chain.papers[1:], strict=True):
        parts += [f"-{kind}->", _name(graph, paper)]
    return " ".join(parts)


def _titled(graph: _Marked, identifier: str) -> str:
    paper = graph.paper[identifier]
    remarks = [str(paper.year)] if paper.year else []
    remarks += [] if paper.from_list else ["not in your list"]
    remarks += ["known"] if identifier in graph.known else []
    return _name(graph, identifier) + (f" ({'; '.join(remarks)})" if remarks else "")


def _name(graph: _Marked, identifier: str) -> str:
    paper = graph.paper[identifier]
    return paper.short_names[0] if paper.short_names else paper.title


def _wrapped(text: str, first: str = "", rest: str = "  ") -> list[str]:
    return textwrap.wrap(
        text, _WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )
