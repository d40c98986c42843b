-- Removes leases that ran out. A user without leases is offline since the end of the last one.
--
-- KEYS          as in presence.lua
-- ARGV[1] int    now, ms
-- ARGV[2] int    maximum number of leases to remove
-- returns the number of removed leases

local now, limit = unpack(ARGV)

local run_out = redis.call('ZRANGEBYSCORE', LEASES, '-inf', now, 'WITHSCORES', 'LIMIT', 0, limit)
for i = 1, #run_out, 2 do
  local user, source = run_out[i]:match('^([^ ]*) (.*)$')
  end_lease(user, source, run_out[i + 1])
end
return #run_out / 2
