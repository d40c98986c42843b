-- Remembers that a user logged in from an address, and forgets the oldest of too many.
--
-- KEYS 1  sorted set  the user's addresses by time in milliseconds
-- ARGV 1  string      the address
--      2  integer     the time in milliseconds
--      3  integer     how long to remember it, in milliseconds
--      4  integer     how many addresses to keep
-- Returns integer     how many addresses are known now

redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[2] - ARGV[3])
redis.call('ZREMRANGEBYRANK', KEYS[1], 0, -1 - ARGV[4])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return redis.call('ZCARD', KEYS[1])
