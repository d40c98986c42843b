-- Reads all blocks.
--
-- KEYS          as in blocks.lua
-- returns {number of changes so far, {block, ...}}

return {tonumber(redis.call('GET', VERSION) or 0), redis.call('HVALS', BLOCKS)}
