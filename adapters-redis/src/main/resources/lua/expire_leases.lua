-- Forgets leases that ran out, and the users who have none left.
-- KEYS[1] zset leases
-- KEYS[2] hash number of leases by user
-- KEYS[3] zset users online
-- KEYS[4] zset users who came or went and of whom that was not told yet, by when
-- KEYS[5] hash open sessions by customer
-- KEYS[6] zset queue
-- KEYS[7] zset sessions that wait for an absent customer, by since when
-- ARGV[1] int  now, ms
-- ARGV[2] int  how many leases to forget at most
-- returns how many were forgotten

local ended = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, ARGV[2])
for _, lease in ipairs(ended) do
  local user = lease:match('^[^ ]*')
  local lease_end = redis.call('ZSCORE', KEYS[1], lease)
  redis.call('ZREM', KEYS[1], lease)
  if redis.call('HINCRBY', KEYS[2], user, -1) <= 0 then
    redis.call('HDEL', KEYS[2], user)
    redis.call('ZREM', KEYS[3], user)
    redis.call('ZADD', KEYS[4], lease_end, user)
    local session = redis.call('HGET', KEYS[5], user)
    if session and redis.call('ZSCORE', KEYS[6], session) then
      redis.call('ZADD', KEYS[7], lease_end, session)
    end
  end
end
return #ended
