-- Notices that the server's data may have lost its tail: the server has taken over from another, whose last writes may not
-- have reached it. A server that restarts with its own append-only file has lost nothing and is known by having no second
-- replication id.
--
-- KEYS[1] history of the partition's data (hash)
--
-- Returns how often that has happened.

local info = redis.call('INFO', 'replication')
local id, former = info:match('master_replid:(%x+)'), info:match('master_replid2:(%x+)')
local known = redis.call('HGET', KEYS[1], 'id')
if known ~= id then
  redis.call('HSET', KEYS[1], 'id', id)
  if known and former and not former:match('^0+$') then redis.call('HINCRBY', KEYS[1], 'n', 1) end
end
return tonumber(redis.call('HGET', KEYS[1], 'n') or '0')
