-- Reads a page of a conversation's sessions, newest first. At most one of them is open.
--
-- KEYS[1] hash   conversation
-- KEYS[2] zset   the conversation's sessions
-- ARGV[1] string the only state to list, or '' for all
-- ARGV[2] int    how many sessions to skip
-- ARGV[3] int    how many sessions to read at most
-- returns {how many sessions there are in all, {suffix, ...}}

local conversation_key, sessions_key = unpack(KEYS)
local wanted_state, from, count = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])

local open, kefu = unpack(redis.call('HMGET', conversation_key, 'sid', 'k'))
open = open or ''

if wanted_state == 'waiting' or wanted_state == 'active' then
  local state = (kefu or '') == '' and 'waiting' or 'active'
  if open == '' or state ~= wanted_state then
    return {0, {}}
  end
  return {1, from == 0 and {open} or {}}
end

local total = redis.call('ZCARD', sessions_key)
local open_rank = wanted_state == 'closed' and open ~= '' and redis.call('ZREVRANK', sessions_key, open)
if not open_rank then
  return {total, redis.call('ZREVRANGE', sessions_key, from, from + count - 1)}
end

-- The page must not contain the open session. Sessions after it therefore have a rank that is lower by one.
local page = {}
for _, suffix in ipairs(redis.call('ZREVRANGE', sessions_key, open_rank < from and from + 1 or from, from + count)) do
  if suffix ~= open and #page < count then
    page[#page + 1] = suffix
  end
end
return {total - 1, page}
