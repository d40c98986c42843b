-- Takes the sessions from kefu whose leases ran out and puts them at the queue's head, some kefu at a time.
-- ARGV[1] int now, ms
-- ARGV[2] int only who is silent since then, ms
-- ARGV[3] int how many sessions are enough
-- returns {{place, rank in the queue from 0}, ...}

local released = {}
for _, kefu in ipairs(redis.call('HKEYS', DUTY)) do
  if duty_of(kefu).lease_end <= tonumber(ARGV[2]) and #released < tonumber(ARGV[3]) then
    release(kefu, ARGV[1], released)
  end
end
return places_and_ranks(released)
