"""Works told by the names of their files alone, one beside the other: "Opening Gates at Night.pdf"."""

from __future__ import annotations

from collections.abc import Sequence

from papergraph.readers.grammar.evidence import has_title
from papergraph.readers.judgement.facts import Facts
from papergraph.readers.lexicon.names import are_file_names, is_file_name
from papergraph.readers.passages import plain


def files_of_works(facts: Sequence[Facts]) -> list[Facts]:
    """Return the candidates that are the name of a file alone, of several words, where most siblings are such names."""
    files = [each for each in facts if is_file_name(plain(each.candidate.runs))]
    if not are_file_names([plain(each.candidate.runs) for each in facts]):
        return []
    return [each for each in files if has_title(each.lead) and len(each.lead.title.split()) > 1]
