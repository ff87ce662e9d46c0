"""Number claims: how many of what, how exactly, and whether the article stands by it."""

from transforms.annotate.quantities.find import find_quantities
from transforms.annotate.quantities.quantity import Quantity

__all__ = ["Quantity", "find_quantities"]
