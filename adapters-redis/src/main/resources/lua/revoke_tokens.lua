-- Ends all logins of a user.
--
-- KEYS[1] zset   hashes of the user's tokens, by expiry in ms
-- ARGV[1] string key of a login up to the hash of its token, in the slot of KEYS
-- returns the number of logins, including those that had expired

local logins_key = KEYS[1]
local login_prefix = ARGV[1]

local tokens = redis.call('ZRANGE', logins_key, 0, -1)
for _, token in ipairs(tokens) do
  redis.call('DEL', login_prefix .. token)
end
redis.call('DEL', logins_key)
return #tokens
