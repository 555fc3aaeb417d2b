#!/usr/bin/env bash
# Installs what is missing of debian.txt and of the packages named, where it may; says what is missing where it may not.
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")

if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    for tool in Xvfb openbox xdotool xmodmap; do
        command -v "$tool" >/dev/null || echo "Not found: $tool. The tests of the real window need it." >&2
    done
    exit 0
fi

installed() { [[ $(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null) == installed ]]; }

missing=()
for need in "$@" $(grep -v '^#' "$here/debian.txt"); do
    found=
    for name in ${need//|/ }; do
        if installed "$name"; then found=yes; fi
    done
    [[ -n $found ]] || missing+=("$need")
done
((${#missing[@]})) || exit 0

if ((EUID == 0)); then
    root=()
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    root=(sudo -n)
else
    echo "These system packages are missing, and only root may install them:" >&2
    printf '  %s\n' "${missing[@]}" >&2
    exit 0
fi

# An older apt-get would ask about a changed setting, and there may be nobody to answer.
apt() { "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 "$@" </dev/null >/dev/null; }

echo "Installing ${#missing[@]} system packages ..."
apt update || echo "apt-get update failed; going on with the lists that are here." >&2
wanted=()
for need in "${missing[@]}"; do
    for name in ${need//|/ }; do
        if apt-cache show "$name" >/dev/null 2>&1; then
            wanted+=("$name")
            continue 2
        fi
    done
    echo "This system has no package $need; going on without it." >&2
done
if ! apt install --yes --no-install-recommends "${wanted[@]}"; then
    echo "apt-get could not install: ${wanted[*]}" >&2
    echo "Going on; what needs them will say so." >&2
fi
