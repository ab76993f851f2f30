#!/bin/sh
# Answers what ssh asks for one host, and not what an ssh asks that was started for a jump host in front of it.
case $1 in
  *assphrase* | *"PIN for"* | *"$HOLDPOINT_LOGIN"*) printf '%s\n' "$HOLDPOINT_SECRET" ;;
  *) exit 1 ;;
esac
