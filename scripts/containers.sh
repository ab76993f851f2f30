# Hosts in containers, for tests: an engine, the image of a host, and an end without leftovers. Sourced by scripts/test, after
# scripts/lib.sh. Callers set `home`; where it all worked HOLDPOINT_HOST_IMAGE names the image.

base=debian:bookworm-slim
label=dev.holdpoint.tests

# containers_up: the engine and the image; fails with one line that says what is missing.
containers_up() {
    engine_up && base_up && image_up || return 1
    export HOLDPOINT_HOST_IMAGE=$image HOLDPOINT_HOST_LABEL=$label=$home
    # What tests leave is swept here, by the label; the image that Testcontainers would sweep with cannot be had everywhere.
    export TESTCONTAINERS_RYUK_DISABLED=true
    # Within a container, with an engine beside it: ports are not where Testcontainers looks then.
    [ ! -e /.dockerenv ] || [ -n "${DOCKER_HOST-}" ] || export TESTCONTAINERS_HOST_OVERRIDE=127.0.0.1
    containers_swept
}

# containers_down: what tests have left, and the engine where it was started here and nobody else uses it.
containers_down() {
    [ -n "${HOLDPOINT_HOST_IMAGE-}" ] && containers_swept
    [ -n "${engine-}" ] || return 0
    if [ -n "$(docker ps -q)" ]; then
        say "others have containers: dockerd goes on, process $engine"
    else
        kill "$engine" && while kill -0 "$engine" 2>/dev/null; do sleep 0.1; done
    fi
}

containers_swept() {
    local left
    left=$(docker ps -aq --filter "label=$label=$home")
    [ -z "$left" ] || docker rm -f $left >/dev/null
    left=$(docker network ls -q --filter "label=$label=$home")
    [ -z "$left" ] || docker network rm $left >/dev/null
}

engine_up() {
    local why
    if why=$(docker info 2>&1 >/dev/null); then return 0; fi
    if [ "$EUID" -ne 0 ]; then
        say "hosts in containers need Docker, and it does not answer: $(tail -n 1 <<<"$why"); start it, and let this user use it"
        return 1
    fi
    need dockerd docker.io 'hosts are containers' && need docker docker.io 'hosts are containers' || return 1
    local log=$home/target/dockerd.log
    say "starting dockerd, because no Docker answers; it ends with this script (log: $log) …"
    mkdir -p "$home/target"
    setsid dockerd >"$log" 2>&1 </dev/null &
    engine=$!
    for _ in {1..120}; do
        docker info >/dev/null 2>&1 && return 0
        kill -0 "$engine" 2>/dev/null || break
        sleep 0.5
    done
    say "dockerd does not answer: $(grep -E 'level=(error|fatal)|failed' "$log" | tail -n 1); all of it: $log"
    kill "$engine" 2>/dev/null
    engine=
    return 1
}

# The system that the image starts from: had, pulled, or made of the packages of this machine's own sources.
base_up() {
    docker image inspect "$base" >/dev/null 2>&1 && return 0
    timeout 300 docker pull -q "$base" >/dev/null 2>&1 && return 0
    local sources=/etc/apt/sources.list.d/debian.sources
    [ -f "$sources" ] || sources=/etc/apt/sources.list
    if ! grep -qs 'bookworm' "$sources"; then
        say "$base can neither be pulled nor be made here: that takes a Debian 12 with its sources in $sources"
        return 1
    fi
    need mmdebstrap mmdebstrap "it makes $base, which cannot be pulled" || return 1
    say "making $base, because it cannot be pulled (about a minute) …"
    local log=$home/target/base.log
    mkdir -p "$home/target"
    (
        set -o pipefail
        mmdebstrap --quiet --variant=minbase --aptopt='Acquire::Languages "none"' --aptopt='Acquire::Retries "3"' \
            --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
            --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-include=/usr/share/doc/*/copyright' \
            --customize-hook='printf "#!/bin/sh\nexit 101\n" >"$1/usr/sbin/policy-rc.d"; chmod 755 "$1/usr/sbin/policy-rc.d"' \
            bookworm - "$sources" |
            docker import --change 'CMD ["bash"]' \
                --change 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' - "$base"
    ) >"$log" 2>&1 && return 0
    docker image rm "$base" >/dev/null 2>&1
    say "$base cannot be made: $(tail -n 1 "$log"); all of it: $log"
    return 1
}

# Named by what it is made of: built again when that changes. It is built in the network of this machine, whose names and proxy count.
image_up() {
    local from=$home/src/test/docker variable
    local -a proxies=()
    image=holdpoint-host:$(cd "$from" && LC_ALL=C && cat -- * | sha256sum | cut -c 1-12)
    docker image inspect "$image" >/dev/null 2>&1 && return 0
    say "building $image, the hosts of the tests (about half a minute) …"
    for variable in http_proxy https_proxy no_proxy; do
        [ -z "${!variable-}" ] || proxies+=(--build-arg "$variable")
    done
    local log=$home/target/image.log
    mkdir -p "$home/target"
    # Once more, for a mirror that stumbled.
    docker build --network host "${proxies[@]}" -t "$image" "$from" >"$log" 2>&1 </dev/null ||
        docker build --network host "${proxies[@]}" -t "$image" "$from" >"$log" 2>&1 </dev/null && return 0
    say "$image cannot be built; the end of $log says why"
    return 1
}
