-- Adds a login. If a user has too many logins, those that expire first are removed.
--
-- KEYS[1] hash   the login
-- KEYS[2] zset   hashes of the user's tokens, by expiry in ms
-- ARGV[1] string hash of the token
-- ARGV[2] string key of a login up to the hash of its token, in the slot of KEYS
-- ARGV[3] int    lifetime of the login, ms
-- ARGV[4] int    maximum number of logins of a user
-- ARGV[5...]     fields of the login and their values in turn
-- returns {hash of a token whose login was removed, ...}

local login_key, logins_key = unpack(KEYS)
local token, login_prefix, lifetime, limit = unpack(ARGV, 1, 4)
lifetime = tonumber(lifetime)

local now = now_millis()
redis.call('HSET', login_key, unpack(ARGV, 5))
redis.call('PEXPIRE', login_key, lifetime)
redis.call('ZREMRANGEBYSCORE', logins_key, '-inf', now)
add_login(logins_key, token, now, lifetime)

local removed = {}
for i = 1, redis.call('ZCARD', logins_key) - limit do
  removed[i] = redis.call('ZPOPMIN', logins_key)[1]
  redis.call('DEL', login_prefix .. removed[i])
end
return removed
