-- Lets a login last for another lifetime. One that has ended meanwhile stays so.
--
-- KEYS 1  hash        the login
--      2  sorted set  the user's logins: token hashes by expiry in milliseconds
-- ARGV 1  string      the token's hash
--      2  integer     lifetime in milliseconds
-- Returns integer     1, or 0 if the login has ended

local lifetime = tonumber(ARGV[2])
if redis.call('PEXPIRE', KEYS[1], lifetime) == 0 then
  return 0
end

local time = redis.call('TIME')
redis.call('ZADD', KEYS[2], time[1] * 1000 + math.floor(time[2] / 1000) + lifetime, ARGV[1])
if redis.call('PTTL', KEYS[2]) < lifetime then
  redis.call('PEXPIRE', KEYS[2], lifetime)
end
return 1
