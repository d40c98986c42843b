-- Reads where an open session stands at the desk.
-- KEYS[1] hash   open sessions
-- KEYS[2] zset   queue
-- ARGV[1] string session id
-- returns {place or nil, its rank in the queue from 0 or nil}

return {redis.call('HGET', KEYS[1], ARGV[1]), redis.call('ZRANK', KEYS[2], ARGV[1])}
