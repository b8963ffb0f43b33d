"""`python -m papergraph` and the installed command."""

from __future__ import annotations

import gc


def main() -> None:
    """Run the command line; imports it only here, so that importing the package stays cheap."""
    # A command makes many records and next to no cycles of them: looking for some as often as Python does by itself
    # costs an eighth of the time in which the bundled lists are read, and gives back no memory.
    gc.set_threshold(100_000, 50, 50)
    try:
        from papergraph.cli import run
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    run()


if __name__ == "__main__":
    main()
