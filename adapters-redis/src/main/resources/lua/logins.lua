-- Shared by the scripts about logins; it precedes each of them.

-- The time of the server, in ms.
local function now_millis()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

-- Adds a token to the user's tokens, or moves its expiry. The list expires with the last of them.
local function add_login(logins_key, token, now, lifetime)
  redis.call('ZADD', logins_key, now + lifetime, token)
  if redis.call('PTTL', logins_key) < lifetime then redis.call('PEXPIRE', logins_key, lifetime) end
end

