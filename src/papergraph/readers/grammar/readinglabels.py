"""What a course says of a reading before the reference itself: "Required: Lund, A. (2012) …", "Paper 3. Oak, B. …"."""

from __future__ import annotations

import re

from papergraph.readers.grammar.editors import without
from papergraph.readers.lexicon.namelists import UP, first_name
from papergraph.readers.lexicon.people import people_score
from papergraph.readers.lexicon.words import AND
from papergraph.readers.passages import Runs

_ENGLISH = (
    r"(?:required|optional|recommended|suggested|assigned|primary|secondary|background|supplementary|supplemental|"
    r"additional|further|extra|main|core|key|essential|mandatory|compulsory|advanced|introductory|preparatory)"
    r"(?: (?:readings?|papers?|literature|texts?|articles?|sources?|references?))?|(?:readings?|texts?)"
)
_ABROAD = (
    r"(?:weitere|weiterführende|grundlegende|empfohlene|ergänzende|begleitende)r? (?:literatur|lektüren?|texte?)|"
    r"(?:pflicht|basis|grund|primär|sekundär|zusatz)(?:literatur|lektüre|texte?)|literatur|lektüre|"
    r"lectures? (?:obligatoires?|complémentaires?|recommandées?|conseillées?)|"
    r"(?:lecturas?|bibliografía|textos?|leituras?|bibliografia|letture?|testi) "
    r"(?:obligatori[ao]s?|complementari?[ao]?s?|"
    r"complementares?|recomendad[ao]s?|básic[ao]s?|obrigatóri[ao]s?|principal(?:es)?|consigliat[ei])|"
    r"(?:основная|дополнительная|обязательная|рекомендуемая) литература"
)
_LABEL = re.compile(rf"\s*(?:{_ENGLISH}|{_ABROAD})\s?\d{{0,2}}\s?[:：]\s*", re.IGNORECASE)
#: A number that a list gives its papers: "Paper 2", "Text 3.", "Artikel Nr. 4 –".
_NUMBERED = re.compile(
    r"\s*(?:papers?|articles?|readings?|texts?|sources?|references?|publications?|artikel|artículo|artigo|lectura)"
    r" ?(?:#|no\.? ?|nr\.? ?|n° ?)?\d{1,3}\s?(?:[.:)](?=\s)|[–—-](?=\s)|(?=\s))\s*",
    re.IGNORECASE,
)
_INVERTED = re.compile(
    rf"(?:(?:van|von|de|del|della|den|der|la|le|di|da)\s+){{0,2}}[{UP}][\w'’-]+(?: [{UP}][\w'’-]+)?,\s+[{UP}]"
)
_QUOTED = re.compile(r"[“\"„«「『《]\S")
_INTRODUCED = re.compile(r"(?P<name>[^,:“\"„«()]{3,40}?)(?:, (?=[“\"„«])|: (?=[“\"„«])|,? \((?:19|20)\d\d)")


#: Any words of a label, and behind its colon names with initials, up to a title that is set off.
_BEFORE_NAMES = re.compile(
    rf"(?P<label>\s*[{UP}][^\W\d_]+(?: [^\W\d_][\w'’-]*){{0,3}}\s?[:：]\s*)"
    rf"(?>(?:[{UP}]\.[ -]?){{1,3}}[\w'’ -]{{2,30}}?(?:, | {AND} )){{0,8}}(?:[{UP}]\.[ -]?){{1,3}}[\w'’ -]{{2,30}}, ?"
)


def _is_reference(text: str) -> bool:
    """Return whether a text begins as references do: a surname before initials, people before a title, a quote."""
    if _INVERTED.match(text) or _QUOTED.match(text):
        return True
    named = _INTRODUCED.match(text)
    name = first_name(named["name"]) if named else ""
    return bool(name) and people_score(name) >= 1.0


def without_reading_label(runs: Runs) -> Runs:
    """Return the runs without a label of what is to be read where a reference in plain words follows on it."""
    text = "".join(run.text for run in runs if run.image is None)[:300]
    set_off = next((n for n, run in enumerate(runs) if run.marks & {"italic", "bold"}), 0)
    if named := _BEFORE_NAMES.fullmatch("".join(run.text for run in runs[:set_off])) if set_off else None:
        return without(runs, *named.span("label"))  # "Référence générale : G. Lund et B. Oak, *Wool and Hay*, …"
    match = _LABEL.match(text) or _NUMBERED.match(text)
    first = next((run for run in runs if run.image is None and run.text.strip()), None)
    if match is None or first is None or first.href is not None or not _is_reference(text[match.end() :]):
        return runs
    return without(runs, *match.span())
