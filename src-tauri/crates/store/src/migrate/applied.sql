select number, sha256 from migration order by number
