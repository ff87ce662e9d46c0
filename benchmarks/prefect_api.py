"""Questions to the API of a Prefect server, as a client that is not Prefect's own asks them."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
import uuid
from typing import Any

_TIMEOUT_SECONDS = 30


def ask(api: str, what: str, **body: Any) -> Any:
    """Ask by POST; a server that wants to know its clients gets a token of its own first.

    Args:
        api: address of the API.
        what: path below it, e.g. ``flow_runs/filter``.
        **body: the question.
    """
    request = urllib.request.Request(
        f"{api}/{what}",
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json", **_token(api)},
    )
    with urllib.request.urlopen(request, timeout=_TIMEOUT_SECONDS) as answer:
        return json.loads(answer.read() or "null")


def _token(api: str) -> dict[str, str]:
    """What a client shows that is no script of some web page; nothing where the server does not ask."""
    client = str(uuid.uuid4())
    try:
        with urllib.request.urlopen(f"{api}/csrf-token?client={client}", timeout=_TIMEOUT_SECONDS) as answer:
            token = json.load(answer)["token"]
    except urllib.error.HTTPError as error:
        if error.code in (404, 422):
            return {}
        raise
    return {"Prefect-Csrf-Token": token, "Prefect-Csrf-Client": client}
