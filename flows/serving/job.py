"""The main job as it is handed to a run's process."""

from __future__ import annotations

from prefect import flow

from flows.main_job import main_job
from flows.settings import Settings
from flows.summary import RunSummary


def run_main_job(settings: Settings) -> RunSummary:
    """Turn raw files into a new generation of the warehouse."""
    return main_job.fn(settings)


# The runner hands the flow to a new process by name. `flows.main_job.main_job` is the name of a flow, not of
# the function in it, so that function would travel by value, and leave the types of its parameters behind.
served_job = flow(name=main_job.name, persist_result=False)(run_main_job)
