-- Reads where sessions stand that are overdue, the longest overdue first; forgets those that are not open.
-- ARGV[1] string 'unsettled' or 'absent'
-- ARGV[2] int    only since when, ms
-- ARGV[3] int    how many at most
-- returns {{place, rank in the queue from 0 or nil}, ...}

local list = ARGV[1] == 'absent' and ABSENT or UNSETTLED
local overdue = {}
for _, session in ipairs(redis.call('ZRANGEBYSCORE', list, '-inf', ARGV[2], 'LIMIT', 0, ARGV[3])) do
  local place = read_place(session)
  if place then
    overdue[#overdue + 1] = place_and_rank(place)
  else
    redis.call('ZREM', list, session)
  end
end
return overdue
