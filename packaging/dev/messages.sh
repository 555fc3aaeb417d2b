#!/usr/bin/env bash
# Collects every sentence a person reads into the template that translators start from.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

template=${1:-resources/locale/copydesk.pot}
mkdir -p "$(dirname "$template")"
PYTHONPATH=packaging/dev .venv/bin/pybabel --quiet extract --project=Copydesk \
    --version="$(.venv/bin/python -c 'import editor; print(editor.__version__)')" --mapping=packaging/dev/messages.ini \
    --add-comments=Translators: --add-location=file --sort-by-file --width=100 --output="$template" editor resources/rules
echo "$(grep -c '^msgid' "$template") sentences in $template"
