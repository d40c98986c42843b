-- Puts a session at the end of the desk's queue, unless its customer has an open one.
-- KEYS[1] string number of the desk's last change
-- KEYS[2] hash   open sessions
-- KEYS[3] hash   open sessions by customer
-- KEYS[4] zset   queue
-- ARGV[1] string session id
-- ARGV[2] string customer
-- ARGV[3] string type
-- ARGV[4] int    creation time, ms
-- ARGV[5] string preferred kefu, or ''
-- returns {place of the customer's open session, its rank in the queue from 0 or nil}

local session = redis.call('HGET', KEYS[3], ARGV[2])
local place = session and redis.call('HGET', KEYS[2], session)
if not place then
  session = ARGV[1]
  local number = redis.call('INCR', KEYS[1])
  place = table.concat({session, ARGV[2], ARGV[3], ARGV[4], number, ARGV[5], '', number}, '|')
  redis.call('HSET', KEYS[2], session, place)
  redis.call('HSET', KEYS[3], ARGV[2], session)
  redis.call('ZADD', KEYS[4], number, session)
end
return {place, redis.call('ZRANK', KEYS[4], session)}
