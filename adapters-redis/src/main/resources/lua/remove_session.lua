-- Removes a closed session from the desk.
--
-- KEYS          as in desk.lua
-- ARGV[1] string session
-- returns 1 if it was at the desk, else 0

local session = ARGV[1]

local assignment = read_assignment(session)
if not assignment then return 0 end
leave_queue(assignment)
leave_kefu(assignment)
redis.call('HDEL', SESSIONS, session)
redis.call('HDEL', CUSTOMERS, assignment.customer)
redis.call('ZREM', PENDING, session)
return 1
