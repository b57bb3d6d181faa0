#!/bin/bash
# Breaks a copy of the sources in one known way after the other and prints how many of the simulation's seeds see it, and the first eight:
#   bench/sabotage.sh [SEEDS [WORD OF THE SABOTAGE'S NAME]]
# One that no seed sees is a fault of the simulation.
set -euo pipefail
seeds=${1:-40}
only=${2:-}
here=$(cd "$(dirname "$0")/.." && pwd)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
missed=0

# sabotage NAME (FILE OLD NEW)...
sabotage() {
  local name=$1 caught
  shift
  [[ $name == *"$only"* ]] || return 0
  rm -rf "$copy/src" && cp -R "$here/src" "$here/routes" "$here/pom.xml" "$copy"
  while [ $# -gt 0 ]; do
    OLD=$2 NEW=$3 perl -0pi -e '$found = s/\Q$ENV{OLD}\E/$ENV{NEW}/; END { $? = 1 unless $found }' \
      "$copy/src/main/java/io/haetae/$1" || { echo "$name: not found in $1: $2" >&2; exit 1; }
    shift 3
  done
  (cd "$copy" && mvn -q -B test -Dtest=SimulationTest -Dsim.seeds="$seeds") >"$copy/out" 2>&1 || true
  grep -q -e '^event: poll' "$copy/out" || { tail -20 "$copy/out" >&2; exit 1; } # it never came to the table
  caught=$(grep -c '^seed [0-9]*: ' "$copy/out" || true)
  [ "$caught" -gt 0 ] || [ "$name" = nothing ] || missed=1
  printf '%-50s %4s of %s%s\n' "$name" "$caught" "$seeds" \
    "$(sed -n 's/^seed \([0-9]*\): .*/\1/p' "$copy/out" | sort -nu | head -8 | tr '\n' ' ' | sed 's/\(.*\) /: \1/')"
}

sabotage 'nothing' deliver/Settle.java 'channels.save(tx, after)' 'channels.save(tx, after)'
sabotage 'the cursor moved before the last page' poll/PollSteps.java \
  'case NEXT_PAGE -> LOG.debug("account {}: next page", account);' \
  'case NEXT_PAGE -> cursors.move(account, walk.progress(cursors.of(account)));'
sabotage 'the overlap ignored' poll/Plan.java 'Math.min(cursor, now) - overlap.toMillis()' 'Math.min(cursor, now)'
sabotage "a cursor past the answer's Date" poll/Walk.java 'dated ? answer.date()' 'dated ? Long.MAX_VALUE'
sabotage "rules' starts not stored with the first cursors" store/Cursors.java \
  'rules.forEach((rule, print) -> RuleStarts.put(handle, account, rule, print, since));' ''
sabotage 'marked sent before the answer' store/Outbox.java "set state = 'sending' where" "set state = 'sent' where"
sabotage "Slack's Retry-After ignored" deliver/Backoff.java 'answer.quiet(now).orElse(THROTTLED)' '1000'
sabotage 'halving on a 503' tracer/TracerFailure.java 'case SHAPE, JSON' 'case SERVER, SHAPE, JSON'
sabotage 'a hole that is not told' watch/Stretches.java 'judgement.begin(Kind.HOLE' 'judgement.beginUntold(Kind.HOLE'
sabotage 'a condition told twice over a restart' watch/Judge.java 'if (!sight.begun) {' \
  'if (!sight.begun) { store.write(tx -> tx.execute("delete from condition"));'
sabotage 'blind measured from memory' watch/Judge.java 'lines, vitals, clock.millis()' \
  'lines, new Vitals(vitals.lastComplete() == null ? null : (Long) Math.max(vitals.lastComplete(),
      started.time + vitals.clockOffset()), vitals.begun(), vitals.started(), vitals.clockOffset(),
      vitals.lastFamily(), vitals.newest(), vitals.age(), vitals.position(), vitals.skipped()), clock.millis()'
sabotage "a claim that does not store its channel's next second" store/ChannelState.java \
  'return new ChannelState(id, turn + PERIOD,' 'return new ChannelState(id, next,'
sabotage 'a payload refusal that takes its neighbours along' store/Outbox.java 'ids.size() == 1' 'ids.size() > 0'
sabotage 'a hold that forgets its channel' deliver/Settle.java 'channels.save(tx, after)' 'channels.save(tx, before)'
sabotage 'a wait that a clock set back makes longer' store/Accounts.java \
  'where name = ? and last_failure_at <= ?' 'where name = ? and ? > 0'
sabotage 'a clock set while an answer is saved' poll/Walk.java \
  'return told != null && Math.abs(now - told) > SET.toMillis() ? told : now;' 'return now;'
sabotage 'a mark that failed and is not tried again' \
  deliver/Settle.java 'leftOver.add(outcome);' '' \
  deliver/Settle.java 'posted.add(outcome.claim.alerts());' ''
sabotage 'retention by the local creation time alone' \
  store/Retention.java 'max(settled, event_time) < ?' 'created < ?' \
  store/Retention.java 'Math.min(local, account.complete) - keep' 'local - keep'
sabotage 'retention by when an alert was sent alone' store/Retention.java 'max(settled, event_time) < ?' 'settled < ?'
sabotage 'retention that takes dead letters' store/Retention.java "where state = 'sent' and" "where state <> 'waiting' and"
sabotage 'retention that takes what waits' store/Retention.java \
  "where state = 'sent' and account = ? and max(settled, event_time)" \
  "where state <> 'dead' and account = ? and max(coalesce(settled, 0), event_time)"
sabotage 'retention that frees the newest id' store/Retention.java ' and id < (select max(id) from alert)' ''
sabotage 'a hold of one channel that holds all' store/Channels.java '.filter(state -> state.due(now))' \
  '.filter(state -> ids.stream().allMatch(id -> get(handle, id).due(now)))'
sabotage "severity's channel ignored" config/SlackSettings.java 'byKind.getOrDefault(kind, channel)' 'channel'
sabotage "the store's end never told" watch/StoreTelling.java 'if (begun && ended == null) {' 'if (begun) {'
sabotage "the store's beginning told at each look" watch/StoreTelling.java \
  'if (begun && ended == null) {' 'if (false) {' \
  watch/StoreTelling.java 'String text = begun ?' 'String text = begun && ended != null ?' \
  watch/StoreTelling.java 'text, since, !begun)' 'text, since, !begun || ended == null)'
sabotage 'what was told of the store not kept' watch/StoreTold.java 'boolean kept = beside.filter(file -> file.write(lines)).isPresent();' \
  'boolean kept = true; told = java.util.List.of();'
sabotage "the store's hour ignored" watch/StoreTelling.java \
  'return lastBegin > now || now - lastBegin >= APART;' 'return true;'
exit $missed
