"""`python -m papergraph` and the installed command."""

from __future__ import annotations


def main() -> None:
    """Run the command line; imports it only here, so that importing the package stays cheap."""
    from papergraph.cli import run

    run()


if __name__ == "__main__":
    main()
