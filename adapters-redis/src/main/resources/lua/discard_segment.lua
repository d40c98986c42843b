-- Lets the sweep delete an object of the archive unless a conversation has it.
--
-- KEYS[1] zset   unused segments of the partition
-- ARGV[1] string member of the object in KEYS[1]
-- ARGV[2] int    time from which the object is deleted if no conversation has it, ms
-- returns 1

local unused_key = KEYS[1]
local unused_member, delete_from = unpack(ARGV)

-- ZREM is the first write, so that Redis accepts ZADD while its memory is full (see reserve_segment).
redis.call('ZREM', unused_key, unused_member)
return redis.call('ZADD', unused_key, delete_from, unused_member)
