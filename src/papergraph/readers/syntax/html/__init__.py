"""HTML to passages: a page, or a piece of one inside Markdown, as headings, paragraphs, list items and table rows.

::

    text ─tree─▶ elements ─blocks─▶ passages        tables: rows, or the boxes of a layout
                                                    parts: works whose fields the page names by class or property
                                                    microdata: what the page says of works in no words of it
                                                    furniture: menus, footers and forms, which are no part of a list
"""

from papergraph.readers.syntax.html.blocks import html_passages, page_passages

__all__ = ["html_passages", "page_passages"]
