-- Imprints of seals, ready to be printed: a small PNG with a transparent ground each. `owner` is 'clinic' for the
-- 職印, else the id of the doctor whose 個人印 it is; `size` is the longer side of the seal in tenths of a millimetre.
create table seal (
  owner text primary key,
  size integer not null,
  sha256 text not null,
  png blob not null,
  set_at text not null,
  set_by text not null
) strict;
