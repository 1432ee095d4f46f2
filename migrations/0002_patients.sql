-- Patients, the keys by which they are found, and the merging of doubles.

-- An insurance is there when `insurer_number` is; `branch_kind` is number, none_printed or unchecked.
create table patient (
  id text primary key,
  version integer not null,
  chart_number text not null unique,
  family text not null,
  given text not null,
  kana_family text not null,
  kana_given text not null,
  birth_date text not null,
  sex text not null,
  postal_code text not null,
  address text not null,
  phone text not null,
  occupation text not null,
  insurer_number text,
  card_symbol text,
  card_number text,
  branch_kind text,
  branch_number text,
  merged_into text references patient (id),
  created_at text not null,
  updated_at text not null
) strict;

create index patient_by_update on patient (updated_at);

create table public_payer (
  patient_id text not null references patient (id),
  place integer not null,
  payer_number text not null,
  recipient_number text not null,
  primary key (patient_id, place)
) strict, without rowid;

-- Search: every key is found by its beginning. `part` is 0 where the key starts where the text does, 1 where it
-- starts inside (so that beginnings come first). Kinds: kana, name, number, birth, phone (digits from the end).
create table patient_key (
  kind text not null,
  part integer not null,
  key text not null,
  patient_id text not null,
  primary key (kind, part, key, patient_id)
) strict, without rowid;

create table patient_merge (
  id text primary key,
  from_patient text not null references patient (id),
  into_patient text not null references patient (id),
  merged_at text not null,
  merged_by text not null,
  undone_at text,
  undone_by text
) strict;
create index patient_merge_by_from on patient_merge (from_patient);

-- What moved with a merge, so that exactly that can move back.
create table patient_merge_row (
  merge_id text not null references patient_merge (id),
  kind text not null,
  row_id text not null,
  primary key (merge_id, kind, row_id)
) strict, without rowid;
