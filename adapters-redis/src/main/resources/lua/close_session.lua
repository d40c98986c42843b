-- Closes a session in its conversation, if it is as it must be. One that is closed stays as it is.
-- KEYS[3] hash   kefu of the conversation
-- KEYS[4] stream log of the conversation
-- KEYS[5] hash   the partition's counts of the closing's day
-- KEYS[6] hash   what kefu did in the partition on that day
-- ARGV[1] string suffix of the session's id
-- ARGV[2] int    closing time, ms
-- ARGV[3] string why
-- ARGV[4] string only if: 'always', 'served', 'waiting' or 'quiet'
-- ARGV[5] string by which kefu, as of which placement, or since when in ms; '' for always
-- ARGV[6] int    the day of KEYS[5], counted from 1970
-- ARGV[7] int    how long to keep counts, ms
-- returns {1 if it was closed by this call, else 0, when it was last heard of in ms or nil, the session as session.lua
--   says}; {} if there is no such session

local session = read_session()
if not session[3] then return {} end
local kefu, state = session[2], session[3]
local heard = false

-- Whether the customer owes the answer: the session's newest message is the service's, and older than a time. What says
-- that something was recalled is no message, and what was recalled is in the log no more.
local function is_quiet(since)
  for _, entry in ipairs(redis.call('XREVRANGE', KEYS[4], '+', '-', 'COUNT', 100)) do
    -- The fields stand in the order in which append_message writes them.
    local fields = entry[2]
    if fields[8] ~= ARGV[1] then return true end
    if fields[6] ~= 's' then
      heard = fields[2] == session[1] and ARGV[2] or fields[18]
      return fields[2] ~= session[1] and tonumber(fields[18]) <= since
    end
  end
  return true
end

local function is_as_it_must_be()
  if ARGV[4] == 'served' then return state == 'active' and kefu == ARGV[5] end
  if ARGV[4] == 'waiting' then
    return state == 'waiting' and tonumber(redis.call('HGET', KEYS[2], 'num')) <= tonumber(ARGV[5])
  end
  if ARGV[4] == 'quiet' then return state == 'active' and is_quiet(tonumber(ARGV[5])) end
  return true
end

if state == 'closed' or not is_as_it_must_be() then return {0, heard, session} end

local standing = redis.call('HMGET', KEYS[1], 'sid', 'cnt', 'seq')
local count = '0'
if standing[1] == ARGV[1] then
  count = standing[2] or '0'
  redis.call('HSET', KEYS[1], 'sid', '', 'k', '', 'cnt', 0, 'kt', '')
end
if kefu ~= '' then
  redis.call('HSET', KEYS[3], kefu, standing[3] or '0')
end
local lasted = string.format('%d', math.max(0, tonumber(ARGV[2]) - tonumber(session[5])))
local within = quarter(ARGV[2], ARGV[6])
tally(KEYS[5], within .. 'c', 1, ARGV[7])
tally(KEYS[5], within .. 'd', tonumber(lasted), ARGV[7])
if kefu ~= '' then
  tally(KEYS[6], kefu .. ' s', 1, ARGV[7])
  tally(KEYS[6], kefu .. ' r' .. bucket(lasted), 1, ARGV[7])
elseif redis.call('HEXISTS', KEYS[2], 'first') == 0 then
  tally(KEYS[6], ' a', 1, ARGV[7])
end
redis.call('HSET', KEYS[2], 'state', 'closed', 'closed', ARGV[2], 'count', count, 'why', ARGV[3])
return {1, false, read_session()}
