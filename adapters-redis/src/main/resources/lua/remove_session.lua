-- Forgets a session that is closed.
-- KEYS[1] hash   open sessions
-- KEYS[2] hash   open sessions by customer
-- KEYS[3] zset   queue
-- KEYS[4] zset   served sessions
-- KEYS[5] zset   served sessions by kefu
-- ARGV[1] string session id
-- returns 1 if it was there, else 0

local place = redis.call('HGET', KEYS[1], ARGV[1])
if not place then
  return 0
end
local customer, opened, kefu = place:match('^[^|]*|([^|]*)|[^|]*|[^|]*|([^|]*)|[^|]*|([^|]*)|')
redis.call('HDEL', KEYS[1], ARGV[1])
redis.call('HDEL', KEYS[2], customer)
redis.call('ZREM', KEYS[3], ARGV[1])
redis.call('ZREM', KEYS[4], ARGV[1])
redis.call('ZREM', KEYS[5], string.format('%s|%016d|%s', kefu, opened, ARGV[1]))
return 1
