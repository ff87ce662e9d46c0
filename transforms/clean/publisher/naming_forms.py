"""The forms in which a page names an outlet, by strength."""

from __future__ import annotations

IMPRINT = 1
"""Copyright or imprint: "© 2026 Name GmbH"."""

AFFIX = 2
"""A form that only the outlet itself uses: "Name News", "Home | Name", a listed banner line."""

BANNER = 3
"""The bare name above the title, or at the root of a breadcrumb list."""

BARE = 4
"""The bare name elsewhere."""
