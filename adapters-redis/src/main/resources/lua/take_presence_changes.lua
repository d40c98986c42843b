-- Returns the users who came online or went offline and whose change was not announced yet, and marks them as announced.
--
-- KEYS          as in presence.lua
-- ARGV[1] int    users who went offline after this time are not announced yet, ms
-- ARGV[2] int    maximum number of returned changes; twice as many users are examined
-- returns {user, 1 for online or 0 for offline, since when in ms, ...}

local offline_before, limit = unpack(ARGV)
offline_before, limit = tonumber(offline_before), tonumber(limit)

local announced = {}
local changed = redis.call('ZRANGE', CHANGED, 0, 2 * limit - 1, 'WITHSCORES')
for i = 1, #changed, 2 do
  local user, since = changed[i], tonumber(changed[i + 1])
  local is_online = redis.call('ZSCORE', ONLINE, user)
  if #announced < 3 * limit and (is_online or since <= offline_before) then
    redis.call('ZREM', CHANGED, user)
    if redis.call(is_online and 'SADD' or 'SREM', ANNOUNCED, user) == 1 then
      announced[#announced + 1] = user
      announced[#announced + 1] = is_online and 1 or 0
      announced[#announced + 1] = since
    end
  end
end
return announced
