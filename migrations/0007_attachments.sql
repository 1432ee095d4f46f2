-- Files that go with a document. They belong to the document, whose drafts and versions name them by id; a file
-- that no draft and no version names any more is removed.
create table attachment (
  id text primary key,
  document_id text not null,
  kind text not null,
  name text not null,
  pages integer,
  size integer not null,
  sha256 text not null,
  bytes blob not null,
  added_at text not null,
  added_by text not null
) strict;
create index attachment_by_document on attachment (document_id);
