delete from attachment
where added_at < $1 and not exists (select 1 from document d where d.id = attachment.document_id)
