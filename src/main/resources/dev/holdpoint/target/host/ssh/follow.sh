# sh -c THIS sh DIRECTORY OFFSET: the output of a job from a byte on, as it comes. On standard error a dot every second, and
# "end BYTES" once no more can come: the reader stops there by himself, for only he knows what has reached him. It ends with its input.
hp_dir=$1 hp_from=$2
exec 3>&2 2>/dev/null

# Whether all of the output has been written.
hp_over() {
  [ -e "$hp_dir/exit" ] && return 0
  { read -r hp_pid hp_since hp_boot <"$hp_dir/pid"; } || return 0
  { read -r hp_line <"/proc/$hp_pid/stat"; } || return 0
  hp_line=${hp_line##*) }
  set -- $hp_line
  case $1 in Z | X) return 0 ;; esac
  [ "${20}" != "$hp_since" ]
}

hp_say() {
  if hp_over; then
    set -- $(ls -ln "$hp_dir/out" 3>&-)
    echo "end ${5-0}" >&3
  else echo . >&3; fi
}

if [ ! -e "$hp_dir/out" ]; then echo "end 0" >&3; exit; fi
(
  # What is there already comes by cat, which takes large pieces: tail needs several times as long.
  exec 3>&- 4<"$hp_dir/out"
  [ "$hp_from" = 0 ] || dd bs=1 skip="$hp_from" count=0 <&4
  cat <&4
  read -r hp_line hp_from </proc/self/fdinfo/4
  exec tail -c "+$((hp_from + 1))" -f "$hp_dir/out" 4<&-
) &
hp_helpers=$!
exec >/dev/null
# The supervisor holds this pipe while it lives. A job that ended before is found by the words below.
(read -r hp_line <"$hp_dir/live"; hp_say) &
hp_helpers="$hp_helpers $!"
(trap '' PIPE; while hp_say; do sleep 1 3>&-; done) &
hp_helpers="$hp_helpers $!"
read -r hp_line
kill $hp_helpers
