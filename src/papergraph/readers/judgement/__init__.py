"""Candidates to entries: what the siblings say, what kind of work it is, what is left out and why."""
