#!/usr/bin/env bash
# Makes a fresh machine ready to run and test Copydesk: Python, system libraries, .venv. Costs nothing the second time.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

stamp=.venv/.ready
state=$(cat pyproject.toml packaging/dev/setup.sh packaging/dev/system.sh packaging/dev/debian.txt | cksum)
if [[ -x .venv/bin/python && -f $stamp && $(<"$stamp") == "$state" ]]; then exit 0; fi

# The first Python that is new enough and can make a virtual environment (Debian leaves that out of python3).
find_python() {
    local python
    for python in python3.13 python3.12 python3.11 python3; do
        if "$python" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            echo "$python"
            return
        fi
    done
}

python=$(find_python)
if [[ -z $python ]]; then
    bash packaging/dev/system.sh python3 python3-venv
    python=$(find_python)
else
    bash packaging/dev/system.sh
fi
if [[ -z $python ]]; then
    echo "Copydesk needs Python 3.11 or newer with its venv module, and there is none here." >&2
    echo "On Debian 12 or Ubuntu 24.04 and later: sudo apt-get install python3 python3-venv" >&2
    exit 1
fi

if ! .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
    echo "Making .venv with $("$python" --version) ..."
    "$python" -m venv --clear .venv
fi
echo "Installing Copydesk and its tools into .venv ..."
pip=(.venv/bin/python -m pip --quiet --disable-pip-version-check --no-input)
"${pip[@]}" install --upgrade 'pip>=25.1' # the first that knows --group
"${pip[@]}" install --editable . --group dev
echo "$state" >"$stamp"
