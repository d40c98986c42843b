-- Ends one lease of a user, who is offline after the last one.
-- KEYS[1] zset   leases
-- KEYS[2] hash   number of leases by user
-- KEYS[3] zset   users online
-- KEYS[4] zset   users who came or went and of whom that was not told yet, by when
-- KEYS[5] hash   open sessions by customer
-- KEYS[6] zset   queue
-- KEYS[7] zset   sessions that wait for an absent customer, by since when
-- ARGV[1] string user
-- ARGV[2] string node, or '' for the beats of a kefu
-- ARGV[3] int    now, ms
-- returns 1 if there was such a lease, else 0

local ended = redis.call('ZREM', KEYS[1], ARGV[1] .. ' ' .. ARGV[2])
if ended == 1 and redis.call('HINCRBY', KEYS[2], ARGV[1], -1) <= 0 then
  redis.call('HDEL', KEYS[2], ARGV[1])
  redis.call('ZREM', KEYS[3], ARGV[1])
  redis.call('ZADD', KEYS[4], ARGV[3], ARGV[1])
  local session = redis.call('HGET', KEYS[5], ARGV[1])
  if session and redis.call('ZSCORE', KEYS[6], session) then
    redis.call('ZADD', KEYS[7], ARGV[3], session)
  end
end
return ended
