-- Reads a page of a sorted set, highest score first, and how much there is of it.
-- KEYS[1] zset
-- ARGV[1] int how many members to pass over
-- ARGV[2] int how many members to read at most
-- returns {size of the set, {member, ...}}

return {redis.call('ZCARD', KEYS[1]), redis.call('ZREVRANGE', KEYS[1], ARGV[1], ARGV[1] + ARGV[2] - 1)}
