# What a tree holds, as a sorted file of this host: for each path a line with its properties and one with its checksum.
# In: path, exclude (Excluding.regexes), checksums, owners, divides; remember: what is read is to be remembered; seen, seen_sum, seen_on: what was remembered,
# none where seen is empty; forget: a list that this one takes the place of.
LC_ALL=C; export LC_ALL
umask 077
fail() { echo "hp_problem=$1"; exit 0; }
made= kept=
trap 'rm -rf -- ${made:+"$made"} ${kept:+"$kept"}' EXIT
trap 'exit 143' HUP INT TERM
made=$(mktemp -d "${TMPDIR:-/tmp}/holdpoint-same.XXXXXX") || fail 'no temporary folder can be made'
[ -e "$path" ] || [ -L "$path" ] || fail 'it is not there'
find "$made" -maxdepth 0 -printf '' 2> /dev/null || fail 'find there has no -printf; install findutils'
# What others left that were ended by force: no look takes a day.
find "${TMPDIR:-/tmp}" -maxdepth 1 -type d -name 'holdpoint-same.*' -user "$(id -u)" -mtime +0 -exec rm -rf -- {} + 2> /dev/null
if [ -d "$path" ]; then cd -- "$path" && top=. || fail 'it may not be entered'
else cd -- "${path%/*}/" && top=./${path##*/} || fail 'it may not be entered'; fi
set -f
IFS='
'
set --
for pattern in $exclude; do
    set -- "$@" -regextype posix-extended -regex "${pattern#?}"
    case $pattern in d*) set -- "$@" -type d ;; esac
    set -- "$@" -prune -o
done
owner='- -'; mode=-
if [ "$owners" = yes ]; then owner='%U %G'; mode=%m; fi
# While the service runs, files may go under our eyes.
unread() {
    # Where it could not even say so.
    [ -s "$made/err" ] || fail "reading ended without a word: no room in ${TMPDIR:-/tmp}, or it was ended by force"
    [ "$remember" != yes ] || sed -i '/No such file or directory$/d' "$made/err"
    [ "$remember" = yes ] && [ ! -s "$made/err" ] || fail "not all of it can be read: $(head -n 1 "$made/err")"
}

# Which file that is, and what changes with its contents: a name, the byte 1, and the rest of a line, which ends with the byte 0.
mark=$(printf '\001')
is='%p\001%D %i %s %T@ %C@\0'
# Both stand for something else in what is compared.
odd=$(find "$top" "$@" \( -name "*$mark*" -o -name "*$divides*" -o -lname "*$mark*" -o -lname "*$divides*" \) -print -quit 2> /dev/null | wc -c)
[ "$odd" = 0 ] || fail 'a name or a link in it has the character 1 or 31 (control-A, control-_), which cannot be compared: rename it, or exclude it'
who="${HOLDPOINT_LAB_MACHINE-} $(cat /etc/machine-id /proc/sys/kernel/random/boot_id 2> /dev/null | tr '\n' ' ')"

if [ "$remember" = yes ]; then
    # A list that nobody came back for.
    find "${TMPDIR:-/tmp}" -maxdepth 1 -type d -name 'holdpoint-seen.*' -user "$(id -u)" -mtime +14 -exec rm -rf -- {} + 2> /dev/null
    case $forget in */holdpoint-seen.*) rm -rf -- "$forget" ;; esac
    # What was copied just now is too young to be remembered below.
    began=$(date +%s)
    [ -z "$(find "$top" -type f -newerct "@$((began - 2))" -print -quit 2> /dev/null)" ] || sleep 3
    began=$(date +%s)
    # Who writes by mmap changes the time of a file once, until what he has written is on disk: from here on each is seen by its time.
    sync -f -- "$top" 2> /dev/null || sync
    # Nor does a write that lasts change it at its end: what somebody has open for it is not remembered.
    set +f
    find /proc/[0-9]*/fd -maxdepth 1 -type l -perm -200 -exec stat -L -c "$mark%d %i " {} + 2> /dev/null | sort -u > "$made/written"
    set -f
fi

find "$top" "$@" \( -type f -printf "%P\037f %s $mode $owner\0" -fprintf "$made/files" "$is" -o -type l -printf "%P\037l - - $owner %l\0" \
    -o -printf "%P\037%y - $mode $owner\0" \) > "$made/raw" 2> "$made/err" || unread
tr '\n\0' '\001\n' < "$made/raw" > "$made/lines" || fail 'no room for what is found'
# Of a large tree each of these is large: none stays for longer than it is needed.
rm -f -- "$made/raw"

# lines FILE: names and their checksums, as lines of the tree.
lines() { tr '\n\0' '\001\n' < "$1" | sed 's/^\(.\{64\}\)  \.\/\{0,1\}\(.*\)$/\2'"$divides"'h \1/' >> "$made/lines" || fail 'no room for what is found'; }

count() { tr -cd '\0' < "$1" | wc -c; }

# The files that are what they were when they were remembered, with their checksums, into old; the others into new.
believe() {
    [ "$who" = "$seen_on" ] || { why='another machine or another boot of it'; return 1; }
    [ -O "$seen" ] && [ -f "$seen/list" ] || { why='it is gone'; return 1; }
    sum=$(sha256sum < "$seen/list") && [ "${sum%% *}" = "$seen_sum" ] || { why='it is not what was written'; return 1; }
    why='the tools there cannot read it'
    cut -z -d "$mark" -f 1,2 < "$seen/list" > "$made/then" && comm -z -12 "$made/files" "$made/then" > "$made/unchanged" \
        && comm -z -23 "$made/files" "$made/then" > "$made/new" \
        && join -z -t "$mark" -o 2.3,1.1 "$made/unchanged" "$seen/list" | sed -z "s/$mark/  /" > "$made/old" \
        && [ "$(count "$made/old")" = "$(count "$made/unchanged")" ]
}

if [ "$checksums" = yes ]; then
    plain=no
    # A name may hold the mark.
    sort -z -o "$made/files" "$made/files" 2> /dev/null && [ "$(tr -cd '\001' < "$made/files" | wc -c)" = "$(count "$made/files")" ] && plain=yes
    read_now=all
    if [ -n "$seen" ]; then
        why='a name in it has a control character'
        if [ $plain = yes ] && believe 2> /dev/null; then read_now=new; else echo "hp_anew=$why"; fi
    fi
    if [ $read_now = new ]; then cut -z -d "$mark" -f 1 < "$made/new" > "$made/names" && lines "$made/old" && rm -f -- "$made/old" "$made/then" "$made/unchanged"
    else find "$top" "$@" -type f -print0 > "$made/names" 2> "$made/err" || unread; fi
    [ "$remember" = yes ] || rm -f -- "$made/files" "$made/new"
    xargs -0 -r sha256sum -z -- < "$made/names" > "$made/raw" 2> "$made/err" || unread
    echo "hp_read=$(($(count "$made/names")))"
    rm -f -- "$made/names"
    lines "$made/raw"
    if [ "$remember" = yes ]; then
        # hold: what is older than this look, was the same before and behind it, and lies where such times can be believed.
        hold() {
            kept=$(mktemp -d "${TMPDIR:-/tmp}/holdpoint-seen.XXXXXX") || return
            find "$top" -xdev "$@" -type f ! -newerct "@$((began - 2))" \
                \( -fstype ext2 -o -fstype ext3 -o -fstype ext4 -o -fstype xfs -o -fstype btrfs -o -fstype zfs -o -fstype f2fs \) \
                -fprintf "$made/after" "$is"
            sort -z -o "$made/after" "$made/after" && comm -z -12 "$made/files" "$made/after" > "$made/same" || return
            grep -z -v -F -f "$made/written" "$made/same" > "$made/held"
            sed -z "s/^\(.\{64\}\)  \(.*\)$/\2$mark\1/" "$made/raw" | sort -z > "$made/sums"
            # The end of what had no room is no name.
            [ ! -s "$made/raw" ] || [ "$(tail -c 1 "$made/raw" | tr '\0' Z)" = Z ] || return
            join -z -t "$mark" -o 1.1,1.2,2.2 "$made/held" "$made/sums" > "$kept/list" || return
            rm -f -- "$made/after" "$made/same" "$made/held" "$made/sums" "$made/written"
            sum=$(sha256sum < "$kept/list") || return
        }
        if [ $plain = yes ] && hold "$@" 2> /dev/null; then
            echo "hp_seen=$kept"
            echo "hp_seen_sum=${sum%% *}"
            echo "hp_seen_files=$(($(count "$kept/list")))"
            echo "hp_seen_on=$who"
        else
            rm -rf -- ${kept:+"$kept"}
            kept=
        fi
    fi
fi
[ -d "$path" ] || sed "s/^[^$divides]*$divides/$divides/" "$made/lines" > "$made/raw" || fail 'no room for what is found'
[ -d "$path" ] || mv "$made/raw" "$made/lines"
rm -f -- "$made/raw" "$made/files" "$made/new"
sort -o "$made/lines" "$made/lines" && mv -- "$made/lines" "$made/all" || fail 'no room to sort'
sum=$(sha256sum < "$made/all") || fail 'sha256sum does not work there; install coreutils'
sum=${sum%% *}
[ ${#sum} = 64 ] || fail 'sha256sum there gives no sum'
echo "hp_folder=$made"
echo "hp_sum=$sum"
awk -F "$divides" '$2 ~ /^f / { files++; split($2, w, " "); bytes += w[2] } END { printf "hp_files=%d\nhp_bytes=%.0f\n", files, bytes }' "$made/all"
echo "hp_size=$(($(wc -c < "$made/all")))"
trap - EXIT
