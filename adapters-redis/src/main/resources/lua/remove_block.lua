-- Removes a block.
--
-- KEYS          as in blocks.lua
-- ARGV[1] string id
-- ARGV[2] string PUBLISH or SPUBLISH
-- ARGV[3] string channel
-- returns the number of the change; 0 if there is no such block

local id, publish, channel = unpack(ARGV)

if redis.call('HEXISTS', BLOCKS, id) == 0 then return 0 end
remove(id)
return publish_change(publish, channel, id, '')
