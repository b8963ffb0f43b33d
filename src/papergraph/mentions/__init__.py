"""Names found in text: papers by their names (`Names`) or by their authors and year (`Cited`).

Names are folded and go, framed by spaces, into one automaton (Aho-Corasick) that finds all of them, overlapping ones
too, in the folded words of the text; at each place found, exact rules on the printed text decide. What a boundary is
goes beyond words: "GPT" is not in "GPT-4" nor in "GPT 4", "R-CNN" not in "Mask R-CNN", "DINO" not in "Grounding DINO",
whether or not those longer names are known.
"""

from papergraph.mentions.cited import Cited, family_key, family_spellings
from papergraph.mentions.names import Mention, Names

__all__ = ["Cited", "Mention", "Names", "family_key", "family_spellings"]
