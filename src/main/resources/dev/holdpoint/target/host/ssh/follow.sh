# sh -c THIS sh DIRECTORY OFFSET: the output of a job from a byte on, as it comes. On standard error a dot every second, and
# "end BYTES" once no more can come: the reader stops there by himself, for only he knows what has reached him.
hp_dir=$1 hp_from=$2

hp_over() {
  [ -e "$hp_dir/exit" ] && return 0
  { read -r hp_pid hp_since hp_boot <"$hp_dir/pid"; } 2>/dev/null || return 0
  { read -r hp_line <"/proc/$hp_pid/stat"; } 2>/dev/null || return 0
  hp_line=${hp_line##*) }
  set -- $hp_line
  case $1 in Z | X) return 0 ;; esac
  [ "${20}" != "$hp_since" ]
}

hp_say() {
  if hp_over; then
    set -- $(ls -ln "$hp_dir/out" 2>/dev/null)
    echo "end ${5-0}" >&2
  else echo . >&2; fi
}

if [ ! -e "$hp_dir/out" ]; then echo "end 0" >&2; exit; fi
hp_pid=
{ read -r hp_pid hp_rest <"$hp_dir/pid"; } 2>/dev/null
# GNU tail wakes up when the file grows, and ends with the supervisor; others are ended by the words below.
if tail --pid=$$ -c 0 /dev/null >/dev/null 2>&1 && [ -n "$hp_pid" ] && [ "$hp_pid" != void ]; then
  tail -s 0.02 --pid="$hp_pid" -c "+$((hp_from + 1))" -f "$hp_dir/out" 2>/dev/null &
  hp_pause=1
else
  tail -c "+$((hp_from + 1))" -f "$hp_dir/out" 2>/dev/null &
  hp_pause=0.2
fi
hp_tail=$!
(
  # Ends the tail when the connection is gone; a tail with nothing to say would never learn of it.
  trap '' PIPE
  exec >/dev/null
  while hp_say 2>&3; do sleep $hp_pause 3>&- 2>&1; done
  kill "$hp_tail"
) 3>&2 2>/dev/null </dev/null &
hp_words=$!
wait "$hp_tail" 2>/dev/null
hp_say
kill "$hp_words" 2>/dev/null
