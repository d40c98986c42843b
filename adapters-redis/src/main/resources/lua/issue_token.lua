-- Remembers a login. A user's least recently used logins give way when there are too many.
--
-- KEYS 1  hash         the login
--      2  sorted set   the user's logins: token hashes by expiry in milliseconds
-- ARGV 1  string       the token's hash
--      2  string       what precedes a token's hash in its key, in the slot of KEYS
--      3  integer      lifetime in milliseconds
--      4  integer      how many logins a user may have
--      5… pairs        the login's fields and values
-- Returns array of strings: the token hashes that gave way

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local lifetime = tonumber(ARGV[3])

redis.call('HSET', KEYS[1], unpack(ARGV, 5))
redis.call('PEXPIRE', KEYS[1], lifetime)

redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now)
redis.call('ZADD', KEYS[2], now + lifetime, ARGV[1])
if redis.call('PTTL', KEYS[2]) < lifetime then
  redis.call('PEXPIRE', KEYS[2], lifetime)
end

local given_way = {}
for i = 1, redis.call('ZCARD', KEYS[2]) - tonumber(ARGV[4]) do
  given_way[i] = redis.call('ZPOPMIN', KEYS[2])[1]
  redis.call('DEL', ARGV[2] .. given_way[i])
end
return given_way
