-- Forgets leases that ran out, and the users who have none left.
-- KEYS[1] zset leases
-- KEYS[2] hash number of leases by user
-- KEYS[3] zset users online
-- ARGV[1] int  now, ms
-- ARGV[2] int  how many leases to forget at most
-- returns how many were forgotten

local ended = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, ARGV[2])
for _, lease in ipairs(ended) do
  local user = lease:match('^[^|]*')
  redis.call('ZREM', KEYS[1], lease)
  if redis.call('HINCRBY', KEYS[2], user, -1) <= 0 then
    redis.call('HDEL', KEYS[2], user)
    redis.call('ZREM', KEYS[3], user)
  end
end
return #ended
