"""A lead to fields: the one grammar of a reference, its atoms, their scores and the most likely reading."""
