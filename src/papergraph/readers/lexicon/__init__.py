"""What words can be: names of people, venues, dates, labels, links, identifiers, headings of what is no papers."""
