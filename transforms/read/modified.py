"""When a file was last changed, as a number that a column can hold."""

import os

LATEST_NS = 2**63 - 1
"""11 April 2262. File systems know later times, up to the year 2446 and beyond, which a wrong clock or a
broken archive may leave behind; 64 bits of nanoseconds do not."""


def modified_ns(status: os.stat_result) -> int:
    """Nanoseconds since 1970-01-01, within what 64 bits hold.

    Args:
        status: what the system says of a file.
    """
    return max(-LATEST_NS, min(status.st_mtime_ns, LATEST_NS))
