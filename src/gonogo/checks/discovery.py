"""Find the checks: every module in the folder `catalog/` is one.

Adding a check is adding a module and its test; there is no list to edit.
"""

import importlib
import pkgutil
from collections.abc import Mapping
from types import MappingProxyType

from gonogo.checks import catalog
from gonogo.checks.check import Check, from_module
from gonogo.checks.errors import UnknownCheckError


def discover() -> Mapping[str, Check]:
    """Return every check of the catalog by its identifier, sorted.

    Raises:
        MalformedCheckError: a module in the folder is not a whole check.
    """
    names = sorted(found.name for found in pkgutil.iter_modules(catalog.__path__))
    return MappingProxyType(
        {name: from_module(importlib.import_module(f"{catalog.__name__}.{name}")) for name in names}
    )


CATALOG = discover()


def find(name: str) -> Check:
    """Return the check of this name.

    Raises:
        UnknownCheckError: there is none; the error names the nearest.
    """
    if name not in CATALOG:
        raise UnknownCheckError(name, CATALOG)
    return CATALOG[name]
