"""Hostile input: pages that nobody would print, and what becomes of them.

`pages.hostile_pages` is the hypothesis strategy, which the tests draw from too; ``python -m
benchmarks.bad_input`` puts ten thousand of its pages through real runs of the main job.
"""
