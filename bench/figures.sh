#!/bin/sh
# Measures start, memory and speed of haetae run as it is unpacked; with "start", "minute",
# "backlog" or "accounts" only that.
# See README.md.
set -e
cd "$(dirname "$0")/.."
bin/haetae --version >/dev/null # builds, if need be
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
tar xzf target/haetae-[0-9]*.tar.gz -C "$home" --strip-components=1
java=java
[ -z "$JAVA_HOME" ] || java=$JAVA_HOME/bin/java
"$java" -Dfigures.home="$home" -cp "target/haetae.jar:$(cat target/classpath)" bench/Figures.java "$@"
