-- Ends one login.
--
-- KEYS 1  hash    the login
-- ARGV 1  string  the token's hash
--      2  string  what precedes a user's id in the key of its logins, in the slot of KEYS
-- Returns string  the user's id, or nil if there is no such login

local user = redis.call('HGET', KEYS[1], 'u')
if not user then
  return false
end

redis.call('DEL', KEYS[1])
redis.call('ZREM', ARGV[2] .. user, ARGV[1])
return user
