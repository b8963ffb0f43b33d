"""What is said beside the name of a venue: the volume of a series, the kind of a work, what joins two dates."""

from __future__ import annotations

import re

from papergraph.readers.lexicon.vocabulary import vocabulary

#: A volume before its series: "Volume 152 of Progress in Wool".
SERIES_VOLUME = re.compile(r"(?:[Vv]ol(?:ume|\.)?|[Nn](?:umber|o\.)) \d{1,5} (?:of|in) (?:the )?")
_SUBTITLE = re.compile(
    r"\W*an? (?:[\w-]+ ){0,4}(?:survey|review|overview|tutorial|study|primer|guide)\W*", re.IGNORECASE
)
_GATHERING = re.compile(r"(?:[A-Z][\w&-]*\s+(?:of the |of |on |for )?){1,6}(?:Meeting|Congress|Assembly|Colloquium)")
_JOINING = re.compile(r"(?<=\w)\s+(?:to|and|until|through|[-–—])\s*$")


def is_subtitle(text: str) -> bool:
    """Return whether a text says of what kind a work is: no venue does.

    >>> is_subtitle("A Survey"), is_subtitle("ACM Computing Surveys")
    (True, False)
    """
    return _SUBTITLE.fullmatch(text) is not None


def is_gathering(text: str) -> bool:
    """Return whether a text is a few words with capitals that end as the names of meetings do.

    >>> is_gathering("National Wool Meeting"), is_gathering("Meeting"), is_gathering("How to run a meeting")
    (True, False, False)
    """
    return _GATHERING.fullmatch(text.strip()) is not None


def is_volume_of_series(text: str) -> bool:
    """Return whether a text begins with the number of a volume and its series.

    >>> is_volume_of_series("Volume 152 of Progress in Wool"), is_volume_of_series("Volume 2 of it")
    (True, False)
    """
    match = SERIES_VOLUME.match(text)
    return match is not None and text[match.end() : match.end() + 1].isupper()


def joining_cut(text: str) -> str:
    """Return a text without the word that joined two dates behind it.

    >>> joining_cut("CHI to"), joining_cut("Wool to Gates")
    ('CHI', 'Wool to Gates')
    """
    return _JOINING.sub("", text)


_SHORT = vocabulary("shortened")
_POINTED = re.compile(r"[^\W\d_]\. \S")


def with_last_point(venue: str, raw: str) -> str:
    """Return a venue of shortened words with the point of the last one, where the source prints it.

    >>> with_last_point("Phys. Rev. Lett", "Phys. Rev. Lett. 12"), with_last_point("Nat Commun", "Nat Commun. 2020")
    ('Phys. Rev. Lett.', 'Nat Commun')
    """
    last = venue.rpartition(" ")[2].lower()
    known = last in _SHORT and _POINTED.search(venue) is not None
    return f"{venue}." if known and f"{venue}." in " ".join(raw.split()) else venue
