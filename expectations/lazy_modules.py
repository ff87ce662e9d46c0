"""Modules that are executed when they are first used, not when somebody imports them."""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import LazyLoader, find_spec, module_from_spec


def import_lazily(*names: str) -> None:
    """Put modules where an import finds them, without executing them yet.

    Great Expectations imports scipy.stats for expectations that no suite here uses, which takes 40 % of its
    own import. Should anything use such a module, it is executed then.

    Args:
        names: modules inside packages; what is not installed or already imported is left alone.
    """
    for name in names:
        parent, _, child = name.rpartition(".")
        try:
            package = import_module(parent)
            spec = find_spec(name)
        except ModuleNotFoundError:
            continue
        if name in sys.modules or spec is None or spec.loader is None:
            continue
        spec.loader = LazyLoader(spec.loader)
        module = module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
        setattr(package, child, module)
