#!/bin/sh
# Proof that ./run needs nothing but python3, git and apt-get: a minimal Debian in a temporary
# folder, a clone of the last commit, and what a newcomer types. By hand, as root; some minutes.
#
#   tests/fresh-machine.sh [--suite NAME] [--mirror URL] [--keep] [build] [test]
#
# Without `build` or `test`, both. The suite is this machine's own unless named. Package sources,
# pip's configuration and certificates are this machine's, copied when it runs; --mirror is for
# the suites of another distribution. --keep leaves the folder there.
set -eu

say() { printf '\n=== %s\n' "$*"; }
die() { printf 'fresh-machine: %s\n' "$*" >&2; exit 1; }

# --- The machine ----------------------------------------------------------------------------

make_machine() {
    # shellcheck disable=SC1091
    own=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
    suite=${suite:-$own}
    say "minimal $suite in $machine"
    debootstrap --variant=minbase --include=python3,git "$suite" "$machine" \
        "${mirror:-$(own_mirror)}" >"$folder/log" 2>&1 || { tail "$folder/log"; die "debootstrap failed"; }
    copy_access
    chroot "$machine" useradd --create-home --shell /bin/sh newcomer
    git -c safe.directory='*' -C "$repository" bundle create --quiet "$machine/srv/handbook.bundle" HEAD --branches
}

# shellcheck disable=SC2016  # apt's own variables
own_mirror() {
    apt-get indextargets --format '$(CODENAME) $(REPO_URI)' 'Created-By: Packages' |
        sed -n "s/^$own //p" | head -n 1 | grep . || die "no package source of $own here: use --mirror"
}

# What this machine needs to reach its package registries, the other one needs as well.
copy_access() {
    if [ "$mirror" ]; then
        components=$(sed -n 's/^Components: //p' "$machine"/var/lib/apt/lists/*Release | head -n 1)
        echo "deb $mirror $suite $components" >"$machine/etc/apt/sources.list"
        cp -a /etc/apt/apt.conf.d "$machine/etc/apt/"
    else
        rm -f "$machine/etc/apt/sources.list"
        cp -a /etc/apt/. "$machine/etc/apt/"
        find "$machine/etc/apt" \( -name '*.list' -o -name '*.sources' \) \
            -exec sed -i "/^#/!s/\b$own\b/$suite/g" {} +
    fi
    for file in /etc/resolv.conf /etc/hosts /etc/pip.conf; do
        copy_file "$file" "$file"
    done
    for file in "$HOME/.pip/pip.conf" "$HOME/.config/pip/pip.conf"; do
        copy_file "$file" /etc/xdg/pip/pip.conf # for all users
    done
    # By a name that the package ca-certificates does not write over.
    copy_file "${PIP_CERT:-${SSL_CERT_FILE:-}}" /etc/ssl/registries.pem
}

copy_file() { [ ! -f "$1" ] || install -D -m 644 "$1" "$machine$2"; }

# --- What a newcomer does -------------------------------------------------------------------

prove() {
    mount -t proc proc "$machine/proc"
    mount -t tmpfs -o mode=1777 tmpfs "$machine/dev/shm"
    for user in root newcomer; do
        as "$user" git clone --quiet /srv/handbook.bundle "$(home_of "$user")/handbook"
    done
    for command in $commands; do
        refuses newcomer "$command"
        installs root "$command"
        repeats root "$command"
        installs newcomer "$command" # Python packages only: the system has all by now
        repeats newcomer "$command"
    done
    say "proved:$commands"
}

# as USER COMMAND...: on the machine, from the root folder, with an almost empty environment.
as() {
    user=$1
    shift
    registries=$(env | grep -iE '^(pip_|[a-z]*_proxy=)' | grep -v '^PIP_CERT=' | tr '\n' ' ')
    [ ! -f "$machine/etc/ssl/registries.pem" ] || registries="$registries PIP_CERT=/etc/ssl/registries.pem"
    # shellcheck disable=SC2086  # a list of words; the settings of registries hold no blanks
    chroot --userspec="$user:" "$machine" env -i $registries \
        HOME="$(home_of "$user")" PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$@"
}

home_of() { if [ "$1" = root ]; then echo /root; else echo "/home/$1"; fi; }

# do_run USER COMMAND: what it says, and for how long; also left in $folder/out.
do_run() {
    started=$(date +%s)
    status=0
    as "$1" "$(home_of "$1")/handbook/run" "$2" >"$folder/out" 2>&1 || status=$?
    cat "$folder/out"
    echo "--- $1: ./run $2: exit $status after $(($(date +%s) - started)) s"
    return "$status"
}

refuses() {
    say "$1, who may not install: ./run $2"
    if do_run "$1" "$2"; then die "it did not refuse"; fi
    grep -q 'run as root: apt-get update && apt-get install' "$folder/out" || die "it did not say how"
}

installs() {
    say "$1: ./run $2"
    do_run "$1" "$2" || die "./run $2 failed as $1"
}

repeats() {
    say "$1, the second time: ./run $2"
    do_run "$1" "$2" || die "./run $2 failed the second time"
    if grep -E '^run: (installing|creating)' "$folder/out"; then die "it installed again"; fi
}

# --- Arguments ------------------------------------------------------------------------------

suite='' mirror='' keep='' commands='' folder=''
while [ $# -gt 0 ]; do
    case $1 in
        --suite) suite=$2 && shift ;;
        --mirror) mirror=$2 && shift ;;
        --keep) keep=yes ;;
        --prove-in) folder=$2 && shift ;; # this script's call of itself, below
        build | test) commands="$commands $1" ;;
        *) die "unknown argument: $1 (see the head of this file)" ;;
    esac
    shift
done
commands=${commands:-' build test'}

if [ "$folder" ]; then
    machine=$folder/machine
    prove
    exit
fi

[ "$(id -u)" = 0 ] || die "needs root, for debootstrap and chroot"
command -v debootstrap >/dev/null || die "needs debootstrap: apt-get install debootstrap"
repository=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
folder=$(mktemp -d "${TMPDIR:-/var/tmp}/fresh-machine.XXXXXX")
machine=$folder/machine
if [ "$keep" ]; then
    trap 'say "left in $folder"' EXIT
else
    trap 'rm -rf --one-file-system "$folder"' EXIT
fi
trap 'exit 130' INT TERM

make_machine
# Mounts and processes live in namespaces of their own and end with them, however this ends.
# shellcheck disable=SC2086
unshare --mount --propagation private --pid --fork --kill-child \
    sh "$repository/tests/fresh-machine.sh" --prove-in "$folder" $commands
