-- Lets a session stand in its conversation as it stands at the desk. An older placement than the known one changes
-- nothing, nor does any placement of a closed session.
-- KEYS[3] zset   the conversation's sessions
-- KEYS[4] hash   kefu of the conversation
-- KEYS[5] hash   what kefu did in the partition today
-- KEYS[6] stream log of the conversation
-- KEYS[7] stream the partition's feed
-- ARGV[1] string suffix of the session's id
-- ARGV[2] string customer
-- ARGV[3] string kefu, or '' for a waiting session
-- ARGV[4] string type
-- ARGV[5] int    creation time, ms
-- ARGV[6] int    number of the placement
-- ARGV[7] int    now, ms
-- ARGV[8] string metadata that the session was opened with, or ''
-- ARGV[9] string a handover, to be added to the others; or ''
-- ARGV[10] int   how many handovers are kept
-- ARGV[11] int   how long to keep counts, ms
-- ARGV[12] string conversation's key
-- returns {'other', suffix} if another session is open in the conversation, and nothing was changed; else
--   {'known' or 'placed', the kefu who served until now or '', the session as session.lua says}

local known = redis.call('HMGET', KEYS[2], 'state', 'num', 'kefu', 'hand', 'meta', 'first')
local state, number, former = known[1], tonumber(known[2] or 0), known[3] or ''

-- What comes with a change is kept even where somebody else was faster to place it, or a newer one.
if ARGV[8] ~= '' and not known[5] then
  redis.call('HSET', KEYS[2], 'meta', ARGV[8])
end
if ARGV[9] ~= '' and state then
  -- Handovers have record separators between them.
  local handovers, count = (known[4] and known[4] .. '\30' or '') .. ARGV[9], 1
  for _ in handovers:gmatch('\30') do
    count = count + 1
  end
  if count > tonumber(ARGV[10]) then
    handovers = handovers:match('\30(.*)$')
  end
  redis.call('HSET', KEYS[2], 'hand', handovers)
end

if state == 'closed' or (state and tonumber(ARGV[6]) <= number) then
  return {'known', former, read_session()}
end
local open = redis.call('HGET', KEYS[1], 'sid')
if open and open ~= '' and open ~= ARGV[1] then
  return {'other', open}
end

if not state then
  redis.call('HSETNX', KEYS[1], 'ep', ARGV[7])
  -- The session's first entry comes after the present end of the log.
  redis.call('HSET', KEYS[1], 'c', ARGV[2], 'sid', ARGV[1], 'cnt', 0, 'sf', redis.call('HGET', KEYS[1], 'seq') or '0')
  redis.call('HSET', KEYS[2], 'customer', ARGV[2], 'type', ARGV[4], 'at', ARGV[5])
  redis.call('ZADD', KEYS[3], ARGV[5], ARGV[1])
  tally(KEYS[5], ' o', 1, ARGV[11])
end
if ARGV[3] ~= '' and not known[6] then
  redis.call('HSET', KEYS[2], 'first', ARGV[7])
  tally(KEYS[5], ' w' .. bucket(ARGV[7] - ARGV[5]), 1, ARGV[11])
end
redis.call('HSET', KEYS[1], 'k', ARGV[3])
if former ~= ARGV[3] then
  -- Since when this kefu owes a first response.
  redis.call('HSET', KEYS[1], 'kt', ARGV[3] ~= '' and ARGV[7] or '')
end
if former ~= '' and former ~= ARGV[3] then
  redis.call('HSET', KEYS[4], former, redis.call('HGET', KEYS[1], 'seq') or '0')
end
if ARGV[3] ~= '' then
  redis.call('HSET', KEYS[2], 'served', ARGV[3])
  redis.call('HSET', KEYS[1], 'lk', ARGV[3])
  redis.call('HSET', KEYS[4], ARGV[3], '')
end
if ARGV[3] ~= '' and former == '' then
  -- What the customer wrote while nobody served is the kefu's now: the newest of it enters their list.
  for _, entry in ipairs(redis.call('XREVRANGE', KEYS[6], '+', '-', 'COUNT', 100)) do
    -- The fields stand in the order in which append_message writes them.
    local fields = entry[2]
    if fields[8] ~= ARGV[1] then break end
    if fields[4] == '' and fields[6] ~= 's' then
      redis.call('XADD', KEYS[7], 'MAXLEN', '~', 100000, '*', 'c', ARGV[12], 'q', entry[1]:match('^%d+'), 'k', ARGV[3],
        'w', fields[18])
    end
  end
end
redis.call('HSET', KEYS[2], 'kefu', ARGV[3], 'state', ARGV[3] == '' and 'waiting' or 'active', 'num', ARGV[6])
return {'placed', former, read_session()}
