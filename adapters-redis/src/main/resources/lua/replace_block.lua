-- Replaces a block, unless it was changed since it was read.
--
-- KEYS          as in blocks.lua
-- ARGV[1] string id
-- ARGV[2] string block as it was read
-- ARGV[3] string new block as JSON
-- ARGV[4] int    end of the new block in ms, or '' for none
-- ARGV[5] string PUBLISH or SPUBLISH
-- ARGV[6] string channel
-- returns the number of the change; 0 if the block was changed or removed

local id, known, block, ends, publish, channel = unpack(ARGV)

if redis.call('HGET', BLOCKS, id) ~= known then return 0 end
put(id, block, ends)
return publish_change(publish, channel, id, block)
