-- Ends one login.
--
-- KEYS 1  hash    the login
-- ARGV 1  string  the token's hash
--      2  string  what precedes a user's id in the key of its logins, in the slot of KEYS
-- Returns {the user's id, number of the user's remaining logins}, or {} if there is no such login

local user = redis.call('HGET', KEYS[1], 'u')
if not user then
  return {}
end

redis.call('DEL', KEYS[1])
redis.call('ZREM', ARGV[2] .. user, ARGV[1])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
return {user, redis.call('ZCOUNT', ARGV[2] .. user, '(' .. string.format('%d', now), '+inf')}
