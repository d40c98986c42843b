-- Ends a kefu's duty and the lease of the kefu's heartbeats, and records when the duty ended.
--
-- KEYS          as in presence.lua
-- ARGV[1] string kefu
-- ARGV[2] int    now, ms
-- ARGV[3] int    lifetime of counts, ms
-- ARGV[4] int    records of duties that ended before this time are removed, ms
-- returns 1 if the kefu was on duty, else 0

local kefu, now, kept_for, forgotten_before = unpack(ARGV)

redis.call('ZADD', OFF_DUTY, now, kefu)
redis.call('ZREMRANGEBYSCORE', OFF_DUTY, '-inf', forgotten_before)
local duty = read_duty(DUTIES, kefu)
if duty then
  count_online_time(kefu, duty.lease_end, now, kept_for)
  redis.call('HDEL', COUNTED, kefu)
  redis.call('HDEL', DUTIES, kefu)
end
end_lease(kefu, '', now)
return duty and 1 or 0
