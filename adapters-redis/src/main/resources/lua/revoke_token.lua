-- Ends one login.
--
-- KEYS[1] hash   the login
-- ARGV[1] string hash of the token
-- ARGV[2] string key of a user's tokens up to the user's id, in the slot of KEYS
-- returns {user, number of the user's remaining logins}; {} if there is no such login

local login_key = KEYS[1]
local token, logins_prefix = unpack(ARGV)

local user = redis.call('HGET', login_key, 'u')
if not user then return {} end
local logins_key = logins_prefix .. user
redis.call('DEL', login_key)
redis.call('ZREM', logins_key, token)
return {user, redis.call('ZCOUNT', logins_key, '(' .. string.format('%d', now_millis()), '+inf')}
