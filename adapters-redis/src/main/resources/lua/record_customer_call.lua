-- Records a call of a customer who waits without a socket.
--
-- KEYS[1] hash   open sessions by customer
-- KEYS[2] zset   waiting sessions whose customer is absent, by since when in ms
-- ARGV[1] string customer
-- ARGV[2] int    time of the call, ms
-- returns 1 if it was recorded, else 0

local sessions_key, absent_key = unpack(KEYS)
local customer, time = unpack(ARGV)

local session = redis.call('HGET', sessions_key, customer)
if not session then return 0 end
return redis.call('ZADD', absent_key, 'XX', 'GT', 'CH', time, session)
