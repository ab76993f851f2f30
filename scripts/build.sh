# Builds the program into a folder of its own and trains it. Sourced by scripts/holdpoint, after scripts/lib.sh.

# build_app: one build at a time; whoever waited for another's finds it done.
build_app() {
    mkdir -p "$apps"
    exec 9>"$apps/lock"
    if ! flock -n 9; then
        say 'waiting for another build …'
        flock 9
    fi
    fresh || build_now
    local result=$?
    exec 9>&-
    return $result
}

build_now() {
    local why='sources changed' begun=$SECONDS
    [ -e "$apps/current" ] || why='first use'
    find_jdk || { no_jdk; return 1; }
    need mvn maven 'it builds the program' || return 1

    build=$(date +%s)-$$
    java=$jdk/bin/java
    app=$apps/$build
    mkdir -p "$app"
    touch "$app/sources"
    progress "building holdpoint ($why) …"
    if ! compile; then
        progress_end
        grep -E '^\[(ERROR|WARNING)\]' "$apps/build.log" | head -20 >&2
        say "does not build; all that Maven said is in $apps/build.log"
        rm -rf "$app"
        return 1
    fi
    rewrite
    train
    printf '%s\n%s\n' "$build" "$java" >"$apps/current.new" && mv "$apps/current.new" "$apps/current"
    progress_end "built in $((SECONDS - begun)) s"
    sweep
}

compile() {
    maven_offline_first "$apps/build.log" -q -Pfast -Dmaven.test.skip=true \
        -Dbuild.dir="$apps/work" -Dapp.dir="$app" package
}

# Writes out in the built jars what the JVM would make anew at each start. Without it every start is slower, and nothing else: so a failure here is
# no matter.
rewrite() {
    "$java" -cp "$app/holdpoint.jar:$app/lib/*" "$home/scripts/BuiltJars.java" "$app" >"$apps/rewrite.log" 2>&1
    rm -f "$app"/*.new "$app"/lib/*.new
}

# One start of the program for the JVM to learn from, in a terminal of its own where `script` can make one. Without what it
# learned every start is slower, and nothing else.
train() {
    local command one_letter=$'\xe2\x82\xac'
    # As every start: see there.
    [ ${#one_letter} -eq 1 ] || local -x LC_ALL=C.UTF-8
    command=$(printf '%q ' "$java" "${jvm[@]}" "-Dholdpoint.jline=$app/libjlinenative.so" -XX:AOTCacheOutput="$app/start.aot.new" \
        "${hp_program[@]}" "$app/holdpoint.jar" "$hp_main" train "$home/scripts/training.yml" "$home/checklists/pod-databases.yml" "$home/scripts/training-start.yml")
    if command -v script >/dev/null; then
        TERM=xterm-256color SHELL=$BASH script -qec "stty cols 120 rows 36; $command" /dev/null
    else
        bash -c "$command"
    fi </dev/null >"$apps/train.log" 2>&1 9>&-
    [ -s "$app/start.aot.new" ] && mv "$app/start.aot.new" "$app/start.aot"
    rm -f "$app"/start.aot.new*
}

# Older builds go, but none that a program still runs from.
sweep() {
    local old
    for old in "$apps"/[0-9]*-[0-9]*; do
        [ "$old" = "$app" ] || grep -qsF "$old/" /proc/[0-9]*/cmdline || rm -rf "$old"
    done
}

progress() { printf 'holdpoint: %s' "$*" >&2; }
progress_end() { printf ' %s\n' "$*" >&2; }
