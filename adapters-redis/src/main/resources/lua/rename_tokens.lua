-- Changes the name in all logins of a user.
--
-- KEYS[1] zset   hashes of the user's tokens, by expiry in ms
-- ARGV[1] string key of a login up to the hash of its token, in the slot of KEYS
-- ARGV[2] string name
-- returns the number of changed logins

local logins_key = KEYS[1]
local login_prefix, name = unpack(ARGV)

local renamed = 0
for _, token in ipairs(redis.call('ZRANGE', logins_key, 0, -1)) do
  local login_key = login_prefix .. token
  if redis.call('EXISTS', login_key) == 1 then
    redis.call('HSET', login_key, 'n', name)
    renamed = renamed + 1
  end
end
return renamed
