select owner, size, sha256, png from seal order by owner
