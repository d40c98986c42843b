-- Reads the assignments of overdue sessions, the longest overdue first. Sessions that are not open are removed from the list.
--
-- KEYS          as in desk.lua
-- ARGV[1] string 'pending' for pending assignments, or 'absent' for waiting sessions whose customer is absent
-- ARGV[2] int    only sessions that are in the list since this time, ms
-- ARGV[3] int    maximum number of sessions
-- returns {{assignment, rank in the queue from 0 or nil}, ...}

local which, since, limit = unpack(ARGV)

local list = which == 'absent' and ABSENT or PENDING
local overdue = {}
for _, session in ipairs(redis.call('ZRANGEBYSCORE', list, '-inf', since, 'LIMIT', 0, limit)) do
  local assignment = read_assignment(session)
  if assignment then
    overdue[#overdue + 1] = with_rank(assignment)
  else
    redis.call('ZREM', list, session)
  end
end
return overdue
