"""`python -m papergraph` and the installed command."""

from __future__ import annotations


def main() -> None:
    """Run the command line; imports it only here, so that importing the package stays cheap."""
    try:
        from papergraph.cli import run
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    run()


if __name__ == "__main__":
    main()
