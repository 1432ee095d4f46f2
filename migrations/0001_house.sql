-- The house itself: its migrations, its audit, its change feed, its settings, the clinic and its people.
-- Times are RFC 3339 in UTC with milliseconds, days are ISO, ids are UUIDs made by the program, flags are 0 or 1.

create table migration (
  number integer primary key,
  name text not null,
  sha256 text not null,
  app_version text not null,
  applied_at text not null
) strict;

-- Rows are only ever added. `hash` covers the row and the hash of the row before it.
create table audit (
  seq integer primary key,
  at text not null,
  who text not null,
  action text not null,
  patient_id text,
  document_id text,
  detail text,
  hash text not null
) strict;
create index audit_by_patient on audit (patient_id, seq);
create index audit_by_document on audit (document_id, seq);

-- One row per topic: the number of the last write that touched it.
create table change (
  topic text primary key,
  seq integer not null
) strict;
create index change_by_seq on change (seq);

create table setting (
  name text primary key,
  value text not null
) strict;

-- The clinic whose store this is: one row.
create table institution (
  one integer primary key check (one = 1),
  version integer not null,
  code text not null,
  name text not null,
  postal_code text not null,
  address text not null,
  phone text not null,
  fax text not null
) strict;

-- Doctors and staff are never deleted: documents and the audit name them for ever.
create table doctor (
  id text primary key,
  version integer not null,
  family text not null,
  given text not null,
  kana_family text not null,
  kana_given text not null,
  department text not null,
  registration_number text not null,
  active integer not null
) strict;

create table staff (
  id text primary key,
  version integer not null,
  name text not null,
  role text not null,
  active integer not null
) strict;
