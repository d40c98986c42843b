-- Records that an assignment was applied to its conversation, unless the assignment has changed since.
--
-- KEYS          as in desk.lua
-- ARGV[1] string session
-- ARGV[2] int    number of the applied assignment
-- returns 1 if the assignment was pending, else 0

local session, number = unpack(ARGV)

local assignment = read_assignment(session)
if assignment and assignment.number ~= number then return 0 end
return redis.call('ZREM', PENDING, session)
