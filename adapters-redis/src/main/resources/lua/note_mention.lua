-- Notes that a conversation names a file, and forgets the oldest of too many.
--
-- KEYS 1  sorted set  the conversations by time in milliseconds
-- ARGV 1  string      the conversation
--      2  integer     the time in milliseconds
--      3  integer     how many to keep
-- Returns integer     how many are known now

redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1])
redis.call('ZREMRANGEBYRANK', KEYS[1], 0, -1 - ARGV[3])
return redis.call('ZCARD', KEYS[1])
