"""The command line: the only place that prints, commits files to disk and sets exit codes.

Start-up is a feature: a command's module, and the libraries that it needs, load only when that command runs.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import sys
from typing import NoReturn

import click

from papergraph import __version__
from papergraph.errors import PapergraphError

#: Every command: the module that holds it, and its line in `papergraph --help`.
COMMANDS: dict[str, tuple[str, str]] = {
    "build": ("papergraph.cli.build", "Read lists; write the graph, its RDF, the HTML map and a report."),
    "path": ("papergraph.cli.path", "What to read before a paper or concept, in order, and why."),
    "next": ("papergraph.cli.next", "What can be read now, and what it opens up."),
    "done": ("papergraph.cli.done", "Note what you have read; paths get shorter."),
    "why": ("papergraph.cli.why", "The evidence for what a paper builds on, and how to overrule it."),
    "suggest": ("papergraph.cli.suggest", "Pairs of papers that may be edges, for you to decide."),
    "edge": ("papergraph.cli.edge", "Write one curated row: what builds on what, and why."),
    "show": ("papergraph.cli.show", "A paper, author or concept with everything known of it."),
    "search": ("papergraph.cli.search", "Papers, concepts and authors whose names hold some words."),
    "read": ("papergraph.cli.read", "The entries of any list, with what could not be read."),
    "enrich": ("papergraph.cli.enrich", "Fetch what the papers of a list cite, with sentences, into a file."),
    "check": ("papergraph.cli.check", "What is wrong or missing in a list, with file and line."),
    "query": ("papergraph.cli.query", "Ask the graph a SPARQL question."),
    "serve": ("papergraph.cli.serve", "A SPARQL endpoint on this machine, with its query page and the map."),
    "export": ("papergraph.cli.export", "The graph as RDF, or for network and reference programs."),
    "view": ("papergraph.cli.view", "The HTML map, or the path to targets as a page."),
}


class LazyGroup(click.Group):
    """A group whose commands are imported when they are run, and which knows what a slip was meant to be."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command, imported now."""
        if cmd_name not in COMMANDS:
            return None
        command = getattr(importlib.import_module(COMMANDS[cmd_name][0]), cmd_name)
        return command if isinstance(command, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the first word names; a usage error tells the closest one."""
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            import difflib

            close = difflib.get_close_matches(args[0], COMMANDS, n=1, cutoff=0.5)
            hint = f" Did you mean {close[0]!r}?" if close else ""
            ctx.fail(f"No such command {args[0]!r}.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="papergraph")
def main() -> None:
    """Turn a reading list into a learning map: what to read first, and why.

    Without a list of your own, commands use the bundled lists.

    \b
    Example:
      papergraph path "attention is all you need" --known lstm
      papergraph build my-list.md -o map/
    """


def run() -> NoReturn:
    """Run the command line and exit: 0 done, 1 could not be done, 2 used wrongly, 130 interrupted."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
    try:
        # Outside its standalone mode click gives the code of `Exit` back instead of raising it.
        code = main.main(prog_name="papergraph", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
    except SystemExit:  # click's own answer to a pipe that was closed at the other end
        _leave(0)
    except click.Abort:
        click.echo("papergraph: interrupted; no file was left half-written", err=True)
        _leave(130)
    except click.ClickException as error:
        error.show()
        _leave(error.exit_code)
    except PapergraphError as error:
        click.echo(f"papergraph: {error}", err=True)
        _leave(1)
    except KeyboardInterrupt:
        click.echo("papergraph: interrupted; no file was left half-written", err=True)
        _leave(130)
    except BrokenPipeError:
        _leave(0)
    except OSError as error:
        click.echo(f"papergraph: {error.filename or 'output'}: {error.strerror or error}", err=True)
        _leave(1)
    _leave(code if isinstance(code, int) else 0)


def _leave(code: int) -> NoReturn:
    """Exit without a traceback for a pipe that was closed at the other end."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        # What is still buffered has nowhere to go; without this the interpreter would complain at its end.
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)
