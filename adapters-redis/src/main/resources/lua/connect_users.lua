-- Lets users be online through their sockets on a node for a lease.
-- KEYS[1] zset   leases
-- KEYS[2] hash   number of leases by user
-- KEYS[3] zset   users online
-- KEYS[4] zset   users who came or went and of whom that was not told yet, by when
-- KEYS[5] hash   open sessions by customer
-- KEYS[6] zset   queue
-- KEYS[7] zset   sessions that wait for an absent customer, by since when
-- ARGV[1] string node
-- ARGV[2] int    now, ms
-- ARGV[3] int    end of the lease, ms
-- ARGV[4...] string user
-- returns how many leases are new

local new = 0
for i = 4, #ARGV do
  if redis.call('ZADD', KEYS[1], ARGV[3], ARGV[i] .. ' ' .. ARGV[1]) == 1 then
    redis.call('HINCRBY', KEYS[2], ARGV[i], 1)
    if redis.call('ZADD', KEYS[3], 'NX', ARGV[2], ARGV[i]) == 1 then
      redis.call('ZADD', KEYS[4], ARGV[2], ARGV[i])
      local session = redis.call('HGET', KEYS[5], ARGV[i])
      if session then
        redis.call('ZREM', KEYS[7], session)
      end
    end
    new = new + 1
  end
end
return new
