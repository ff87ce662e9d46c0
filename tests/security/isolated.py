"""Run a command in a network that consists of its own loopback, and tell what it did to it.

Started by `isolate` in a network namespace of its own, so the kernel's counters and tables there are those of
the command alone. They are kept whatever language or library opens a connection.
"""

from __future__ import annotations

import fcntl
import ipaddress
import json
import socket
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

ALONE = ("unshare", "--map-root-user", "--net")
"""In a user and a network namespace of its own."""
_SIOCSIFFLAGS, _IFF_UP = 0x8914, 0x1
_LISTENING = "0A"
LOOK_SECONDS = 0.1
"""Between two looks at who listens; a server lives for many of them."""


@dataclass(frozen=True)
class Isolated:
    """What a command did in a network of its own.

    Attributes:
        returncode: its exit code.
        output: what it wrote, both streams.
        unreachable_count: packets and connections it meant for anywhere outside loopback.
        datagram_count: datagrams it sent, which questions for names would be.
        connection_count: connections it opened on loopback.
        listening: addresses anything listened at, at any time.
    """

    returncode: int
    output: str
    unreachable_count: int
    datagram_count: int
    connection_count: int
    listening: frozenset[str]

    @property
    def is_loopback_only(self) -> bool:
        """Whether nothing listened to other machines."""
        return all(ipaddress.ip_address(address).is_loopback for address in self.listening)


def isolate(command: Sequence[object], cwd: Path, env: Mapping[str, str]) -> Isolated:
    """Run a command in a network of its own; skips the test where the system does not allow that."""
    try:
        probe = subprocess.run([*ALONE, "true"], capture_output=True, text=True)
    except FileNotFoundError:
        pytest.skip("`unshare` (util-linux) is not installed, so a network of its own cannot be made")
    if probe.returncode:
        pytest.skip(f"This system allows no network namespaces: {probe.stderr.strip()}")
    done = subprocess.run(
        [*ALONE, sys.executable, "-m", "tests.security.isolated", *map(str, command)],
        capture_output=True,
        text=True,
        cwd=cwd,
        env=dict(env),
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    return Isolated(**{**found, "listening": frozenset(found["listening"])})


def _raise_loopback() -> None:
    """`ip link set lo up`, also where there is no `ip`."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        fcntl.ioctl(control, _SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", _IFF_UP))


def _counters() -> dict[str, int]:
    counters: dict[str, int] = {}
    rows = [line.split() for line in Path("/proc/net/snmp").read_text().splitlines()]
    for names, values in zip(rows[::2], rows[1::2], strict=True):
        counters |= {names[0] + name: int(value) for name, value in zip(names[1:], values[1:], strict=True)}
    file = Path("/proc/net/snmp6")
    rows6 = [line.split() for line in file.read_text().splitlines()] if file.exists() else []
    return counters | {name: int(value) for name, value in rows6}


def _listening() -> set[str]:
    found = set()
    for table, family in (("tcp", socket.AF_INET), ("tcp6", socket.AF_INET6)):
        file = Path("/proc/net") / table
        for line in file.read_text().splitlines()[1:] if file.exists() else []:
            _, local, _, state, *_ = line.split()
            if state == _LISTENING:
                words = bytes.fromhex(local.partition(":")[0])
                # The kernel writes each 32-bit word in the machine's own byte order.
                packed = b"".join(
                    int.from_bytes(words[at : at + 4], sys.byteorder).to_bytes(4, "big")
                    for at in range(0, len(words), 4)
                )
                found.add(socket.inet_ntop(family, packed))
    return found


def _main(command: Sequence[str]) -> None:
    _raise_loopback()
    listening: set[str] = set()
    with tempfile.TemporaryFile("w+") as written:
        process = subprocess.Popen(command, stdout=written, stderr=subprocess.STDOUT)
        while process.poll() is None:
            listening |= _listening()
            time.sleep(LOOK_SECONDS)
        written.seek(0)
        output = written.read()
    counters = _counters()
    found = {
        "returncode": process.returncode,
        "output": output,
        "unreachable_count": counters["Ip:OutNoRoutes"] + counters.get("Ip6OutNoRoutes", 0),
        "datagram_count": counters["Udp:OutDatagrams"] + counters.get("Udp6OutDatagrams", 0),
        "connection_count": counters["Tcp:ActiveOpens"],
        "listening": sorted(listening),
    }
    print(json.dumps(found))  # noqa: T201 - `isolate` reads it


if __name__ == "__main__":
    _main(sys.argv[1:])
