"""The command line: the only place that prints, commits files to disk and sets exit codes."""
