-- Changes the sets of the index of sessions, unless changes of the same partition were applied that the caller does not know.
--
-- KEYS[1] hash   the last applied entry of the index queue, by partition
-- KEYS[2] zset   tags by the number of sessions with the tag
-- KEYS[3...] zset for each pair of arguments from ARGV[4], the set that is changed
-- ARGV[1] int    partition
-- ARGV[2] string the last applied entry that the caller knows, or ''
-- ARGV[3] string the last entry of the queue that the caller has read
-- ARGV[4...] session, and its time of opening in ms or '' to remove the session from the set, in turn
-- returns the last applied entry, which is ARGV[3] if the changes were applied

local applied_key, tags_key, sets = KEYS[1], KEYS[2], KEYS
local partition, known, last = unpack(ARGV, 1, 3)
local changes = ARGV

local applied = redis.call('HGET', applied_key, partition) or ''
if applied ~= known then return applied end
for i = 3, #sets do
  local set, session, opened = sets[i], changes[2 * i - 2], changes[2 * i - 1]
  if opened == '' then
    redis.call('ZREM', set, session)
  else
    redis.call('ZADD', set, opened, session)
  end
  -- The sets of the closed and of the open sessions with a tag, served by any kefu, have all sessions with this tag.
  local prefix, state, tag = set:match('^(.-:by:)(%a+)  (.+)$')
  if state == 'closed' or state == 'open' then
    local count = redis.call('ZCARD', prefix .. 'closed  ' .. tag) + redis.call('ZCARD', prefix .. 'open  ' .. tag)
    if count == 0 then
      redis.call('ZREM', tags_key, tag)
    else
      redis.call('ZADD', tags_key, count, tag)
    end
  end
end
redis.call('HSET', applied_key, partition, last)
return last
