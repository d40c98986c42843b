-- Takes all sessions from a kefu and puts them at the queue's head. There, whoever was served before stands in the order
-- of opening: the turn is the number of the opening, 2^53 lower than that of a session that nobody served yet.
-- KEYS[1] string number of the desk's last change
-- KEYS[2] hash   open sessions
-- KEYS[3] zset   queue
-- KEYS[4] zset   served sessions
-- KEYS[5] zset   served sessions by kefu
-- ARGV[1] string kefu
-- returns {{place, rank in the queue from 0}, ...} in the order of opening

local from, to = '[' .. ARGV[1] .. '|', '(' .. ARGV[1] .. '}'
local released = {}
for _, served in ipairs(redis.call('ZRANGEBYLEX', KEYS[5], from, to)) do
  local opened, session = served:match('|(%d+)|(.*)$')
  local fixed, preferred = redis.call('HGET', KEYS[2], session):match('^([^|]*|[^|]*|[^|]*|[^|]*|[^|]*)|([^|]*)|')
  if preferred == '' then
    preferred = ARGV[1]
  end
  local place = table.concat({fixed, preferred, '', redis.call('INCR', KEYS[1])}, '|')
  redis.call('HSET', KEYS[2], session, place)
  redis.call('ZREM', KEYS[4], session)
  redis.call('ZADD', KEYS[3], tonumber(opened) - 9007199254740992, session)
  released[#released + 1] = {place, session}
end
redis.call('ZREMRANGEBYLEX', KEYS[5], from, to)
for _, entry in ipairs(released) do
  entry[2] = redis.call('ZRANK', KEYS[3], entry[2])
end
return released
