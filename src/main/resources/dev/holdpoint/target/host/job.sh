# Holdpoint's job protocol, version 1: sh -c THIS sh VERB DIRECTORY [ARGUMENT...]
# Every variable is called hp_*: no value of the checklist can be one of them, and none of them is exported.
# The first line of the answer is what the directory says about the job (hp_state), or "refused REASON" with status 1.
set -u
hp_verb=$1 hp_dir=$2

hp_refuse() { echo "refused $1"; exit 1; }

hp_boot=
{ read -r hp_boot </proc/sys/kernel/random/boot_id; } 2>/dev/null || hp_refuse "this host has no /proc/sys/kernel/random/boot_id; jobs need Linux"

# hp_look PID: fields of a process: hp_state_letter, hp_parent, hp_session, hp_born; fails when there is none.
hp_look() {
  { read -r hp_line <"/proc/$1/stat"; } 2>/dev/null || return 1
  hp_line=${hp_line##*) }
  set -- $hp_line
  hp_letter=$1 hp_parent=$2 hp_session=$4 hp_born=${20}
  # A dead process that nobody reaped holds its number and does nothing.
  case $hp_letter in Z | X) return 1 ;; esac
}

# hp_claim TEXT: becomes the content of pid, unless someone claimed before. The link is the one atomic step between "not begun" and "begun".
hp_claim() {
  { echo "$1" >"$hp_dir/void.$$" && ln "$hp_dir/void.$$" "$hp_dir/pid"; } 2>/dev/null
  hp_won=$?
  rm -f "$hp_dir/void.$$"
  return $hp_won
}

# hp_read_pid: hp_pid, hp_since, hp_on from the file; fails when it is not there yet.
hp_read_pid() {
  { read -r hp_pid hp_since hp_on <"$hp_dir/pid"; } 2>/dev/null
}

hp_state() {
  if [ ! -d "$hp_dir" ]; then echo absent
  elif [ -e "$hp_dir/exit" ]; then read -r hp_status <"$hp_dir/exit"; echo "exited $hp_status"
  elif ! hp_read_pid; then echo starting
  elif [ "$hp_pid" = void ]; then echo "$hp_since $hp_on"
  elif [ "$hp_on" != "$hp_boot" ]; then echo "lost the host was rebooted while the command ran"
  elif hp_look "$hp_pid" && [ "$hp_born" = "$hp_since" ]; then echo running
  # It may have ended between the first look and this one.
  elif [ -e "$hp_dir/exit" ]; then hp_state
  else
    hp_members
    if [ -n "$hp_found" ]; then echo "lost its supervisor was killed; still running:$hp_found"
    else echo "lost its supervisor was killed before it could write the exit status"; fi
  fi
}

# hp_settle HUNDREDTHS: like hp_state, but waits that long for a start that is under way, and then ends it for good: after this it can
# never begin.
hp_settle() {
  [ ! -d "$hp_dir" ] || hp_await "$hp_dir/pid" "$1"
  hp_now=$(hp_state)
  if [ "$hp_now" = starting ]; then
    hp_at=
    { read -r hp_at <"$hp_dir/boot"; } 2>/dev/null
    if [ "$hp_at" = "$hp_boot" ]; then hp_claim "void never the start was cut off before the command began"
    else hp_claim "void lost the start was cut off, and nothing shows whether the command began"; fi
    hp_now=$(hp_state)
    [ "$hp_now" != starting ] || hp_now="lost the start was cut off, and that cannot be written down (disk full?)"
  fi
  echo "$hp_now"
}

# hp_await FILE HUNDREDTHS: until it is there, or so long.
hp_await() {
  hp_patience=$2
  until [ -e "$1" ] || [ $hp_patience = 0 ]; do sleep 0.01; hp_patience=$((hp_patience - 1)); done
}

# hp_members: into hp_found, every living process of the job but its supervisor: those of its session and all descendants.
hp_members() {
  hp_found='' hp_seen=" $hp_pid " hp_grew=yes
  [ "$hp_on" = "$hp_boot" ] || return 0
  # The number belongs to a stranger now: then none of ours is left, or it could not have been given away.
  if hp_look "$hp_pid" && [ "$hp_born" != "$hp_since" ]; then return 0; fi
  while [ $hp_grew = yes ]; do
    hp_grew=no
    for hp_file in /proc/[0-9]*; do
      hp_process=${hp_file#/proc/}
      case $hp_seen in *" $hp_process "*) continue ;; esac
      hp_look "$hp_process" || continue
      case $hp_seen in
        *" $hp_parent "*) ;;
        *) [ "$hp_session" = "$hp_pid" ] || continue ;;
      esac
      hp_seen="$hp_seen$hp_process " hp_found="$hp_found $hp_process" hp_grew=yes
    done
  done
}

# hp_start HUNDREDTHS. The input is sh text that sets the hp_* values below; its last line says that nothing was cut off.
hp_start() {
  hp_complete=no
  eval "$(cat)"
  [ "$hp_complete" = yes ] || hp_refuse "the description of the job was cut off"
  command -v setsid >/dev/null || hp_refuse "setsid is not installed (package util-linux)"
  [ "$hp_terminal" = no ] || command -v script >/dev/null || hp_refuse "script is not installed (package bsdutils or util-linux)"
  cd "$hp_directory" 2>/dev/null || hp_refuse "no directory $hp_directory to run in"
  hp_mask=$(umask)
  umask 077
  mkdir -p "${hp_dir%/*}" 2>/dev/null || hp_refuse "cannot make ${hp_dir%/*}"
  if mkdir "$hp_dir" 2>/dev/null; then
    if ! { echo "$hp_boot" >"$hp_dir/boot" \
      && printf '%s\n' "$hp_command" >"$hp_dir/command.new" \
      && mv "$hp_dir/command.new" "$hp_dir/command"; } 2>/dev/null; then
      # Nothing was started from it, so nothing is lost with it.
      rm -rf "$hp_dir"
      hp_refuse "cannot write the job to $hp_dir (disk full?)"
    fi
    # Not &: the shell would make an asynchronous command ignore SIGINT and SIGQUIT. The second setsid already leads a session, so it goes on
    # in a child of its own, and the shell does not wait for that; busybox has no -f.
    printf '%s\n' "$hp_environment" | setsid setsid sh -c "$hp_supervisor" sh "$hp_dir" "$hp_mask" $hp_terminal >/dev/null 2>&1
  elif [ ! -d "$hp_dir" ]; then hp_refuse "cannot make $hp_dir"
  fi
  hp_now=$(hp_settle "$1")
  if [ -e "$hp_dir/command" ] && [ "$(cat "$hp_dir/command")" != "$hp_command" ]; then hp_refuse "another command was started under this name"; fi
  echo "$hp_now"
}

# hp_close BOOT HUNDREDTHS: like hp_settle, for a start that was written down in that boot. Where the start left nothing, and the disk
# has forgotten nothing since, it never came as far as mkdir: taking the directory first shuts the door on one that is still on its way.
hp_close() {
  if [ "$1" = "$hp_boot" ] && [ -d "${hp_dir%/*}" ]; then
    umask 077
    if mkdir "$hp_dir" 2>/dev/null; then
      echo "$hp_boot" >"$hp_dir/boot" 2>/dev/null
      hp_claim "void never the start was cut off before the command began"
    fi
  fi
  hp_settle "$2"
}

hp_signal() { # NAME: to every process of the job; the answer's second line counts those that were there.
  # Nobody may begin after it was cancelled.
  hp_claim "void never it was cancelled before it began"
  hp_state
  hp_found=
  if hp_read_pid && [ "$hp_pid" != void ]; then
    hp_members
    # One may be gone by now, which is what was wanted.
    [ "$1" = NONE ] || for hp_process in $hp_found; do kill -s "$1" "$hp_process" 2>/dev/null; done
  fi
  set -- $hp_found
  echo $#
}

case $hp_verb in
  start) hp_start "$3" ;;
  boot) echo "$hp_boot" ;;
  close) hp_close "$3" "$4" ;;
  state) hp_state ;;
  settle) hp_settle "$3" ;;
  signal) hp_signal "$3" ;;
  size)
    hp_now=$(hp_state)
    [ "$hp_now" = running ] && hp_await "$hp_dir/tty" 100 && stty cols "$3" rows "$4" <"$(cat "$hp_dir/tty")" 2>/dev/null
    echo "$hp_now"
    ;;
  type)
    hp_now=$(hp_state)
    [ "$hp_now" = running ] && [ -p "$hp_dir/in" ] && cat >"$hp_dir/in"
    echo "$hp_now"
    ;;
  discard)
    hp_now=$(hp_state)
    case $hp_now in
      *"still running:"*) hp_refuse "parts of the job still run" ;;
      exited* | never* | lost*)
        # Away in one step: a half-removed directory would tell another story about the job.
        hp_gone=${hp_dir%/*}/.gone.$$
        mv "$hp_dir" "$hp_gone" && rm -rf "$hp_gone" || hp_refuse "cannot remove $hp_dir"
        ;;
      absent) ;;
      *) hp_refuse "the job has not ended" ;;
    esac
    echo absent
    ;;
  *) hp_refuse "unknown verb $hp_verb" ;;
esac
