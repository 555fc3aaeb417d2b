#!/usr/bin/env bash
# Collects every sentence a person reads into the template that translators start from.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

mkdir -p resources/locale
.venv/bin/pybabel --quiet extract --project=Copydesk --version="$(.venv/bin/python -c 'import editor; print(editor.__version__)')" \
    --add-comments=Translators: --add-location=file --sort-by-file --width=100 --output=resources/locale/copydesk.pot editor
echo "$(grep -c '^msgid' resources/locale/copydesk.pot) sentences in resources/locale/copydesk.pot"
