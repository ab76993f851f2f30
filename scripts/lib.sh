# Shared by the scripts here: finding a JDK 25, installing what is missing, running Maven. Sourced, never run.
# Callers set `name` (who speaks) and `home` (the repository).

say() { printf '%s: %s\n' "$name" "$*" >&2; }

# find_jdk: sets `jdk` to the home of a JDK 25 (javac included); fails without one. Reads `release` files, so it forks nothing.
find_jdk() {
    local candidate release
    local -a candidates=(${JAVA_HOME:+"$JAVA_HOME"})
    release=$(command -v javac) && release=$(readlink -f "$release") && candidates+=("${release%/bin/javac}")
    candidates+=(/usr/lib/jvm/* /usr/java/* /opt/*jdk* /opt/java/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/*
        "$HOME"/.local/share/mise/installs/java/* "$HOME"/.asdf/installs/java/*
        /Library/Java/JavaVirtualMachines/*/Contents/Home)
    for candidate in "${candidates[@]}"; do
        [ -x "$candidate/bin/javac" ] && [ -r "$candidate/release" ] || continue
        release=$(<"$candidate/release")
        case $release in
            *'JAVA_VERSION="25"'* | *'JAVA_VERSION="25.'*) jdk=$candidate && return 0 ;;
        esac
    done
    return 1
}

no_jdk() {
    say "needs a JDK 25 and found none (looked at JAVA_HOME, PATH, /usr/lib/jvm, /opt, ~/.sdkman, ~/.jdks): install one" \
        "(Temurin 25, for example) or set JAVA_HOME"
}

# as_root COMMAND…: runs it where that needs no password; fails otherwise.
as_root() {
    if [ "$EUID" -eq 0 ]; then
        "$@"
    else
        command -v sudo >/dev/null && sudo -n "$@"
    fi
}

apt_install() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o DPkg::Lock::Timeout=120 --no-install-recommends install "$1" \
        >/dev/null 2>&1 </dev/null
}

# need PROGRAM PACKAGE WHY: installs PACKAGE where PROGRAM is missing, saying so; fails with one line where that cannot be.
need() {
    command -v "$1" >/dev/null && return 0
    if command -v apt-get >/dev/null && as_root true 2>/dev/null; then
        say "installing $2, because $1 is missing ($3) …"
        apt_install "$2" || { as_root apt-get -qq update >/dev/null 2>&1 </dev/null && apt_install "$2"; }
        hash -r
        command -v "$1" >/dev/null && return 0
    fi
    say "$1 is missing ($3): install the package $2"
    return 1
}

# maven ARGUMENT…: on the JDK found; quiet about what Maven's own libraries do on it.
maven() {
    JAVA_HOME=$jdk MAVEN_SKIP_RC=1 \
        MAVEN_OPTS="--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow ${MAVEN_OPTS:-}" \
        mvn -B -f "$home/pom.xml" "$@" </dev/null
}

# missing_artifacts LOG: whether Maven stopped for want of the network.
missing_artifacts() { grep -qE 'offline mode|has not been downloaded from it before' "$1"; }

# maven_offline_first LOG ARGUMENT…: from the local repository alone, and with the network only where something is missing in it.
maven_offline_first() {
    local log=$1
    shift
    maven -o "$@" >"$log" 2>&1 && return 0
    missing_artifacts "$log" && maven "$@" >"$log" 2>&1
}
