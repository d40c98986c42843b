-- Closes a session in its conversation if it fulfils a condition. A closed session stays as it is.
--
-- KEYS[1] hash   conversation
-- KEYS[2] hash   session
-- KEYS[3] hash   kefu of the conversation
-- KEYS[4] stream log of the conversation
-- KEYS[5] hash   the partition's counts of the closing's day
-- KEYS[6] hash   what kefu did in the partition on that day
-- KEYS[7] stream the partition's index queue
-- ARGV[1] string suffix of the session's id
-- ARGV[2] int    closing time, ms
-- ARGV[3] string reason
-- ARGV[4] string condition: 'always', 'served', 'waiting' or 'idle'
-- ARGV[5] string value of the condition: the kefu who serves, the assignment number, or the time in ms since which nothing
--   was said; '' for always
-- ARGV[6] int    the day of KEYS[5], counted from 1970
-- ARGV[7] int    how long to keep counts, ms
-- ARGV[8] string conversation's key
-- returns {1 if it was closed by this call, else 0, the earliest time in ms from which the session can count as idle or
--   nil, the session as read_session returns it}; {} if the session does not exist

local conversation_key, session_key, kefu_key, log_key, counts_key, work_key, index_queue_key = unpack(KEYS)
local suffix, closed_at, reason, condition, condition_value, day, kept_for, conversation_id = unpack(ARGV)

local known = read_session(conversation_key, session_key)
if not known[3] then return {} end
local customer, kefu, state, created = known[1], known[2], known[3], known[5]
local heard = false

-- Whether the newest message of the session is not the customer's and not newer than a time. Entries about recalls are no
-- messages, and recalled messages are not in the log any more.
local function is_idle(since)
  for _, entry in ipairs(redis.call('XREVRANGE', log_key, '+', '-', 'COUNT', 100)) do
    local fields = entry[2]
    if fields[SESSION] ~= suffix then return true end
    if fields[TYPE] ~= SYSTEM then
      heard = fields[FROM] == customer and closed_at or fields[TIME]
      return fields[FROM] ~= customer and tonumber(fields[TIME]) <= since
    end
  end
  return true
end

local function fulfils_condition()
  if condition == 'served' then return state == 'active' and kefu == condition_value end
  if condition == 'waiting' then
    return state == 'waiting' and tonumber(redis.call('HGET', session_key, 'num')) <= tonumber(condition_value)
  end
  if condition == 'idle' then return state == 'active' and is_idle(tonumber(condition_value)) end
  return true
end

if state == 'closed' or not fulfils_condition() then return {0, heard, known} end

local open, count, seq = unpack(redis.call('HMGET', conversation_key, 'sid', 'cnt', 'seq'))
if open == suffix then
  redis.call('HSET', conversation_key, 'sid', '', 'k', '', 'cnt', 0, 'kt', '')
else
  count = false
end
if kefu ~= '' then
  redis.call('HSET', kefu_key, kefu, seq or '0')
end
local lasted = string.format('%d', math.max(0, tonumber(closed_at) - tonumber(created)))
-- The quarter-hour of the closing, counted from the beginning of the day.
local within = string.format('%d', math.floor(closed_at / 900000) - day * 96)
tally(counts_key, within .. 'c', 1, kept_for)
tally(counts_key, within .. 'd', tonumber(lasted), kept_for)
if kefu ~= '' then
  tally(work_key, kefu .. ' s', 1, kept_for)
  tally(work_key, kefu .. ' r' .. bucket(lasted), 1, kept_for)
elseif redis.call('HEXISTS', session_key, 'first') == 0 then
  tally(work_key, ' a', 1, kept_for)
end
local former_values = index_values(session_key)
redis.call('HSET', session_key, 'state', 'closed', 'closed', closed_at, 'count', count or '0', 'why', reason)
queue_session(index_queue_key, conversation_id, suffix, created, former_values, index_values(session_key))
return {1, false, read_session(conversation_key, session_key)}
