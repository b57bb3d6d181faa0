-- Times are epoch milliseconds, UTC.

alter table account add column begun integer;        -- the first start since the last complete poll, null after one
alter table account add column started integer;      -- the last start
alter table account add column clock_offset integer not null default 0; -- milliseconds that the tracer's clock is ahead
alter table account add column last_family text;     -- of the last failure since the last complete poll, null after one
alter table account add column skipped integer;      -- the head has left out what lies before, for the youngest sweep
alter table account add column newest integer;       -- event time of the newest record ever read, never in the future

create index unreadable_seen on unreadable (account, seen);

-- What could not be read, and has been gone past: both ends inclusive.
create table hole (
  account text not null,
  start   integer not null,
  stop    integer not null,
  stretch integer not null,                  -- the start under which it was told first; pieces of one share it
  reason  text not null,
  primary key (account, start)
) strict;

-- What is wrong with the watch now; it has been told, and its end will be.
create table condition (
  account text not null,
  kind    text not null,
  subject text not null,                     -- which one of its kind: a hole's stretch, a channel; else empty
  since   integer not null,
  detail  text not null,                     -- JSON object: what its end needs to say
  primary key (account, kind, subject)
) strict;
