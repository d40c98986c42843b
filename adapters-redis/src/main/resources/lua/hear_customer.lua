-- Notes a sign of life of a customer who waits without a socket.
-- KEYS[1] hash   open sessions by customer
-- KEYS[2] zset   waiting sessions whose customer has no socket, by the last sign of life
-- ARGV[1] string customer
-- ARGV[2] int    time of the sign of life, ms
-- returns 1 if it was noted, else 0

local session = redis.call('HGET', KEYS[1], ARGV[1])
if not session then return 0 end
return redis.call('ZADD', KEYS[2], 'XX', 'GT', 'CH', ARGV[2], session)
