"""Ways to hand a path or a graph out as text; one format a file."""
