"""What mkdocs does beyond its settings: pages that lie outside docs/ become pages of the site as they are.

A link in a page is written for whoever reads the page in the repository. It is rewritten to where its target
lies on the site, so that one text is right on both sides.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

OUTSIDE = {
    "README.md": "readme.md",
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "SECURITY.md": "security.md",
    "benchmarks/README.md": "benchmarks.md",
    "models/german/README.md": "models/german.md",
    "models/line_roles/README.md": "models/line_roles.md",
}
"""Pages outside docs/, by their path in the repository, with their path on the site."""

_INSIDE = {site: repository for repository, site in OUTSIDE.items()}
_LINK = re.compile(r"\]\((?P<target>[^)#:\s]+)(?P<anchor>#[^)\s]*)?\)")
_FENCE = re.compile(r"(^```.*?^```$)", re.DOTALL | re.MULTILINE)


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add the pages that lie outside docs/."""
    root = Path(config.config_file_path).parent
    for repository, site in OUTSIDE.items():
        files.append(File.generated(config, site, abs_src_path=str(root / repository)))
    return files


def on_page_markdown(markdown: str, *, page: Page, **_: object) -> str:
    """Rewrite the links of a page from the repository to the site."""
    return site_links(markdown, page.file.src_uri)


def site_links(markdown: str, page: str) -> str:
    """The page with its links as the site needs them; code stays as it is.

    Args:
        markdown: text of the page.
        page: path of the page on the site, e.g. ``operations/README.md``.
    """
    folder = posixpath.dirname(_INSIDE.get(page, f"docs/{page}"))

    def rewritten(match: re.Match[str]) -> str:
        target = _on_site(posixpath.normpath(posixpath.join(folder, match["target"])))
        relative = posixpath.relpath(target, posixpath.dirname(page) or ".")
        return f"]({relative}{match['anchor'] or ''})"

    parts = _FENCE.split(markdown)
    return "".join(part if part.startswith("```") else _LINK.sub(rewritten, part) for part in parts)


def _on_site(target: str) -> str:
    """Where a path of the repository lies on the site; the strict build tells what is not there."""
    if target in OUTSIDE:
        return OUTSIDE[target]
    inside = target.removeprefix("docs/")
    return inside if posixpath.splitext(inside)[1] else f"{inside}/README.md"
