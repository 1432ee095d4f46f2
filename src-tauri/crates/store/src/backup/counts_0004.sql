select 'document' as name, count(*) as rows from document
union all select 'document_file', count(*) from document_file
union all select 'document_issue', count(*) from document_issue
union all select 'document_version', count(*) from document_version
union all select 'outbox', count(*) from outbox
union all select 'receiver', count(*) from receiver
union all select 'template', count(*) from template
