-- Adds a block, unless there is one with the same id, or too many.
--
-- KEYS          as in blocks.lua
-- ARGV[1] string id
-- ARGV[2] string block as JSON
-- ARGV[3] int    creation time, ms
-- ARGV[4] int    end of the block in ms, or '' for none
-- ARGV[5] int    now, ms
-- ARGV[6] int    largest number of blocks
-- ARGV[7] string PUBLISH or SPUBLISH
-- ARGV[8] string channel
-- returns the number of the change; -1 if there is a block with this id, -2 if there are too many blocks

local id, block, created, ends, now, most, publish, channel = unpack(ARGV)

local known_end = redis.call('ZSCORE', ENDS, id)
if known_end and tonumber(known_end) <= tonumber(now) then remove(id) end
if redis.call('HEXISTS', BLOCKS, id) == 1 then return -1 end
if redis.call('HLEN', BLOCKS) - redis.call('ZCOUNT', ENDS, '-inf', now) >= tonumber(most) then return -2 end
redis.call('ZADD', CREATED, created, id)
put(id, block, ends)
return publish_change(publish, channel, id, block)
