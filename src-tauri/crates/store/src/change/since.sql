select topic, seq from change where seq > $1 order by topic
