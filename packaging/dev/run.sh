#!/usr/bin/env bash
# Opens Copydesk; where there is no display, plays the demonstration on a virtual one.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

# Where Python may not write its bytecode by itself, every start would compile the program again.
.venv/bin/python -m compileall -q editor

if [[ -n ${DISPLAY:-} || -n ${WAYLAND_DISPLAY:-} ]]; then
    exec .venv/bin/python -m editor.main "$@"
fi
echo "There is no display here, so Copydesk plays a demonstration on a virtual screen."
exec .venv/bin/python -m tests.e2e.demo "$@"
