-- Notes that a session's conversation followed the desk, unless the desk has changed since.
-- ARGV[1] string session id
-- ARGV[2] int    the number of the change that was followed
-- returns 1 if it was unsettled, else 0

local place = read_place(ARGV[1])
if place and place.number ~= ARGV[2] then return 0 end
return redis.call('ZREM', UNSETTLED, ARGV[1])
