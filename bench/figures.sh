#!/bin/sh
# Measures start, memory and speed of bin/haetae run; with "minute" or "backlog" only that. See README.md.
set -e
cd "$(dirname "$0")/.."
bin/haetae --version >/dev/null # builds, if need be
java=java
[ -z "$JAVA_HOME" ] || java=$JAVA_HOME/bin/java
exec "$java" -cp "target/haetae.jar:$(cat target/classpath)" bench/Figures.java "$@"
