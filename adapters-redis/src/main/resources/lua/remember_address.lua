-- Remembers an address from which a user logged in. If there are too many addresses, the oldest is forgotten.
--
-- KEYS[1] zset   the user's addresses, by time of the last login in ms
-- ARGV[1] string address
-- ARGV[2] int    now, ms
-- ARGV[3] int    how long an address is remembered, ms
-- ARGV[4] int    maximum number of addresses
-- returns the number of remembered addresses

local addresses_key = KEYS[1]
local address, now, kept_for, limit = unpack(ARGV)

redis.call('ZADD', addresses_key, now, address)
redis.call('ZREMRANGEBYSCORE', addresses_key, '-inf', now - kept_for)
redis.call('ZREMRANGEBYRANK', addresses_key, 0, -1 - limit)
redis.call('PEXPIRE', addresses_key, kept_for)
return redis.call('ZCARD', addresses_key)
