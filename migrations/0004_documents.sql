-- Documents with their frozen versions, what waits to be sent, and what fills new documents.

-- `version` counts changes of the row; the number of a frozen version is its own.
create table document (
  id text primary key,
  kind text not null,
  patient_id text not null references patient (id),
  state text not null,
  version integer not null,
  versions integer not null,
  draft text,
  draft_saved_at text,
  draft_saved_by text,
  amend_reason text,
  dated text,
  receiver_code text,
  receiver_name text not null,
  created_at text not null,
  created_by text not null,
  updated_at text not null,
  withdrawn_at text,
  withdrawn_by text,
  withdraw_reason text
) strict;
create index document_by_patient on document (patient_id);
create index document_by_update on document (updated_at);

-- Never changed after it was written. `profile` names the version of the national profile, where there is a
-- bundle.
create table document_version (
  document_id text not null references document (id),
  number integer not null,
  body text not null,
  profile text,
  dated text,
  receiver_code text,
  receiver_name text not null,
  amend_reason text,
  finalized_at text not null,
  finalized_by text not null,
  primary key (document_id, number)
) strict;

-- `name`: pdf or bundle.
create table document_file (
  document_id text not null,
  number integer not null,
  name text not null,
  sha256 text not null,
  bytes blob not null,
  primary key (document_id, number, name),
  foreign key (document_id, number) references document_version (document_id, number)
) strict;

-- 交付: a version may leave the clinic more than once.
create table document_issue (
  document_id text not null,
  place integer not null,
  number integer not null,
  way text not null,
  issued_at text not null,
  issued_by text not null,
  primary key (document_id, place),
  foreign key (document_id, number) references document_version (document_id, number)
) strict;

create table outbox (
  id text primary key,
  document_id text not null,
  number integer not null,
  state text not null,
  version integer not null,
  created_at text not null,
  changed_at text not null,
  unique (document_id, number),
  foreign key (document_id, number) references document_version (document_id, number)
) strict;
create index outbox_by_state on outbox (state, id);

create table receiver (
  id text primary key,
  version integer not null,
  kind text not null,
  code text,
  name text not null,
  postal_code text not null,
  address text not null,
  phone text not null,
  fax text not null,
  department text not null,
  doctor text not null,
  honorific text not null,
  search_key text not null,
  used_at text not null
) strict;
create index receiver_by_use on receiver (used_at);

-- 定型文. `field` names the field of the form that it fills; without a doctor it is the whole clinic's.
create table template (
  id text primary key,
  version integer not null,
  kind text not null,
  field text not null,
  doctor_id text references doctor (id),
  title text not null,
  body text not null
) strict;
