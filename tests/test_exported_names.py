"""The public names: sorted, complete, and loaded only when used."""

import subprocess
import sys

import papergraph


def test_every_public_name_is_there() -> None:
    assert papergraph.__all__ == sorted(papergraph.__all__)
    assert set(papergraph.__all__) == {*papergraph._HOMES, "__version__"}
    for name in papergraph.__all__:
        assert getattr(papergraph, name) is not None


def test_help_loads_click_and_nothing_heavier() -> None:
    code = (
        "import sys; sys.argv = ['papergraph', '--help']\n"
        "from papergraph.__main__ import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'pydantic', 'networkx', 'rdflib', 'pyoxigraph', 'pyvis', 'markdown_it', 'rich', 'rapidfuzz'}\n"
        "print('HEAVY', sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)

    assert done.stdout.splitlines()[-1] == "HEAVY []"
