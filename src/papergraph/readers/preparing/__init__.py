"""Passages made ready for the walk: each that holds several works, or parts of one, is told apart first."""
