-- Times are epoch milliseconds, UTC. Changes to this schema go into a file of their own (2.sql), never into this one.

create table account (
  name           text primary key,
  since          integer not null,           -- records before it are not told
  paging         text,                       -- the paging names that work, null as long as unknown
  not_before     integer not null default 0, -- the tracer asked for quiet until then
  last_complete  integer,                    -- when the head's last window was saved
  last_status    integer,                    -- of the tracer's last answer
  last_failure   text,                       -- why the last failed poll failed
  last_failure_at integer,
  records_read   integer not null default 0
) strict;

create table cursor (
  account  text not null,
  age      integer not null,                 -- milliseconds; 0 is the head
  position integer not null,                 -- everything visible before it has been read
  primary key (account, age)
) strict;

create table rule_start (
  account     text not null,
  rule        text not null,
  fingerprint text not null,                 -- of all that makes the rule another rule
  start       integer not null,              -- the rule speaks of records from here on
  primary key (account, rule)
) strict;

create table alert (
  id           integer primary key,
  account      text not null,
  rule         text not null,
  record       text not null,
  ordinal      integer not null,
  severity     text not null,
  rank         integer not null,             -- of the severity, 0 is worst: the order of delivery
  text         text not null,
  facts        text not null,                -- JSON object
  event_time   integer not null,
  created      integer not null,
  state        text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'dead')),
  attempts     integer not null default 0,
  first_failed integer,
  batch        integer not null,
  settled      integer,
  reason       text,
  unique (account, rule, record, ordinal)
) strict;

create index alert_open on alert (state, rank, event_time, id) where state <> 'sent';

create table channel (
  id          text primary key,              -- hash of the webhook's URL
  next        integer not null default 0,    -- throttle: no payload before
  hold_until  integer not null default 0,    -- Retry-After or back-off
  failures    integer not null default 0,    -- failed attempts in a row, of any kind; above 0 it is probed with one alert
  kind        text,                          -- of the last failure
  streak      integer not null default 0,    -- failures of that kind in a row
  reason      text,
  since       integer                        -- when the row of failures began
) strict;

create table unreadable (
  account text not null,
  hash    text not null,
  seen    integer not null,                  -- first
  reason  text not null,
  raw     text not null,                     -- cut at 64 KiB
  primary key (account, hash)
) strict;
