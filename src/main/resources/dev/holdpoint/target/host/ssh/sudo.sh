# sh -c THIS sh ASKS CHECK SCRIPT ARGUMENT...: runs sh -c SCRIPT sh ARGUMENT... as root, with this input. ASKS is yes where the first line of the
# input is the password; CHECK is yes where a refusal is to be told in words.
hp_asks=$1 hp_check=$2 hp_script=$3
shift 3
LC_ALL=C
export LC_ALL
hp_refuse() {
  case $1 in
    *incorrect\ password* | *try\ again* | *uthentication\ fail*) hp_why="it does not take the password" ;;
    *password\ is\ required*) hp_why="it wants a password: give the host a sudo_password, or allow it there without one (NOPASSWD)" ;;
    *) hp_why=$(printf '%s\n' "$1" | tail -n 1) ;;
  esac
  if [ "$hp_check" = yes ]; then echo "hp refused $hp_why"; else echo "sudo: $hp_why" >&2; fi
  exit 1
}
command -v sudo >/dev/null || hp_refuse "sudo is not installed"
# The group that sshd gave this session: what is to end with the session is found by it.
hp_root='hp_leader=$1 hp_script=$2; shift 2; export hp_leader; unset LC_ALL; exec sh -c "$hp_script" sh "$@"'
if [ "$hp_asks" = no ]; then
  [ "$hp_check" = no ] || hp_said=$(sudo -n -- true 2>&1 </dev/null) || hp_refuse "$hp_said"
  exec sudo -n -- sh -c "$hp_root" sh $$ "$hp_script" "$@"
fi
IFS= read -r hp_password || exit 1
# One try: sudo asks again and again, and would take what follows for passwords. Without -k a password that it does not ask for stayed in the input.
hp_said=$(printf '%s\n' "$hp_password" | sudo -k -S -p '' -- true 2>&1) || hp_refuse "$hp_said"
hp_begin='while IFS= read -r hp_line && [ "$hp_line" != hp-begin ]; do :; done; hp_line=; '
{
  printf '%s\nhp-begin\n' "$hp_password"
  unset hp_password
  exec cat
} | sudo -k -S -p '' -- sh -c "$hp_begin$hp_root" sh $$ "$hp_script" "$@"
