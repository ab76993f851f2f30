# The guard of a step that could lock the operator out. It runs as a job of its own beside the step's jobs, so it outlives the connection.
# HP_GUARD: its own directory, where
#   until    is there once it counts: the second of this host's uptime at which it puts the old state back
#   now      asks it to do that at once
#   verdict  says `confirmed` or `back`: it appears by link, so that one of the two comes first and the other one sees it
#   at       is the time, in seconds of the epoch, at which the old state was back, or could not be put back
# It ends with 0 where it was confirmed, 10 where the old state is back, 11 where it could not be put back, 12 where it never counted.
set -u
trap '' HUP INT
hp_asked=
trap 'hp_asked=yes' TERM
cd "$HP_GUARD" || exit 12
(cd "$HP_HOME" && exec sh -c "$HP_NOTE" sh) || exit 12
hp_up() { read -r hp_now hp_rest </proc/uptime && hp_now=${hp_now%%.*}; }
hp_up || exit 12
hp_until=$((hp_now + HP_SECONDS))
echo "$hp_until" >until.new && mv until.new until || exit 12
until [ -e verdict ] || [ -e now ] || [ -n "$hp_asked" ] || { hp_up && [ "$hp_now" -ge "$hp_until" ]; }; do sleep 0.2; done
# From here on nothing cuts it in two; what it starts inherits that.
trap '' TERM
# A full disk must not keep it from acting: then there is no verdict that anybody could read as confirmed either.
echo back >verdict.own 2>/dev/null && ln verdict.own verdict 2>/dev/null
hp_verdict=back
[ ! -s verdict ] || read -r hp_verdict <verdict
[ "$hp_verdict" != confirmed ] || exit 0
# What the step still does ends first. One that has not begun finds the verdict and does nothing.
hp_tell() { sh -c "$HP_PROTOCOL" sh signal "$1" "$2" 2>/dev/null; }
for hp_job in "$HP_OTHERS".*; do
  [ "$hp_job" != "$HP_GUARD" ] && [ -d "$hp_job" ] || continue
  hp_left=$(hp_tell "$hp_job" TERM)
  hp_tries=0
  until case $hp_left in *"
0") case $hp_left in running*) false ;; *) true ;; esac ;; *) false ;; esac || [ $hp_tries = 100 ]; do
    sleep 0.1
    hp_tries=$((hp_tries + 1))
    if [ $hp_tries -gt 50 ]; then hp_left=$(hp_tell "$hp_job" KILL); else hp_left=$(hp_tell "$hp_job" NONE); fi
  done
done
echo "puts the old state back"
hp_part=0 hp_status=0
while [ $hp_part -lt "$HP_PARTS" ] && [ $hp_status = 0 ]; do
  hp_part=$((hp_part + 1))
  eval "hp_text=\$HP_PART$hp_part"
  (cd "$HP_HOME" && exec sh -c "$hp_text" sh)
  hp_status=$?
done
date +%s >at.new && mv at.new at
[ $hp_status = 0 ] && exit 10
exit 11
