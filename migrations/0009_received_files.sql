-- Files beside received documents: the PDF that a document came in, and what is fetched for it later.

-- `place` counts from 1 in the order of coming. `origin` tells how the file came.
create table received_file (
  received_id text not null references received (id),
  place integer not null,
  origin text not null,
  name text not null,
  media_type text not null,
  sha256 text not null,
  size integer not null,
  added_at text not null,
  added_by text not null,
  bytes blob not null,
  primary key (received_id, place),
  unique (received_id, sha256)
) strict;
