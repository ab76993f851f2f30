# The one process that knows how a job ended: sh -c THIS sh DIRECTORY UMASK no | yes COLUMNS ROWS
# It leads a session of its own; the environment of the command comes on its input and is never its own.
hp_dir=$1 hp_mask=$2 hp_terminal=$3 hp_cols=${4-} hp_rows=${5-}
hp_environment=$(cat)
case $hp_environment in *hp_ready=yes) ;; *) exit 1 ;; esac
exec </dev/null
# Caught and not ignored: the command gets the default back, and this shell outlives what ends the command.
trap : HUP INT QUIT TERM
umask 077
read -r hp_boot </proc/sys/kernel/random/boot_id
read -r hp_line <"/proc/$$/stat"
hp_line=${hp_line##*) }
set -- $hp_line
{ read -r hp_skip; read -r hp_skip; hp_text=$(cat); } <"$hp_dir/command"
# The room for the exit status is taken now, so that a full disk cannot swallow it.
printf '   \n' >"$hp_dir/exit.new" && : >>"$hp_dir/out" || exit 1
[ "$hp_terminal" = no ] || mkfifo "$hp_dir/in" || exit 1
# Whoever reads from this pipe waits until this shell is gone, however it goes: nobody else has it open for writing.
mkfifo "$hp_dir/live" 2>/dev/null && exec 9<>"$hp_dir/live"
printf '%s %s %s\n' "$$" "${20}" "$hp_boot" >"$hp_dir/pid.new" && ln "$hp_dir/pid.new" "$hp_dir/pid" || exit 1
if [ "$hp_terminal" = no ]; then
  (umask "$hp_mask"; eval "$hp_environment"; exec sh -c "$hp_text" sh) >>"$hp_dir/out" 2>&1 9>&-
else
  # script(1) runs its command with $SHELL, and its terminal begins as 0 x 0 without echo.
  (
    umask "$hp_mask"
    export TERM=xterm-256color
    eval "$hp_environment"
    export HOLDPOINT_JOB="$hp_dir" HOLDPOINT_SHELL="${SHELL-/bin/sh}" SHELL=/bin/sh
    exec script -q -e -f -c "stty sane cols $hp_cols rows $hp_rows"'
      tty >"$HOLDPOINT_JOB/tty"
      { read -r hp_skip; read -r hp_skip; hp_text=$(cat); } <"$HOLDPOINT_JOB/command"
      SHELL=$HOLDPOINT_SHELL
      unset HOLDPOINT_SHELL HOLDPOINT_JOB
      exec sh -c "$hp_text" sh' /dev/null
  ) <>"$hp_dir/in" >>"$hp_dir/out" 2>&1 9>&-
fi
hp_status=$?
printf '%-3s\n' "$hp_status" 1<>"$hp_dir/exit.new"
mv "$hp_dir/exit.new" "$hp_dir/exit"
