-- Raises a side's cursors in a conversation and tells whoever follows. Cursors never fall.
--
-- KEYS[1] conversation's standing (hash)
--
-- ARGV[1] side: 1 or 2      ARGV[2] delivered   ARGV[3] read   ARGV[4] the user who says so
-- ARGV[5] PUBLISH or SPUBLISH                   ARGV[6] channel
--
-- Returns {last, delivered, read}; nothing was changed if one of the two asked for is above last.

local delivered_field, read_field = 'd' .. ARGV[1], 'r' .. ARGV[1]
local standing = redis.call('HMGET', KEYS[1], 'seq', delivered_field, read_field)
local last = tonumber(standing[1]) or 0
local old_delivered, old_read = tonumber(standing[2]) or 0, tonumber(standing[3]) or 0
local read = math.max(old_read, tonumber(ARGV[3]))
-- What was read has arrived.
local delivered = math.max(old_delivered, tonumber(ARGV[2]), read)

if delivered <= last and (delivered > old_delivered or read > old_read) then
  redis.call('HSET', KEYS[1], delivered_field, delivered, read_field, read)
  redis.call(ARGV[5], ARGV[6], table.concat({'cursor', ARGV[4], delivered, read}, '\n'))
end
return {last, delivered, read}
