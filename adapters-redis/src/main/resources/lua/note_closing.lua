-- Notes that an open session is about to be closed.
-- ARGV[1] string session id
-- ARGV[2] int    now, ms
-- returns 1 if it is open, else 0

if redis.call('HEXISTS', SESSIONS, ARGV[1]) == 0 then return 0 end
redis.call('ZADD', UNSETTLED, ARGV[2], ARGV[1])
return 1
