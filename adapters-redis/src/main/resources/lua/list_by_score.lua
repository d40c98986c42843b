-- Reads a page of a sorted set, highest score first, and the size of the set.
--
-- KEYS[1] zset   the set
-- ARGV[1] int    number of members to skip
-- ARGV[2] int    maximum number of members to return
-- returns {size of the set, {member, ...}}

local set_key = KEYS[1]
local offset, limit = unpack(ARGV)

return {redis.call('ZCARD', set_key), redis.call('ZREVRANGE', set_key, offset, offset + limit - 1)}
