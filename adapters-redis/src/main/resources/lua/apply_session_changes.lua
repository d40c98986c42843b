-- Changes the sets of the index of sessions, unless changes of the same partition were applied that the caller does not know.
--
-- KEYS[1] hash   the last applied entry of the index queue, by partition
-- KEYS[2...] zset for each pair of arguments from ARGV[4], the set that is changed
-- ARGV[1] int    partition
-- ARGV[2] string the last applied entry that the caller knows, or ''
-- ARGV[3] string the last entry of the queue that the caller has read
-- ARGV[4...] session, and its time of opening in ms or '' to remove the session from the set, in turn
-- returns the last applied entry, which is ARGV[3] if the changes were applied

local applied_key, sets = KEYS[1], KEYS
local partition, known, last = unpack(ARGV, 1, 3)
local changes = ARGV

local applied = redis.call('HGET', applied_key, partition) or ''
if applied ~= known then return applied end
for i = 2, #sets do
  local session, opened = changes[2 * i], changes[2 * i + 1]
  if opened == '' then
    redis.call('ZREM', sets[i], session)
  else
    redis.call('ZADD', sets[i], opened, session)
  end
end
redis.call('HSET', applied_key, partition, last)
return last
