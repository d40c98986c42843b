-- Takes note of who came online and of who went, and returns those of whom that was not told yet.
-- KEYS[1] zset users online
-- KEYS[2] zset users who came or went and of whom that was not told yet, by when
-- KEYS[3] set  users who were told to be online
-- ARGV[1] int  only who went until then is gone, ms
-- ARGV[2] int  how many changes to return at most
-- returns {user, 1 for online and 0 for gone, since when in ms, ...}; and, changed or not, looks at as many again

local told = {}
local limit = tonumber(ARGV[2])
local changed = redis.call('ZRANGE', KEYS[2], 0, 2 * limit - 1, 'WITHSCORES')
for i = 1, #changed, 2 do
  local user, since = changed[i], changed[i + 1]
  local is_online = redis.call('ZSCORE', KEYS[1], user)
  if #told < 3 * limit and (is_online or tonumber(since) <= tonumber(ARGV[1])) then
    redis.call('ZREM', KEYS[2], user)
    if redis.call(is_online and 'SADD' or 'SREM', KEYS[3], user) == 1 then
      told[#told + 1] = user
      told[#told + 1] = is_online and 1 or 0
      told[#told + 1] = tonumber(since)
    end
  end
end
return told
