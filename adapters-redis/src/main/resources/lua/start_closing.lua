-- Marks the assignment of an open session as pending, because the session is about to be closed.
--
-- KEYS          as in desk.lua
-- ARGV[1] string session
-- ARGV[2] int    now, ms
-- returns 1 if the session is open, else 0

local session, now = unpack(ARGV)

if redis.call('HEXISTS', SESSIONS, session) == 0 then return 0 end
redis.call('ZADD', PENDING, now, session)
return 1
