-- Removes a bounded number of blocks that have ended, and reads a page of the blocks, newest first.
--
-- KEYS          as in blocks.lua
-- ARGV[1] int    now, ms
-- ARGV[2] int    how many ended blocks to remove at most
-- ARGV[3] int    how many blocks to skip
-- ARGV[4] int    how many blocks to return at most
-- returns {number of removed blocks, number of blocks, {block, ...}}

local now, limit, offset, count = unpack(ARGV)

local removed = remove_ended(now, limit)
local ids = redis.call('ZREVRANGE', CREATED, offset, offset + count - 1)
return {removed, redis.call('ZCARD', CREATED), #ids == 0 and ids or redis.call('HMGET', BLOCKS, unpack(ids))}
