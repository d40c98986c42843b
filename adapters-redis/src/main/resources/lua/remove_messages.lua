-- Removes the oldest messages of a conversation for good. Seqs are not used again. Cursors below the end of the removed part are
-- raised to it, so that unread counts do not include removed messages.
--
-- KEYS[1] hash   conversation
-- KEYS[2] stream log
-- KEYS[3] hash   tombstones of recalled messages
-- KEYS[4] zset   segments of the conversation
-- KEYS[5] zset   unused segments of the partition
-- KEYS[6] zset   entries above a side's read cursor that do not count as unread
-- KEYS[7] hash   files that messages name
-- ARGV[1] string start of the epoch as it was read
-- ARGV[2] int    last removed seq as it was read, 0 for none
-- ARGV[3] int    last seq to remove; if it is in the archive, the end of a segment
-- ARGV[4] int    number of entries up to ARGV[3] that the first side wrote
-- ARGV[5] string key of the conversation
-- ARGV[6] int    time from which the objects of removed segments are deleted, ms
-- returns 1; 0, and changes nothing, if the conversation has changed since it was read

local conversation_key, log_key, recalled_key, segments_key, unused_key, uncounted_key, files_key = unpack(KEYS)
local epoch, removed, last, count, conversation, delete_from = unpack(ARGV)

local epoch_now, removed_now, base, last_seq = unpack(redis.call('HMGET', conversation_key, 'ep', 'gone', 'base', 'seq'))
base = tonumber(base) or 0
if epoch_now ~= epoch or (removed_now or '0') ~= removed or (tonumber(last_seq) or 0) < tonumber(last) then return 0 end
if tonumber(last) < base and redis.call('ZCOUNT', segments_key, last, last) == 0 then return 0 end

-- This write removes nothing. It makes Redis accept the following ones while its memory is full (see reserve_segment).
redis.call('ZREM', unused_key, '')
for _, member in ipairs(redis.call('ZRANGEBYSCORE', segments_key, '-inf', last)) do
  redis.call('ZADD', unused_key, delete_from, conversation .. ' ' .. member)
  redis.call('ZREM', segments_key, member)
end
redis.call('XTRIM', log_key, 'MINID', string.format('%d', last + 1))
local recalled = redis.call('HGETALL', recalled_key)
for i = 1, #recalled, 2 do
  if tonumber(recalled[i]) <= tonumber(last) then redis.call('HDEL', recalled_key, recalled[i]) end
end
local files = redis.call('HGETALL', files_key)
for i = 1, #files, 2 do
  local remaining = {}
  for seq in files[i + 1]:gmatch('%d+') do
    if tonumber(seq) > tonumber(last) then remaining[#remaining + 1] = seq end
  end
  redis.call('HSET', files_key, files[i], table.concat(remaining, ' '))
end
for _, side in ipairs({'1', '2'}) do
  local delivered, read, uncounted = unpack(redis.call('HMGET', conversation_key, 'd' .. side, 'r' .. side, 'u' .. side))
  if (tonumber(delivered) or 0) < tonumber(last) then redis.call('HSET', conversation_key, 'd' .. side, last) end
  if (tonumber(read) or 0) < tonumber(last) then
    redis.call('HSET', conversation_key, 'r' .. side, last, 'x' .. side, count)
    -- In this set, entries that the second side reads have negative scores (see append_notice in recall.lua).
    local lowest, highest = side == '1' and 0 or '-' .. last, side == '1' and last or 0
    local passed = redis.call('ZREMRANGEBYSCORE', uncounted_key, lowest, highest)
    if passed > 0 then redis.call('HSET', conversation_key, 'u' .. side, (tonumber(uncounted) or 0) - passed) end
  end
end
redis.call('HSET', conversation_key, 'gone', last, 'gx', count, 'base', string.format('%d', math.max(base, last)))
return 1
