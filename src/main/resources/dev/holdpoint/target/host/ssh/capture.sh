# sh -c THIS sh END: runs one command, and prints a line "END STATUS" after what it said. The input is sh text that sets the hp_*
# values below, up to a line that is END; after that it stays open, and when it closes, the command is no longer wanted.
hp_end=$1 hp_in='' hp_line=''
while IFS= read -r hp_line && [ "$hp_line" != "$hp_end" ]; do hp_in="$hp_in$hp_line
"; done
[ "$hp_line" = "$hp_end" ] || exit 1
eval "$hp_in"
read -r hp_line <"/proc/$$/stat"
set -- ${hp_line##*) }
# Only where sshd gave us a process group of our own: 0 is all of it.
exec 3<&0
if [ "$3" = "$$" ] || [ "$3" = "${hp_leader-}" ]; then
  (cat <&3; trap '' TERM; kill -s TERM 0) >/dev/null &
fi
hp_watch=${!-}
(
  cd "$hp_directory" || exit 1
  eval "$hp_environment"
  exec sh -c "$hp_text" sh
) </dev/null 2>&1 3<&-
printf '\n%s %s\n' "$hp_end" "$?"
[ -z "$hp_watch" ] || kill "$hp_watch"
