-- Takes the sessions from kefu whose leases ran out, or who left, and puts them at the queue's head, some kefu at a time.
-- ARGV[1] int now, ms
-- ARGV[2] int only who is silent since then, ms; who left is not waited for
-- ARGV[3] int how many sessions are enough
-- returns {{place, rank in the queue from 0}, ...}

local released, from = {}, '-'
while #released < tonumber(ARGV[3]) do
  local entry = redis.call('ZRANGEBYLEX', SERVED, from, '+', 'LIMIT', 0, 1)[1]
  if not entry then break end
  local kefu = entry:match('^[^ ]*')
  local duty = read_duty(DUTY, kefu)
  if not duty or duty.lease_end <= tonumber(ARGV[2]) then
    release(kefu, ARGV[1], released)
  end
  from = '(' .. kefu .. '!'
end
return places_and_ranks(released)
