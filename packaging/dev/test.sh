#!/usr/bin/env bash
# Everything that must hold before a change goes in, the quickest first. Pytest's closing line is the last one printed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
bin=.venv/bin

"$bin/python" -m ruff check --quiet .
"$bin/python" -m ruff format --check --quiet .
"$bin/python" -m mypy --no-error-summary
if ! contracts=$("$bin/lint-imports" --no-logo 2>&1); then
    echo "$contracts" >&2
    exit 1
fi
# loadgroup keeps the tests of the real window in one process, one after the other (see tests/conftest.py).
"$bin/python" -m pytest --quiet -n 2 --dist loadgroup -m "not torture" "$@"
