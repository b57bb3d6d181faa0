-- Times are epoch milliseconds, UTC.

-- What waits for a channel, without a look at what waits for others; the expression is Outbox's kind, to the letter.
create index alert_kind on alert (
  account || '/' || case when substr(rule, 1, 7) = 'haetae-' then 'watch' else severity end,
  state, rank, event_time, id
) where state <> 'sent';
