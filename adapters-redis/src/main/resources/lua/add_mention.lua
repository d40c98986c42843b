-- Remembers that a conversation names a file. If there are too many conversations, the oldest is forgotten.
--
-- KEYS[1] zset   conversations that name the file, by time in ms
-- ARGV[1] string conversation's id without its prefix
-- ARGV[2] int    now, ms
-- ARGV[3] int    maximum number of conversations
-- returns the number of remembered conversations

local mentions_key = KEYS[1]
local conversation, now, limit = unpack(ARGV)

redis.call('ZADD', mentions_key, now, conversation)
redis.call('ZREMRANGEBYRANK', mentions_key, 0, -1 - limit)
return redis.call('ZCARD', mentions_key)
