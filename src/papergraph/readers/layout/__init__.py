"""Passages to candidates: sections, siblings, what belongs to which entry, and what is no entry at all."""
