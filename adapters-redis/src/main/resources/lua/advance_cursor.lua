-- Raises the cursors of a user's side in a conversation, and publishes their new values. Cursors never fall.
--
-- KEYS[1] hash   conversation
-- KEYS[2] stream log
-- KEYS[3] hash   tombstones of recalled messages
-- KEYS[4] zset   entries above a side's read cursor that do not count as unread
-- ARGV[1] string user
-- ARGV[2] int    seq up to which messages were delivered
-- ARGV[3] int    seq up to which messages were read
-- ARGV[4] string PUBLISH or SPUBLISH
-- ARGV[5] string the conversation's channel
-- ARGV[6] string reporting connection, or ''
-- ARGV[7] int    number of entries up to ARGV[3] that the first side wrote, if the caller read that entry in the archive; else ''
-- returns {last seq, delivered, read}, and changes nothing if one of the cursors is above the last seq;
--   {'archived'}, and changes nothing, if the caller must give ARGV[7]; {} if the user does not take part

local conversation_key, log_key, recalled_key, uncounted_key = unpack(KEYS)
local user, delivered, read, publish, channel, connection, archived_count = unpack(ARGV)

local last_seq, customer, kefu, first_of_pair, second_of_pair =
  unpack(redis.call('HMGET', conversation_key, 'seq', 'c', 'k', 'a', 'b'))
last_seq = tonumber(last_seq) or 0
local side
if user == customer or user == first_of_pair then
  side = '1'
elseif user == kefu or user == second_of_pair then
  side = '2'
else
  return {}
end

local old_delivered, old_read = unpack(redis.call('HMGET', conversation_key, 'd' .. side, 'r' .. side))
old_delivered, old_read = tonumber(old_delivered) or 0, tonumber(old_read) or 0
read = math.max(old_read, read)
-- A message that was read was also delivered.
delivered = math.max(old_delivered, delivered, read)

if delivered <= last_seq and (delivered > old_delivered or read > old_read) then
  local seq, count = string.format('%d', read), archived_count
  if read > old_read and count == '' then
    local fields = read_entry(log_key, recalled_key, seq)
    if not fields and is_archived(conversation_key, seq) then return {'archived'} end
    count = fields[FIRST_COUNT]
  end
  redis.call('HSET', conversation_key, 'd' .. side, delivered, 'r' .. side, read)
  if read > old_read then
    -- The entry at the cursor contains the number of entries that the first side wrote, up to and including this entry. The
    -- unread count is computed from that number.
    redis.call('HSET', conversation_key, 'x' .. side, count)
    local uncounted = tonumber(redis.call('HGET', conversation_key, 'u' .. side)) or 0
    if uncounted > 0 then
      -- In this set, entries that the second side reads have negative scores (see append_notice in recall.lua).
      local lowest, highest = side == '1' and 0 or '-' .. seq, side == '1' and seq or 0
      local passed = redis.call('ZREMRANGEBYSCORE', uncounted_key, lowest, highest)
      redis.call('HSET', conversation_key, 'u' .. side, uncounted - passed)
    end
  end
  redis.call(publish, channel, table.concat({'cursor', user, delivered, read, connection}, '\n'))
end
return {last_seq, delivered, read}
