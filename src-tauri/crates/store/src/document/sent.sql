select v.document_id, max(v.number) as number, max(v.dated) as dated
from document d join document_version v on v.document_id = d.id
where d.patient_id = $1 and d.kind = $2 and d.state <> 'withdrawn' and v.dated >= $3 and v.dated <= $4
  and (v.receiver_name = $5 or v.receiver_code = cast($6 as text))
group by v.document_id
order by dated desc, v.document_id
