-- Changes the name in all logins of a user.
--
-- KEYS 1  sorted set  the user's logins: token hashes by expiry in milliseconds
-- ARGV 1  string      what precedes a token's hash in its key, in the slot of KEYS
--      2  string      the name
-- Returns integer     how many logins carry it now

local renamed = 0
for _, hash in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
  local login = ARGV[1] .. hash
  if redis.call('EXISTS', login) == 1 then
    redis.call('HSET', login, 'n', ARGV[2])
    renamed = renamed + 1
  end
end
return renamed
