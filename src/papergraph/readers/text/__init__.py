"""Bytes to clean lines: what file it is, its encoding, odd characters out, every line in its place."""
