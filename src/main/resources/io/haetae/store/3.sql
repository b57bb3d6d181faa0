-- Times are epoch milliseconds, UTC.

-- What may be removed in time, without a look at what may not; see Retention.
create index alert_sent on alert (account, max(settled, event_time)) where state = 'sent';
