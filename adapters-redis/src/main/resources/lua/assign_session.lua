-- Gives a waiting session to a kefu who is online and has room at this instant.
-- KEYS[1] string number of the desk's last change
-- KEYS[2] hash   open sessions
-- KEYS[3] zset   queue
-- KEYS[4] zset   served sessions
-- KEYS[5] zset   served sessions by kefu
-- KEYS[6] hash   kefu on duty
-- ARGV[1] string session id
-- ARGV[2] string kefu
-- ARGV[3] int    now, ms
-- returns {the session's new place}; {} if it does not wait or the kefu may not take it

local place = redis.call('HGET', KEYS[2], ARGV[1])
local duty = redis.call('HGET', KEYS[6], ARGV[2])
if not place or not duty then
  return {}
end
local fixed, opened, preferred, kefu =
  place:match('^([^|]*|[^|]*|[^|]*|[^|]*|([^|]*))|([^|]*)|([^|]*)|[^|]*$')
local status, lease_end, limit, skills = duty:match('^([^|]*)|([^|]*)|([^|]*)|[^|]*|([^|]*)$')
if kefu ~= '' or status ~= 'online' or tonumber(lease_end) <= tonumber(ARGV[3]) then
  return {}
end
if redis.call('ZLEXCOUNT', KEYS[5], '[' .. ARGV[2] .. '|', '(' .. ARGV[2] .. '}') >= tonumber(limit) then
  return {}
end

local number = redis.call('INCR', KEYS[1])
place = table.concat({fixed, preferred, ARGV[2], number}, '|')
redis.call('HSET', KEYS[2], ARGV[1], place)
redis.call('ZREM', KEYS[3], ARGV[1])
redis.call('ZADD', KEYS[4], opened, ARGV[1])
redis.call('ZADD', KEYS[5], 0, string.format('%s|%016d|%s', ARGV[2], opened, ARGV[1]))
redis.call('HSET', KEYS[6], ARGV[2], table.concat({status, lease_end, limit, ARGV[3], skills}, '|'))
return {place}
