-- Returns the sessions of kefu whose leases ran out, or who are not on duty, to the head of the queue. Stops after the kefu
-- with whom the number of sessions reaches the limit.
--
-- KEYS          as in desk.lua
-- ARGV[1] int    now, ms
-- ARGV[2] int    only leases that ran out by this time, ms
-- ARGV[3] int    number of sessions after which to stop
-- returns {{assignment, rank in the queue from 0}, ...}

local now, silent_since, limit = unpack(ARGV)
silent_since, limit = tonumber(silent_since), tonumber(limit)

local released, from = {}, '-'
while #released < limit do
  local entry = redis.call('ZRANGEBYLEX', SERVED, from, '+', 'LIMIT', 0, 1)[1]
  if not entry then break end
  local kefu = entry:match('^[^ ]*')
  local duty = read_duty(DUTIES, kefu)
  if not duty or duty.lease_end <= silent_since then release(kefu, now, released) end
  from = '(' .. kefu .. '!'
end
return all_with_ranks(released)
