#!/bin/sh
# Installs Copydesk for one person without root, from the folder in which this file lies; for everybody where root runs it.
#   install.sh [--uninstall]
set -eu

if [ "$(id -u)" = 0 ]; then
    target=/opt/copydesk bin=/usr/local/bin share=/usr/local/share
else
    target=$HOME/.local/opt/copydesk bin=$HOME/.local/bin share=${XDG_DATA_HOME:-$HOME/.local/share}
fi
here=$(cd "$(dirname "$0")" && pwd)

refresh() {
    for command in "update-mime-database $share/mime" "update-desktop-database $share/applications"; do
        if command -v "${command%% *}" >/dev/null 2>&1; then $command >/dev/null 2>&1 || true; fi
    done
}

remove() {
    if [ -f "$target/files" ]; then
        while IFS= read -r file; do rm -f "$share/$file"; done <"$target/files"
    fi
    rm -f "$bin/copydesk"
    rm -rf "$target"
}

if [ "${1:-}" = --uninstall ]; then
    remove
    refresh
    echo "Copydesk was removed. What you wrote, your settings and kept versions are where they were."
    exit 0
fi

# The folder of a former version goes as a whole: parts of two versions must not mix.
remove
mkdir -p "$(dirname "$target")" "$bin" "$share"
cp -R "$here/copydesk" "$target"
cp "$here/install.sh" "$target/install.sh"
(cd "$here/share" && find . -type f | sed 's|^\./||' | LC_ALL=C sort) >"$target/files"
while IFS= read -r file; do
    mkdir -p "$(dirname "$share/$file")"
    cp "$here/share/$file" "$share/$file"
done <"$target/files"
sed -i "s|/usr/bin/copydesk|$target/copydesk|" "$share/applications/copydesk.desktop"
ln -sf "$target/copydesk" "$bin/copydesk"
refresh
echo "Copydesk is installed in $target. To remove it: $target/install.sh --uninstall"
case ":$PATH:" in *":$bin:"*) ;; *) echo "The command “copydesk” is in $bin, which is not on your PATH yet." ;; esac
if ! "$target/copydesk" --version >/dev/null 2>&1; then
    echo "It does not start: this system lacks libraries. The guide's page “Installing” lists them." >&2
    exit 1
fi
