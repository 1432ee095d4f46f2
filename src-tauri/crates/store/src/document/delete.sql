delete from document where id = $1 and version = $2 and versions = 0
