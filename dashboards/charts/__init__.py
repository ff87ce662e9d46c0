"""Charts: Vega-Lite, drawn as SVG on the server.

A chart needs no script in the browser, takes its colours from the page's style sheet and so follows its
theme, names every mark for screen readers, and its marks are links.
"""
