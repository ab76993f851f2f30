# Answers what ssh asks for one host: in its own words, from the first one on. What a server asks comes behind its login in brackets, and
# for a jump host, whose ssh inherits the variables, that is another one. Of a long path ssh shows the beginning.
key=$(printf %.100s "$HOLDPOINT_KEY")
if [ -n "$key" ]; then
  case $1 in
    "Enter passphrase for key '$key'"*) ;;
    "Enter PIN "*" key $HOLDPOINT_KEY: "*) ;;
    *) exit 1 ;;
  esac
else
  case $1 in
    "$HOLDPOINT_LOGIN's password:"*) ;;
    "($HOLDPOINT_LOGIN) Password:"* | "($HOLDPOINT_LOGIN) Password for "*) ;;
    *) exit 1 ;;
  esac
fi
printf '%s\n' "$HOLDPOINT_SECRET"
