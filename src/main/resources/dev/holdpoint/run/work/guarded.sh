# sh -c THIS: what the guard in "$HP_GUARD" says, after what "$HP_SAY" asks for: `confirm`, `now`, or nothing.
[ -e "$HP_GUARD/until" ] || { echo hp_absent=yes; exit 0; }
case $HP_SAY in
confirm)
  hp_own=$HP_GUARD/verdict.$$
  echo confirmed >"$hp_own" && ln "$hp_own" "$HP_GUARD/verdict"
  rm -f "$hp_own"
  ;;
now) : >"$HP_GUARD/now" ;;
esac 2>/dev/null
read -r hp_until <"$HP_GUARD/until"
read -r hp_now hp_rest </proc/uptime
echo "hp_left=$((hp_until - ${hp_now%%.*}))"
[ ! -e "$HP_GUARD/verdict" ] || echo "hp_verdict=$(cat "$HP_GUARD/verdict")"
[ ! -e "$HP_GUARD/at" ] || echo "hp_at=$(cat "$HP_GUARD/at")"
