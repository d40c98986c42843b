-- Extends a login by another lifetime. A login that has ended is not restored.
--
-- KEYS[1] hash   the login
-- KEYS[2] zset   hashes of the user's tokens, by expiry in ms
-- ARGV[1] string hash of the token
-- ARGV[2] int    lifetime of the login, ms
-- returns 1, or 0 if the login has ended

local login_key, logins_key = unpack(KEYS)
local token, lifetime = ARGV[1], tonumber(ARGV[2])

if redis.call('PEXPIRE', login_key, lifetime) == 0 then return 0 end
add_login(logins_key, token, now_millis(), lifetime)
return 1
