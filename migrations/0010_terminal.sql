-- What comes from the 資格確認端末 and what goes to it.

-- One holder at a time of what only one may do, such as talking to the terminal.
create table lease (
  name text primary key,
  holder text not null,
  label text not null,
  since text not null,
  until text not null
) strict;

-- Everything that came, as it came. `state`: kept, done or set_aside; `reason` and `findings` say what was noticed;
-- `cleared_at` tells that it no longer lies in the folder, or is left there on purpose.
create table inbox (
  id text primary key,
  folder text not null,
  name text not null,
  sha256 text not null,
  size integer not null,
  whole integer not null,
  modified_at text,
  arrived_at text not null,
  state text not null,
  message text,
  request_id text,
  reason text,
  findings text,
  settled_at text,
  cleared_at text,
  bytes blob not null,
  unique (name, sha256)
) strict;
create index inbox_by_state on inbox (state, id);
create index inbox_uncleared on inbox (id) where cleared_at is null;

-- The outbox anew: documents and 5情報, registrations and cancellations. `seq` is the order in which they were put
-- here; an item goes only after the one in `after_id` came to an end. `hold` tells why a ready item does not go;
-- `absent` that the service, asked after silence, has nothing under its number.
create table outbox_new (
  id text primary key,
  seq integer not null unique,
  action text not null,
  kind text not null,
  document_id text,
  number integer,
  unit_id text,
  unit_kind text,
  sampled text,
  unit_number text,
  fingerprint text,
  person_system text,
  person text,
  patient_id text not null references patient (id),
  after_id text,
  state text not null,
  version integer not null,
  consent text not null,
  hold text,
  code text,
  said text,
  place text,
  absent integer not null,
  attempts integer not null,
  not_before text,
  service_status text,
  service_status_at text,
  created_at text not null,
  changed_at text not null,
  posted_at text,
  settled_at text,
  foreign key (document_id, number) references document_version (document_id, number)
) strict;
insert into outbox_new
  (id, seq, action, kind, document_id, number, patient_id, state, version, consent, absent, attempts, created_at, changed_at)
select o.id, row_number() over (order by o.id), 'register', 'document', o.document_id, o.number, d.patient_id, o.state,
  o.version, 'later', 0, 0, o.created_at, o.changed_at
from outbox o join document d on d.id = o.document_id;
drop table outbox;
alter table outbox_new rename to outbox;
create index outbox_by_state on outbox (state, seq);
create index outbox_by_patient on outbox (patient_id);
create index outbox_by_unit on outbox (unit_id);
create index outbox_by_document on outbox (document_id, number);

-- What was sent for an item, or is to be sent. Without `bytes` it is the version's bundle as frozen, or a
-- cancellation. The rest is the key under which the person is known to the service.
create table transmission (
  outbox_id text not null references outbox (id),
  place integer not null,
  made_at text not null,
  identifier text not null,
  sha256 text,
  bytes blob,
  eligibility_id text,
  insurer_number text not null,
  card_symbol text not null,
  card_number text not null,
  branch text,
  birth_date text not null,
  primary key (outbox_id, place)
) strict;

-- What is asked of the terminal. `subject` says what, in the words of the core. The file's names and hash are
-- stored before it is written.
create table terminal_request (
  id text primary key,
  message text not null,
  state text not null,
  version integer not null,
  priority integer not null,
  registration integer not null,
  patient_id text references patient (id),
  outbox_id text references outbox (id),
  subject text not null,
  not_before text,
  attempts integer not null,
  suffix text,
  file_name text unique,
  answer_name text unique,
  file_identifier text unique,
  temp_name text,
  sha256 text,
  created_at text not null,
  created_by text not null,
  intended_at text,
  posted_at text,
  settled_at text,
  verdict text,
  code text,
  said text,
  inbox_id text references inbox (id),
  seen_at text
) strict;
create index terminal_request_by_state on terminal_request (state, priority, id);
create index terminal_request_by_outbox on terminal_request (outbox_id);
create index terminal_request_by_patient on terminal_request (patient_id, id);
create index terminal_request_by_intent on terminal_request (intended_at);

-- Every name under which a request was ever going to be posted: an answer to it is ours, and no name is used twice.
create table terminal_name (
  file_name text primary key,
  request_id text not null references terminal_request (id),
  given_at text not null
) strict;
create index terminal_name_by_time on terminal_name (given_at);

-- The next number of a day's file names.
create table terminal_day (
  day text primary key,
  next integer not null
) strict;

-- 資格: every answer, one row per record in it; nothing is ever overwritten. `details` is all that was read.
create table eligibility (
  id text primary key,
  inbox_id text not null references inbox (id),
  place integer not null,
  request_id text references terminal_request (id),
  source text not null,
  told_at text not null,
  day text not null,
  validity text not null,
  patient_id text references patient (id),
  matched_by text,
  matched_at text,
  matched_who text,
  insurer_number text not null,
  card_symbol text not null,
  card_number text not null,
  branch text,
  birth_date text,
  name text not null,
  kana text not null,
  sex text not null,
  reference_number text not null,
  card_class text not null,
  details text not null,
  dismissed_at text,
  unique (inbox_id, place)
) strict;
create index eligibility_by_day on eligibility (day, id);
create index eligibility_by_patient on eligibility (patient_id, told_at);
create index eligibility_by_key on eligibility (insurer_number, card_number);

create index patient_by_insurance on patient (insurer_number, card_number);
create index patient_by_birth on patient (birth_date);
