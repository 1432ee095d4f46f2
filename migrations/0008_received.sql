-- Documents that came from elsewhere: the bytes as they came, and what was read of them.

-- `sha256` is of `bytes`. `read_at` is empty until the reader has been over it; the columns between tell what it
-- found. `person` and `sender` are as the document writes them; `search_key` is what they are found by.
create table received (
  id text primary key,
  version integer not null,
  sha256 text not null unique,
  size integer not null,
  received_at text not null,
  received_by text not null,
  read_at text,
  kind text not null,
  title text not null,
  number text not null,
  dated text,
  sender text not null,
  person text not null,
  search_key text not null,
  patient_id text references patient (id),
  attached_at text,
  attached_by text,
  bytes blob not null
) strict;
create index received_by_time on received (received_at);
create index received_by_patient on received (patient_id);

-- Which rows of a received document were taken over into the chart, and as which rows there.
create table received_taken (
  received_id text not null references received (id),
  item integer not null,
  entry_id text not null references entry (id),
  taken_at text not null,
  taken_by text not null,
  primary key (received_id, item, entry_id)
) strict;
