#!/bin/sh
# sh cmake/bootstrap.sh WORKFLOW            install what is missing, then run the workflow
# sh cmake/bootstrap.sh --install-only W…   install what is missing for these workflows, run nothing
#                                           (also: format, oracles)
#
# WORKFLOW is a workflow of CMakePresets.json: demo, dev, asan, docs, …  On Debian and Ubuntu missing
# packages are installed with apt, as root or through sudo; without either the script stops with
# status 3 and the list. No package is ever removed. On other systems it names what is needed and
# goes on with what is there.
set -eu

usage() {
    echo "usage: sh cmake/bootstrap.sh [--install-only] demo|dev|asan|tsan|fuzz|coverage|tidy|docs|bench|release" >&2
    echo "       with --install-only also: format, oracles" >&2
    exit 2
}

install_only=no
if [ "${1-}" = --install-only ]; then
    install_only=yes
    shift
fi
[ $# -ge 1 ] || usage
[ "$install_only" = yes ] || [ $# -eq 1 ] || usage

cd "$(dirname "$0")/.."
# The minimal default is POSIX; Vietnamese names in tests and output need UTF-8.
export LC_ALL=C.UTF-8

# --- what the workflows need: commands where a command tells, packages where only they do ---------

have() { command -v "$1" >/dev/null 2>&1; }
have_apt() { have apt-get && have dpkg-query; }
installed() {
    case $(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null) in
        installed) return 0 ;;
        *) return 1 ;;
    esac
}

missing=''
needed=''
optional='' # installed along with something else that is missing, where the release has it
need_package() { # PACKAGE
    needed="$needed $1"
    if have_apt && ! installed "$1"; then missing="$missing $1"; fi
}
need_command() { # COMMAND PACKAGE: somebody's own cmake or compiler is as good as the packaged one
    needed="$needed $2"
    if ! have "$1"; then missing="$missing $2"; fi
}

need_library() {
    need_command cmake cmake
    need_command ninja ninja-build
    need_command g++ g++
    need_command pkg-config pkg-config
    # Debian 12 offers two series of Boost that exclude each other: take the one that is there.
    if have_apt && ! installed libboost-dev && installed libboost1.81-dev; then
        need_package libboost1.81-dev
    else
        need_package libboost-dev
    fi
    need_package nlohmann-json3-dev
    need_package libutf8proc-dev
}
need_clang() {
    need_command clang++-19 clang-19
    need_package libclang-rt-19-dev
}

for workflow; do
    case $workflow in
        demo | release) need_library ;;
        bench)
            need_library
            # What we are compared with; run.sh skips what is not there.
            need_package libsqlite3-dev
            need_package python3-networkx
            need_command npm npm
            ;;
        dev)
            need_library
            need_package catch2
            ;;
        asan | tsan)
            need_library
            need_package catch2
            need_clang
            ;;
        fuzz)
            need_library
            need_clang
            ;;
        coverage)
            need_library
            need_package catch2
            need_command gcovr gcovr
            ;;
        tidy)
            need_library
            need_package catch2
            need_clang
            need_command clang-tidy-19 clang-tidy-19
            ;;
        docs)
            need_library
            need_command doxygen doxygen
            need_command dot graphviz
            optional="$optional doxygen-awesome-css"
            ;;
        format | oracles) # no workflows of their own; for --install-only
            [ "$install_only" = yes ] || usage
            if [ "$workflow" = format ]; then
                need_command clang-format-19 clang-format-19
            else # independent programs that the tests compare us with, where they are installed
                need_package libical-dev
                need_package libicu-dev
                need_package libquantlib0-dev
                need_package libvalijson-dev
                need_package libpugixml-dev
            fi
            ;;
        *) usage ;;
    esac
done

# --- install --------------------------------------------------------------------------------------

missing=$(printf '%s\n' "$missing" | tr ' ' '\n' | sort -u | tr '\n' ' ' | sed 's/^ *//; s/ *$//')
if [ -n "$missing" ]; then
    if ! have_apt; then
        echo "bootstrap: not a Debian or Ubuntu system, so nothing can be installed here." >&2
        echo "bootstrap: needed, by their Debian names:$needed" >&2
        echo "bootstrap: commands that were not found belong to: $missing" >&2
        exit 3
    fi
    as_root=''
    if [ "$(id -u)" -ne 0 ]; then
        # Without a terminal nobody could type a password.
        if have sudo && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then
            as_root='sudo -E'
        else
            echo "bootstrap: these packages are missing, and only root or sudo can install them:" >&2
            echo "    apt-get install $missing" >&2
            exit 3
        fi
    fi
    echo "bootstrap: installing $missing"
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086  # as_root and missing are lists of words
    {
        $as_root apt-get -q -o Acquire::Retries=3 -o DPkg::Lock::Timeout=120 update
        for package in $optional; do
            # apt-cache show also answers for names that are only mentioned; the candidate tells.
            case $(apt-cache policy "$package" | sed -n 's/^  Candidate: //p') in
                '' | '(none)') ;;
                *) missing="$missing $package" ;;
            esac
        done
        $as_root apt-get -q -y -o Acquire::Retries=3 -o DPkg::Lock::Timeout=120 \
            --no-remove --no-install-recommends install $missing
    } </dev/null
elif ! have_apt; then
    echo "bootstrap: not a Debian or Ubuntu system; going on with what is here."
    echo "bootstrap: needed, by their Debian names:$needed"
fi

[ "$install_only" = no ] || exit 0

# Workflow presets came with CMake 3.25.
version=$(cmake --version | sed -n '1s/[^0-9]*\([0-9]*\)\.\([0-9]*\).*/\1 \2/p')
major=${version% *}
minor=${version#* }
if [ "$major" -lt 3 ] || { [ "$major" -eq 3 ] && [ "$minor" -lt 25 ]; }; then
    echo "bootstrap: CMake 3.25 or newer is needed, here is $major.$minor" >&2
    echo "bootstrap: (Debian 12, Ubuntu 24.04 and later have it)" >&2
    exit 3
fi

exec cmake --workflow --preset "$1"
