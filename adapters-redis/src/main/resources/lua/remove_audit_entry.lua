-- Removes an entry from the audit log.
--
-- KEYS[1] hash   entries
-- KEYS[2] set    ids of unconfirmed entries
-- KEYS[3...] zset all sets of the index that have the entry
-- ARGV[1] string id
-- returns 1 if the entry existed, else 0

local entries_key, unconfirmed_key = unpack(KEYS)
local sets = {unpack(KEYS, 3)}
local id = ARGV[1]

for _, set_key in ipairs(sets) do
  redis.call('ZREM', set_key, id)
end
redis.call('SREM', unconfirmed_key, id)
return redis.call('HDEL', entries_key, id)
