-- Raises the cursors of a user's side in a conversation and tells whoever follows. Cursors never fall.
--
-- KEYS[1] conversation's standing (hash)   KEYS[2] log (stream)   KEYS[3] what is left of recalled messages (hash)
-- KEYS[4] entries above a side's read cursor that do not count as unread (zset)
--
-- ARGV[1] the user   ARGV[2] delivered   ARGV[3] read   ARGV[4] PUBLISH or SPUBLISH   ARGV[5] channel
-- ARGV[6] the reporting connection, or empty
--
-- Returns {last, delivered, read}, having changed nothing if what was asked for is above last;
-- or {} for a user who does not take part.

local standing = redis.call('HMGET', KEYS[1], 'seq', 'c', 'k', 'a', 'b')
local last, user = tonumber(standing[1]) or 0, ARGV[1]
local side
if user == standing[2] or user == standing[4] then
  side = '1'
elseif user == standing[3] or user == standing[5] then
  side = '2'
else
  return {}
end

local cursors = redis.call('HMGET', KEYS[1], 'd' .. side, 'r' .. side)
local old_delivered, old_read = tonumber(cursors[1]) or 0, tonumber(cursors[2]) or 0
local read = math.max(old_read, tonumber(ARGV[3]))
-- What was read has arrived.
local delivered = math.max(old_delivered, tonumber(ARGV[2]), read)

if delivered <= last and (delivered > old_delivered or read > old_read) then
  redis.call('HSET', KEYS[1], 'd' .. side, delivered, 'r' .. side, read)
  if read > old_read then
    -- The entry at the cursor says how many entries up to it the first side wrote: the unread count follows from that.
    local at = string.format('%d', read)
    local entry = redis.call('XRANGE', KEYS[2], at, at)[1]
    local fields = entry and entry[2] or cjson.decode(redis.call('HGET', KEYS[3], at))
    redis.call('HSET', KEYS[1], 'x' .. side, fields[20])
    local uncounted = tonumber(redis.call('HGET', KEYS[1], 'u' .. side)) or 0
    if uncounted > 0 then
      -- recall_message stores the entries that the second side reads with negative scores.
      local lowest, highest = side == '1' and 0 or '-' .. at, side == '1' and at or 0
      local passed = redis.call('ZREMRANGEBYSCORE', KEYS[4], lowest, highest)
      redis.call('HSET', KEYS[1], 'u' .. side, uncounted - passed)
    end
  end
  redis.call(ARGV[4], ARGV[5], table.concat({'cursor', user, delivered, read, ARGV[6]}, '\n'))
end
return {last, delivered, read}
