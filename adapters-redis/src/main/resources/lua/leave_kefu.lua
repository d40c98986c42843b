-- Ends a kefu's duty, and remembers that for a while.
-- KEYS[1] hash   kefu on duty
-- KEYS[2] hash   until when kefu were counted as being there
-- KEYS[3] hash   for how long kefu were there today
-- KEYS[4] zset   kefu who left, by when
-- ARGV[1] string kefu
-- ARGV[2] int    now, ms
-- ARGV[3] int    how long to keep counts, ms
-- ARGV[4] int    who left before that is forgotten, ms
-- returns 1 if the kefu was on duty, else 0

redis.call('ZADD', KEYS[4], ARGV[2], ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[4], '-inf', ARGV[4])
local duty = redis.call('HGET', KEYS[1], ARGV[1])
if not duty then return 0 end
note_time(ARGV[1], duty:match('^[^ ]* ([^ ]*) '), ARGV[2], KEYS[2], KEYS[3], ARGV[3])
redis.call('HDEL', KEYS[2], ARGV[1])
return redis.call('HDEL', KEYS[1], ARGV[1])
