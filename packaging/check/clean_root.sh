#!/usr/bin/env bash
# Installs a package in a bare system without Python and lives a life with it: see the steps below. Needs root.
#   clean_root.sh SUITE PACKAGE FORMER_PACKAGE FOLDER
# The bare system is made by debootstrap once and kept in COPYDESK_CACHE; the trial happens in a layer above it that is
# thrown away. FOLDER keeps the screenshot and what was printed. The X server, its keys and the screenshot are this
# machine's, so that nothing but the package brings libraries into the system.
set -euo pipefail

suite=$1 package=$(realpath "$2") former=$(realpath "$3") folder=$4
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${COPYDESK_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/copydesk-packaging}
base=$cache/roots/$suite
mkdir -p "$folder" "$cache/roots"
folder=$(realpath "$folder")

if [[ ! -e $base/.made ]]; then
    rm -rf "$base"
    debootstrap --variant=minbase "$suite" "$base" >"$folder/debootstrap.log" 2>&1
    touch "$base/.made"
fi

work=$(mktemp -d "$cache/trial.XXXXXX")
children=()
clean_up() {
    # unshare heeds nothing less, and takes everything inside with it.
    for child in "${children[@]}"; do kill -KILL "$child" 2>/dev/null || true; done
    wait 2>/dev/null || true
    mountpoint -q "$work/root" && umount -l "$work/root"
    rm -rf "$work"
}
trap clean_up EXIT
mkdir -p "$work"/{upper,layer,root,talk}
mount -t overlay overlay -o "lowerdir=$base,upperdir=$work/upper,workdir=$work/layer" "$work/root"
cp /etc/resolv.conf "$work/root/etc/resolv.conf"
mkdir -p "$work/root/packages" "$work/root/talk" "$work/root/tmp/.X11-unix"
cp "$here/inside.sh" "$work/root/packages/"
ln "$package" "$work/root/packages/new.deb" 2>/dev/null || cp "$package" "$work/root/packages/new.deb"
cp "$former" "$work/root/packages/former.deb"

# A screen of our own, on the first number that is free.
display=90
while [[ -e /tmp/.X11-unix/X$display ]]; do display=$((display + 1)); done
Xvfb ":$display" -screen 0 1600x1000x24 -nolisten tcp >/dev/null 2>&1 &
children+=($!)
for _ in $(seq 100); do [[ -e /tmp/.X11-unix/X$display ]] && break; sleep 0.1; done
DISPLAY=:$display openbox >/dev/null 2>&1 &
children+=($!)

# Not chroot: in one, no program may make the user namespaces of which Chromium's sandbox is made.
unshare --mount --pid --uts --fork --kill-child bash -c '
    set -e
    root=$1 screen=$2 display=$3
    mount --make-rprivate /
    mount --bind "$root" "$root"
    mount -t proc proc "$root/proc"
    mount -t tmpfs -o mode=755 tmpfs "$root/dev"
    for device in null zero full random urandom tty; do
        touch "$root/dev/$device"
        mount --bind "/dev/$device" "$root/dev/$device"
    done
    mkdir -p "$root/dev/shm" "$root/dev/pts" "$root/old"
    mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
    mount -t devpts -o newinstance,ptmxmode=0666 devpts "$root/dev/pts"
    ln -s pts/ptmx "$root/dev/ptmx"
    ln -s /proc/self/fd "$root/dev/fd"
    mount --bind "$screen" "$root/tmp/.X11-unix"
    cd "$root"
    pivot_root . old
    umount -l old
    rmdir old
    exec env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 HOME=/root \
        DISPLAY=":$display" bash /packages/inside.sh
' - "$work/root" /tmp/.X11-unix "$display" >"$folder/$suite.log" 2>&1 &
trial=$!
children+=("$trial")

export DISPLAY=:$display
told() { [[ -e $work/root/talk/$1 ]]; }
failed() { echo "$suite: $1. What was printed is in $folder/$suite.log" >&2; tail -n 25 "$folder/$suite.log" >&2; exit 1; }
wait_for() { # what, seconds: until the trial inside has said so
    for _ in $(seq $(($2 * 5))); do
        told "$1" && return
        kill -0 "$trial" 2>/dev/null || failed "it ended before “$1”"
        sleep 0.2
    done
    failed "“$1” did not come within $2 seconds"
}
window() { xdotool search --onlyvisible --name "$1" 2>/dev/null | tail -n 1 || true; }

wait_for opened 900
has_keys() { [[ $(xdotool getactivewindow getwindowname 2>/dev/null) == *bicycles* ]]; }
for _ in $(seq 150); do
    # Asked again and again: a window that only just comes, or goes, is an error to xdotool.
    xdotool windowactivate "$(window bicycles)" 2>/dev/null || true
    has_keys && break
    sleep 0.2
done
has_keys || failed "no window shows the article"
sleep 3 # the page comes a moment after the text
touch "$work/root/talk/shown"
wait_for looked 60
xdotool key ctrl+Home
xdotool type --delay 40 "Typed here. "
xdotool key ctrl+s
sleep 2
import -window root "$folder/$suite.png"
xdotool key ctrl+q
touch "$work/root/talk/typed"
if wait "$trial"; then
    grep '^== ' "$folder/$suite.log"
    echo "$suite: everything held. The screenshot is $folder/$suite.png"
else
    failed "it does not hold"
fi
