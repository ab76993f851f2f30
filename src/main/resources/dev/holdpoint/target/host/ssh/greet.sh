# The main session of a connection: says a word every second, and answers each line of input with what this host is.
# It ends with its input, or when nobody takes its words any more.
printf '\nhp ready\n'
(
  trap '' PIPE
  while echo "hp word"; do sleep 1 >/dev/null; done
) </dev/null 2>/dev/null &
hp_words=$!
while read -r hp_ask; do
  hp_time=$(date +%s.%N)
  echo "hp time $hp_time"
  hp_jobs=${XDG_STATE_HOME:-${HOME:-/root}/.local/state}/holdpoint/jobs
  hp_there=$hp_jobs
  until [ -d "$hp_there" ] || [ -z "$hp_there" ]; do hp_there=${hp_there%/*}; done
  echo "hp home ${HOME:-/}"
  echo "hp jobs $hp_jobs"
  # What needs no program is asked without one: many hosts may be asked at once.
  hp_user=$(id)
  hp_uid=${hp_user#uid=}
  hp_user=${hp_uid#*\(}
  hp_uid=${hp_uid%%\(*}
  echo "hp user ${hp_user%%\)*}"
  hp_kernel='' hp_release=''
  { read -r hp_kernel </proc/sys/kernel/ostype; read -r hp_release </proc/sys/kernel/osrelease; } 2>/dev/null
  echo "hp kernel $hp_kernel $hp_release"
  # The hosts of a lab are one machine, and tell themselves apart so.
  hp_machine=${HOLDPOINT_LAB_MACHINE-}
  [ -n "$hp_machine" ] || { read -r hp_machine </etc/machine-id || read -r hp_machine </proc/sys/kernel/random/boot_id; } 2>/dev/null
  echo "hp machine $hp_machine"
  hp_free=$(df -Pk "${hp_there:-/}" 2>/dev/null)
  # The fourth field of the last line, which -P keeps in one piece.
  set -- ${hp_free##*
}
  echo "hp free ${4-}"
  if [ "$hp_uid" = 0 ] || sudo -n true </dev/null >/dev/null 2>&1; then echo "hp sudo yes"; else echo "hp sudo no"; fi
  echo "hp done"
done
kill "$hp_words" 2>/dev/null
