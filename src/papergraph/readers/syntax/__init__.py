"""Lines to passages, a module for each syntax: Markdown, HTML, reStructuredText, org, and text filled to a width."""
