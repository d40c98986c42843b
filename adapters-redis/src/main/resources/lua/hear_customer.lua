-- Notes a sign of life of a customer whose session waits without a socket.
-- KEYS[1] hash   open sessions by customer
-- KEYS[2] zset   sessions that wait for a customer without a socket, by the last sign of life
-- ARGV[1] string customer
-- ARGV[2] int    when, ms
-- returns 1 if it was noted, else 0

local session = redis.call('HGET', KEYS[1], ARGV[1])
if not session then return 0 end
return redis.call('ZADD', KEYS[2], 'XX', 'GT', 'CH', ARGV[2], session)
