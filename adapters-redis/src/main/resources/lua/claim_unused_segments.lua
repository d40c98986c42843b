-- Returns objects of the archive to delete, and marks them so that no conversation can get them any more. Forgets those that a
-- conversation has. Objects that were returned before, but could not be deleted, come after all others.
--
-- KEYS[1] zset   unused segments of the partition
-- ARGV[1] int    now, ms
-- ARGV[2] int    maximum number of objects
-- ARGV[3] string key of a conversation's segments up to the conversation's key, in the slot of KEYS
-- returns members of KEYS[1]

local unused_key = KEYS[1]
local now, limit, segments_prefix = unpack(ARGV)

-- The score is 0 or less while an object is being deleted. It is 0 if an erasure deletes the object, and negative after this
-- script returned the object: the lower, the longer ago.
local claimed_at = string.format('%d', now - 1e15)
local candidates = redis.call('ZRANGEBYSCORE', unused_key, 0, now, 'LIMIT', 0, limit)
for _, tried in ipairs(redis.call('ZRANGEBYSCORE', unused_key, '-inf', '(0', 'LIMIT', 0, limit - #candidates)) do
  candidates[#candidates + 1] = tried
end

local claimed = {}
for _, unused_member in ipairs(candidates) do
  local conversation, member = unused_member:match('^(%S+) (%S+)$')
  -- ZREM is the first write, so that Redis accepts ZADD while its memory is full (see reserve_segment).
  redis.call('ZREM', unused_key, unused_member)
  if not redis.call('ZSCORE', segments_prefix .. conversation, member) then
    redis.call('ZADD', unused_key, claimed_at, unused_member)
    claimed[#claimed + 1] = unused_member
  end
end
return claimed
