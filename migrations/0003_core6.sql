-- 6情報. A change adds a version and keeps the ones before it; `entry.version` says which one holds.

-- Kinds: condition, allergy (with 薬剤禁忌), infection, lab_result, prescription.
create table entry (
  id text primary key,
  patient_id text not null references patient (id),
  kind text not null,
  version integer not null,
  recorded_at text not null
) strict;
create index entry_by_patient on entry (patient_id);

create table entry_version (
  entry_id text not null references entry (id),
  version integer not null,
  saved_at text not null,
  saved_by text not null,
  source text not null,
  confirmed_by text,
  confirmed_at text,
  last_checked text,
  retracted_at text,
  primary key (entry_id, version)
) strict, without rowid;

-- `part`: text, usage, or a modifier (prefix.0, suffix.1 …).
create table entry_code (
  entry_id text not null,
  version integer not null,
  part text not null,
  place integer not null,
  system text not null,
  code text not null,
  display text not null,
  primary key (entry_id, version, part, place),
  foreign key (entry_id, version) references entry_version (entry_id, version)
) strict, without rowid;

create table condition (
  entry_id text not null,
  version integer not null,
  text text not null,
  suspected integer not null,
  principal integer not null,
  onset text,
  outcome text,
  outcome_on text,
  uninformed integer not null,
  undelivered integer not null,
  long_term integer not null,
  note text not null,
  primary key (entry_id, version),
  foreign key (entry_id, version) references entry_version (entry_id, version)
) strict, without rowid;

create table condition_modifier (
  entry_id text not null,
  version integer not null,
  side text not null,
  place integer not null,
  text text not null,
  primary key (entry_id, version, side, place),
  foreign key (entry_id, version) references entry_version (entry_id, version)
) strict, without rowid;

create table allergy (
  entry_id text not null,
  version integer not null,
  category text not null,
  text text not null,
  reaction text not null,
  criticality text,
  onset text,
  ended text,
  uninformed integer not null,
  undelivered integer not null,
  long_term integer not null,
  note text not null,
  primary key (entry_id, version),
  foreign key (entry_id, version) references entry_version (entry_id, version)
) strict, without rowid;

create table infection (
  entry_id text not null,
  version integer not null,
  text text not null,
  result text,
  result_text text not null,
  specimen text not null,
  sampled text,
  uninformed integer not null,
  undelivered integer not null,
  long_term integer not null,
  note text not null,
  primary key (entry_id, version),
  foreign key (entry_id, version) references entry_version (entry_id, version)
) strict, without rowid;

-- Values and limits are texts: 6.80 stays 6.80.
create table lab_result (
  entry_id text not null,
  version integer not null,
  text text not null,
  value text not null,
  unit text not null,
  range_low text not null,
  range_high text not null,
  range_text text not null,
  interpretation text,
  specimen text not null,
  sampled text,
  note text not null,
  primary key (entry_id, version),
  foreign key (entry_id, version) references entry_version (entry_id, version)
) strict, without rowid;

create table prescription (
  entry_id text not null,
  version integer not null,
  rp integer not null,
  place integer not null,
  text text not null,
  kind text not null,
  dose text not null,
  daily_dose text not null,
  unit text not null,
  usage text not null,
  days integer,
  times integer,
  prescribed_on text not null,
  starts_on text,
  ended text,
  note text not null,
  primary key (entry_id, version),
  foreign key (entry_id, version) references entry_version (entry_id, version)
) strict, without rowid;

-- What is known of a kind that has no rows (なし・不明・未確認); the newest version holds.
create table absence (
  patient_id text not null references patient (id),
  kind text not null,
  version integer not null,
  state text not null,
  known_on text not null,
  known_by text not null,
  primary key (patient_id, kind, version)
) strict, without rowid;
