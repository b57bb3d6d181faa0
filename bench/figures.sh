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
bin=
[ -z "$JAVA_HOME" ] || bin=$JAVA_HOME/bin/
"${bin}javac" -d "$home/bare" -cp "$home/lib/*" bench/Bare.java
"${bin}jar" cf "$home/bare.jar" -C "$home/bare" . # no class-data archive is made of a folder
"${bin}java" -Dfigures.home="$home" -cp "target/haetae.jar:$(cat target/classpath)" bench/Figures.java "$@"
