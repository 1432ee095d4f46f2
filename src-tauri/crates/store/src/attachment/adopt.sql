update attachment set document_id = $1
where id = $2 and not exists (select 1 from document d where d.id = attachment.document_id)
