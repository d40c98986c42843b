-- Reads a part of a conversation, and where it stands. Every entry has its place: what was recalled comes as what is left
-- of it.
--
-- KEYS[1] conversation's standing (hash)   KEYS[2] log (stream)   KEYS[3] what is left of recalled messages (hash)
-- KEYS[4] history of the partition's data (hash)   KEYS[5] the customer's kefu (hash)
--
-- ARGV[1] page, before or after   ARGV[2] how many entries stand before the page, or the seq   ARGV[3] how many entries
-- ARGV[4] the kefu who reads and must serve or have served the customer, or empty
-- ARGV[5] 1 if the kefu may read the whole conversation while the customer's session waits, else 0
--
-- Returns {the last seq that may be read, the standing's fields as ConversationState reads them, entries},
-- or {} if the kefu may not read.

local standing = redis.call('HMGET', KEYS[1], 'ep', 'seq', 'd1', 'r1', 'd2', 'r2', 'sid', 'k', 'x', 'x1', 'x2', 'c', 'a',
  'b', 'u1', 'u2', 'sf')
standing[18] = redis.call('HGET', KEYS[4], 'n')
local last = tonumber(standing[2]) or 0
-- A waiting session is open and has no kefu.
local waits = (standing[7] or '') ~= '' and (standing[8] or '') == ''
if ARGV[4] ~= '' and not (waits and ARGV[5] == '1') then
  local seen_until = redis.call('HGET', KEYS[5], ARGV[4])
  if not seen_until then return {} end
  last = math.min(last, tonumber(seen_until) or last)
end

local mode, number, size = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local low, high
if mode == 'after' then
  low, high = number + 1, math.min(last, number + size)
else
  high = mode == 'page' and last - number or math.min(last, number - 1)
  low = math.max(1, high - size + 1)
end
if high < low then return {last, standing, {}} end

local entries
if mode == 'after' then
  entries = redis.call('XRANGE', KEYS[2], low, high)
else
  entries = redis.call('XREVRANGE', KEYS[2], high, low)
end
if #entries == high - low + 1 then return {last, standing, entries} end

local found, all = {}, {}
for _, entry in ipairs(entries) do found[entry[1]] = entry end
local first, final, step = low, high, 1
if mode ~= 'after' then first, final, step = high, low, -1 end
for seq = first, final, step do
  local id = string.format('%d-0', seq)
  local entry = found[id]
  if not entry then
    local left = redis.call('HGET', KEYS[3], string.format('%d', seq))
    entry = left and {id, cjson.decode(left)}
  end
  if entry then all[#all + 1] = entry end
end
return {last, standing, all}
