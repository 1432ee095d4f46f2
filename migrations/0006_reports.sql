-- 報告単位 of the 5情報, 検査 codes, and what prescriptions say beyond their amounts.

-- A unit keeps its number (Bundle.identifier) for ever once it was first handed over. `sampled` is the day of
-- sampling for results, empty for the sets of 傷病名 and アレルギー.
create table report_unit (
  id text primary key,
  patient_id text not null references patient (id),
  kind text not null,
  sampled text not null,
  number text not null unique,
  created_at text not null,
  unique (patient_id, kind, sampled)
) strict;

-- Every handing over of a unit; the newest says what the service has. `step`: sent or cancelled. `person_system` and
-- `person` are the number under which it stands there, `fingerprint` is SHA-256 over the content.
create table report_issue (
  unit_id text not null references report_unit (id),
  place integer not null,
  step text not null,
  person_system text not null,
  person text not null,
  fingerprint text not null,
  issued_at text not null,
  issued_by text not null,
  primary key (unit_id, place)
) strict, without rowid;

-- The imported list of JLAC codes of designated items.
create table lab_code (
  system text not null,
  code text not null,
  name text not null,
  specimen text not null,
  method text not null,
  primary key (system, code)
) strict, without rowid;
create index lab_code_by_name on lab_code (name);

-- A laboratory's item (by folded name and specimen) and the codes that somebody once gave it.
create table lab_item (
  item_key text primary key,
  name text not null,
  specimen text not null,
  saved_at text not null,
  saved_by text not null
) strict, without rowid;

create table lab_item_code (
  item_key text not null references lab_item (item_key),
  place integer not null,
  system text not null,
  code text not null,
  display text not null,
  primary key (item_key, place)
) strict, without rowid;

-- 部位 of a drug for external use; the amounts of a day that are not even, in the order of taking.
alter table prescription add column site text not null default '';

create table prescription_dose (
  entry_id text not null,
  version integer not null,
  place integer not null,
  dose text not null,
  primary key (entry_id, version, place),
  foreign key (entry_id, version) references entry_version (entry_id, version)
) strict, without rowid;
