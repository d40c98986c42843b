-- Reads a page of a conversation, newest first, and counts the whole.
--
-- KEYS[1] conversation's standing (hash)   KEYS[2] log (stream)   KEYS[3] the customer's kefu (hash)
--
-- ARGV[1] how many entries stand before the page   ARGV[2] the page's size
-- ARGV[3] the kefu who reads and must serve or have served the customer, or empty
--
-- Returns {total, entries}, or {} if the kefu may not read.

local last = tonumber(redis.call('HGET', KEYS[1], 'seq')) or 0
if ARGV[3] ~= '' then
  local seen_until = redis.call('HGET', KEYS[3], ARGV[3])
  if not seen_until then return {} end
  last = math.min(last, tonumber(seen_until) or last)
end
local high = last - tonumber(ARGV[1])
if high < 1 then return {last, {}} end
local low = math.max(1, high - tonumber(ARGV[2]) + 1)
return {last, redis.call('XREVRANGE', KEYS[2], high, low)}
