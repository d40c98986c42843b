-- Reads a page of a conversation's sessions, newest first. At most one of them is open.
-- KEYS[1] hash   conversation
-- KEYS[2] zset   the conversation's sessions
-- ARGV[1] string the only state wanted, or '' for all
-- ARGV[2] int    how many sessions to pass over
-- ARGV[3] int    how many sessions to read at most
-- returns {how many sessions there are in all, {suffix, ...}}

local wanted, from, count = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local standing = redis.call('HMGET', KEYS[1], 'sid', 'k')
local open = standing[1] or ''

if wanted == 'waiting' or wanted == 'active' then
  local state = (standing[2] or '') == '' and 'waiting' or 'active'
  if open == '' or state ~= wanted then
    return {0, {}}
  end
  return {1, from == 0 and {open} or {}}
end

local total = redis.call('ZCARD', KEYS[2])
if wanted == '' or open == '' then
  return {total, redis.call('ZREVRANGE', KEYS[2], from, from + count - 1)}
end

-- The closed ones are all but the open one: what stands behind it moves up by one.
local rank = redis.call('ZREVRANK', KEYS[2], open)
if not rank then
  return {total, redis.call('ZREVRANGE', KEYS[2], from, from + count - 1)}
end
local page = {}
for _, suffix in ipairs(redis.call('ZREVRANGE', KEYS[2], rank < from and from + 1 or from, from + count)) do
  if suffix ~= open and #page < count then
    page[#page + 1] = suffix
  end
end
return {total - 1, page}
