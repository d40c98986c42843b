-- Remembers a member of a sorted set with the present time. If there are too many members, the oldest is forgotten.
--
-- KEYS[1] zset   the set, by time in ms
-- ARGV[1] string member
-- ARGV[2] int    now, ms
-- ARGV[3] int    maximum number of members
-- ARGV[4] int    how long a member is remembered, ms; '' for as long as the set
-- returns the number of remembered members

local set_key = KEYS[1]
local member, now, limit, kept_for = unpack(ARGV)

redis.call('ZADD', set_key, now, member)
redis.call('ZREMRANGEBYRANK', set_key, 0, -1 - limit)
if kept_for ~= '' then
  redis.call('ZREMRANGEBYSCORE', set_key, '-inf', now - kept_for)
  redis.call('PEXPIRE', set_key, kept_for)
end
return redis.call('ZCARD', set_key)
