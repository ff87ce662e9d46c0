"""Faults: a run is killed, starved, lied to and raced, and the warehouse must come out the same."""
