select id from patient where merged_into = $1 order by id
