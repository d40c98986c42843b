-- Returns objects of the archive to delete, and marks them so that no conversation can get them any more. Forgets those that a
-- conversation has.
--
-- KEYS[1] zset   unused segments of the partition
-- ARGV[1] int    now, ms
-- ARGV[2] int    maximum number of objects
-- ARGV[3] string key of a conversation's segments up to the conversation's key, in the slot of KEYS
-- returns members of KEYS[1]

local unused_key = KEYS[1]
local now, limit, segments_prefix = unpack(ARGV)

local claimed = {}
for _, unused_member in ipairs(redis.call('ZRANGEBYSCORE', unused_key, '-inf', now, 'LIMIT', 0, limit)) do
  local conversation, member = unused_member:match('^(%S+) (%S+)$')
  -- ZREM is the first write, so that Redis accepts ZADD while its memory is full (see reserve_segment).
  redis.call('ZREM', unused_key, unused_member)
  if not redis.call('ZSCORE', segments_prefix .. conversation, member) then
    redis.call('ZADD', unused_key, 0, unused_member)
    claimed[#claimed + 1] = unused_member
  end
end
return claimed
