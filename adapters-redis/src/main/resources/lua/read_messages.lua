-- Reads a part of a conversation's log together with the conversation's hash. The tombstone of a recalled message takes the
-- message's place. The caller reads what is in the archive from the segments that the script names.
--
-- KEYS[1] hash   conversation
-- KEYS[2] stream log
-- KEYS[3] hash   tombstones of recalled messages
-- KEYS[4] hash   history of the partition's data
-- KEYS[5] hash   kefu who serve or served the customer
-- KEYS[6] zset   the conversation's segments in the archive
-- ARGV[1] string 'page', 'before' or 'after'
-- ARGV[2] int    number of entries that precede the page; or the seq before or after which the part is
-- ARGV[3] int    maximum number of entries
-- ARGV[4] string kefu who reads and must serve or have served the customer, or ''
-- ARGV[5] int    1 if the kefu may read the whole conversation while the customer's session waits, else 0
-- returns {last seq that may be read, {fields and values of the conversation}, mark of the last loss of data or nil, {entry,
--   ...}} if the part is in the log; the same and {first seq, last seq, {segment, ...}} of what the archive has of the part; {}
--   if the kefu may not read

local conversation_key, log_key, recalled_key, history_key, kefu_key, segments_key = unpack(KEYS)
local mode, number, size, kefu, may_read_waiting = unpack(ARGV)
number, size = tonumber(number), tonumber(size)

local state = redis.call('HGETALL', conversation_key)
local values = {}
for i = 1, #state, 2 do
  values[state[i]] = state[i + 1]
end
local losses = redis.call('HGET', history_key, 'n')
local last = tonumber(values.seq) or 0
local waits = (values.sid or '') ~= '' and (values.k or '') == ''
if kefu ~= '' and not (waits and may_read_waiting == '1') then
  local seen_until = redis.call('HGET', kefu_key, kefu)
  if not seen_until then return {} end
  last = math.min(last, tonumber(seen_until) or last)
end

-- Messages that were removed for good have no entries.
local removed = tonumber(values.gone) or 0
local low, high
if mode == 'after' then
  number = math.max(number, removed)
  low, high = number + 1, math.min(last, number + size)
else
  high = mode == 'page' and last - number or math.min(last, number - 1)
  low = math.max(removed + 1, high - size + 1)
end
if high < low then return {last, state, losses, {}} end

local archived
local archived_until = math.min(high, tonumber(values.base) or 0)
if low <= archived_until then
  local segments = redis.call('ZRANGEBYSCORE', segments_key, low, '(' .. string.format('%d', archived_until))
  segments[#segments + 1] = redis.call('ZRANGEBYSCORE', segments_key, archived_until, '+inf', 'LIMIT', 0, 1)[1]
  archived = {low, archived_until, segments}
  low = archived_until + 1
  if high < low then return {last, state, losses, {}, archived} end
end

local entries
if mode == 'after' then
  entries = redis.call('XRANGE', log_key, low, high)
else
  entries = redis.call('XREVRANGE', log_key, high, low)
end
if #entries == high - low + 1 then return {last, state, losses, entries, archived} end

-- Adds the tombstones of recalled messages at their places.
local entry_of, all = {}, {}
for _, entry in ipairs(entries) do entry_of[entry[1]] = entry end
local first, final, step = low, high, 1
if mode ~= 'after' then first, final, step = high, low, -1 end
for seq = first, final, step do
  local id = string.format('%d-0', seq)
  local entry = entry_of[id]
  if not entry then
    local tombstone = redis.call('HGET', recalled_key, string.format('%d', seq))
    entry = tombstone and {id, cjson.decode(tombstone)}
  end
  if entry then all[#all + 1] = entry end
end
return {last, state, losses, all, archived}
