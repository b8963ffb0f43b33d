"""Citation styles with a fixed order and marks of their own."""
