#!/usr/bin/env bash
# Install what the full tests need of the system (Debian, Ubuntu); does nothing where it is there already.
#   chromium    the browser in which the dashboard and the documentation are tried
#   graphviz    draws the pictures of the documentation (`dot`)
#   postgresql  the database of a Prefect server with more than one worker
# Nothing of it is needed to run Presswerk on one machine.
set -euo pipefail

packages=(chromium graphviz postgresql)
missing=()
for package in "${packages[@]}"; do
    if ! dpkg-query --show --showformat='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed'; then
        missing+=("$package")
    fi
done
if [ ${#missing[@]} -eq 0 ]; then
    exit 0
fi
if [ "$(id -u)" -ne 0 ]; then
    echo "Missing: ${missing[*]}. Run this as root, or: sudo apt-get install ${missing[*]}" >&2
    exit 1
fi
export DEBIAN_FRONTEND=noninteractive
# Tests start clusters of their own; the one that the package would start is of no use.
if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
    mkdir -p /etc/postgresql-common
    echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.conf
fi
apt-get update -qq
apt-get install -qq --yes --no-install-recommends "${missing[@]}"
