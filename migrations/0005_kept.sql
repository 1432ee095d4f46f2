-- What would otherwise be lost: a patient's record as it was before a change, a 交付 noted by mistake, what was
-- found in a document when it was frozen. And keys that find by year of birth and name together.

-- The record as it stood until somebody replaced it. Names of columns as in `patient`.
create table patient_version (
  patient_id text not null references patient (id),
  version integer not null,
  replaced_at text not null,
  replaced_by text not null,
  chart_number text not null,
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
  primary key (patient_id, version)
) strict, without rowid;

create table patient_version_payer (
  patient_id text not null,
  version integer not null,
  place integer not null,
  payer_number text not null,
  recipient_number text not null,
  primary key (patient_id, version, place),
  foreign key (patient_id, version) references patient_version (patient_id, version)
) strict, without rowid;

alter table document_issue add column undone_at text;
alter table document_issue add column undone_by text;

-- A text of the core's own making; null in versions from before this migration.
alter table document_version add column findings text;

-- Kinds born_kana and born_name: the year of birth and the whole name.
insert into patient_key (kind, part, key, patient_id)
select 'born_' || k.kind, 0, substr(p.birth_date, 1, 4) || k.key, k.patient_id
from patient_key k join patient p on p.id = k.patient_id
where k.part = 0 and k.kind in ('kana', 'name');
