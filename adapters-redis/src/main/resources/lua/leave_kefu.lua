-- Lets a kefu be on duty no more.
-- KEYS[1] hash   kefu on duty
-- KEYS[2] zset   kefu who left, by when
-- ARGV[1] string kefu
-- ARGV[2] int    now, ms
-- ARGV[3] int    who left before that is forgotten, ms
-- returns 1 if the kefu was on duty, else 0

redis.call('ZADD', KEYS[2], ARGV[2], ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', ARGV[3])
return redis.call('HDEL', KEYS[1], ARGV[1])
