#!/usr/bin/env bash
# The part of clean_root.sh that runs in the bare system, as its first process. Every step ends the trial if it fails.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive
step() { echo "== $*"; }
fail() { echo "FAILED: $*"; exit 1; }
tell() { touch "/talk/$1"; }
wait_for() { until [[ -e /talk/$1 ]]; do sleep 0.2; done; }
as_officer() { setpriv --reuid=officer --regid=officer --init-groups --reset-env env DISPLAY="$DISPLAY" LANG=C.UTF-8 "$@"; }
processes_with() { # words of the command line: the numbers of such processes, but for this script's own
    local file line
    for file in /proc/[0-9]*/cmdline; do
        line=$(tr '\0' ' ' <"$file" 2>/dev/null) || continue
        if [[ $line == *"$1"* && $line != *gio* ]]; then echo "${file//[^0-9]/}"; fi
    done
}
type_of() { gio info -a standard::content-type "$1"; }
programs_for() { as_officer gio mime "$1"; }
everything() { find / -xdev \( -path /proc -o -path /dev -o -path /talk -o -path /packages -o -path /home -o -path /tmp \) -prune -o -iname '*copydesk*' -print; }

step "a system without Python"
! command -v python3 >/dev/null || fail "there is a Python"
apt-get update -qq
useradd --create-home --home-dir "/home/zoë" officer

step "install the former version"
apt-get install -y -qq --no-install-recommends /packages/former.deb
[[ -e /usr/lib/copydesk/_internal/stale ]] || fail "the former version lacks its mark"

step "upgrade"
apt-get install -y -qq --no-install-recommends apparmor # Debian has it, a bare one has not
apt-get install -y -qq --no-install-recommends /packages/new.deb
[[ ! -e /usr/lib/copydesk/_internal/stale ]] || fail "something of the former version is left"
! command -v python3 >/dev/null || fail "the package brought a Python"
copydesk --version

step "AppArmor's profile, where the system knows its kind"
profile=/etc/apparmor.d/copydesk
if [[ -e /etc/apparmor.d/abi/4.0 ]]; then
    [[ $(apparmor_parser --names "$profile") == copydesk ]] || fail "the profile is not there, or not read"
    # As a kernel of Ubuntu 24.04 would be given it, whatever this one has. 21 is what it calls user namespaces.
    features=/etc/apparmor.d/abi/4.0
    apparmor_parser --kernel-features "$features" --policy-features "$features" -QK -D rule-exprs "$profile" 2>&1 \
        | grep -F 'rule: \x15  ->' || fail "the profile allows no user namespaces"
else
    [[ ! -e $profile ]] || fail "a profile that this system cannot read was put into place"
    echo "$(apparmor_parser --version | head -n 1): no profile needed"
fi

step "self-test as an ordinary user, with Chromium's sandbox on"
as_officer copydesk --self-test 2>/tmp/errors || { cat /tmp/errors; fail "the self-test"; }

step "open an article by its type"
apt-get install -y -qq --no-install-recommends libglib2.0-bin shared-mime-info desktop-file-utils
cd "/home/zoë"
mkdir -p archive/news/Surrey
article=archive/news/Surrey/bicycles.md
printf '%s\n' '```yaml' 'area: Surrey' 'og:' '  title: Two bicycles found' 'title: Two bicycles found | Surrey Police' \
    'url: https://www.surrey.police.uk/news/surrey/news/2019/11/two-bicycles-found/' '```' '' \
    'Two bicycles were found beside the canal.' '' 'They are **home** again.' >"$article"
printf '# Notes\n\nAny other Markdown.\n' >notes.md
chown -R officer: .
cp "$article" /tmp/before.md
[[ $(type_of "$article") == *text/x-copydesk-article* ]] || fail "the article's type is $(type_of "$article")"
[[ $(type_of notes.md) == *text/markdown* ]] || fail "other Markdown is $(type_of notes.md)"
[[ $(programs_for text/x-copydesk-article) == *copydesk.desktop* ]] || fail "no program for the type"
[[ $(programs_for text/markdown) != *"Default"*copydesk.desktop* ]] || fail "other Markdown opens in Copydesk"
as_officer gio open "$article" &
tell opened

wait_for shown
step "the page's process"
main=$(processes_with "copydesk /home/zoë/$article")
[[ -n $main ]] || fail "there is no process of the program"
shut_off() { # processes of Chromium that may make few system calls, and have rights only in a namespace of their own
    local process
    for process in $(processes_with QtWebEngineProcess); do
        if grep -q '^Seccomp:.*2' "/proc/$process/status" \
            && [[ $(readlink "/proc/$process/ns/user") != $(readlink "/proc/$main/ns/user") ]]; then
            echo "$process"
        fi
    done
}
for _ in $(seq 100); do [[ -n $(shut_off) ]] && break; sleep 0.2; done
for process in $main $(processes_with QtWebEngineProcess); do
    echo "$process: user $(readlink "/proc/$process/ns/user"), $(grep '^Seccomp:' "/proc/$process/status" | tr '\t' ' '), $(
        tr '\0' ' ' <"/proc/$process/cmdline" | cut -c 1-110)"
done
[[ -n $(shut_off) ]] || fail "no process of the page is in a sandbox"
tell looked

wait_for typed
step "what was typed was saved, and nothing else changed"
sed 's/^Two bicycles were/Typed here. Two bicycles were/' /tmp/before.md >/tmp/wanted.md
for _ in $(seq 50); do cmp -s /tmp/wanted.md "$article" && break; sleep 0.2; done
diff /tmp/wanted.md "$article" || fail "the file is not what was typed"
for _ in $(seq 100); do [[ -e /proc/$main ]] || break; sleep 0.2; done
[[ ! -e /proc/$main ]] || fail "the program did not end"

step "purge"
apt-get purge -y -qq copydesk
left=$(everything | grep -v '^/var/log/' | grep -v '^/var/lib/apt/' || true)
[[ -z $left ]] || fail "left behind: $left"
! grep -q copydesk /usr/share/applications/mimeinfo.cache 2>/dev/null || fail "the list of types still names it"
[[ $(type_of "$article") != *x-copydesk* ]] || fail "the type is still known: $(type_of "$article")"
cmp /tmp/wanted.md "$article"
step "nothing is left outside the homes"
