"""Runs the verifier: `python -m gonogo.verifier`, or `python FOLDER` on a copy of this folder."""

import importlib.util
import sys
from pathlib import Path

if __package__:
    from .command import main
else:
    # Started as a folder: there is no package around this file, and the folder itself is where
    # modules are looked for first. The one is made here and the other taken away, so that a file
    # of ours never stands in for a module of the standard library or the other way round.
    _folder = Path(__file__).resolve().parent
    sys.path[:] = [entry for entry in sys.path if Path(entry or ".").resolve() != _folder]
    _spec = importlib.util.spec_from_file_location(
        "gonogo_verifier", _folder / "__init__.py", submodule_search_locations=[str(_folder)]
    )
    if _spec is None or _spec.loader is None:
        raise SystemExit(5)
    _package = importlib.util.module_from_spec(_spec)
    sys.modules["gonogo_verifier"] = _package
    _spec.loader.exec_module(_package)
    main = importlib.import_module("gonogo_verifier.command").main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
