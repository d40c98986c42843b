-- Appends a message to a conversation's log, if its sender may write there, and tells whoever follows.
--
-- KEYS[1] conversation's standing (hash)     KEYS[2] log (stream)
-- KEYS[3] partition's feed (stream)          KEYS[4] today's client message ids (hash)
-- KEYS[5] yesterday's client message ids (hash)   KEYS[6] tomorrow's, which a node whose clock is ahead may write (hash)
-- KEYS[7] what is left of recalled messages (hash)   KEYS[8] the files that the conversation names (hash)
-- KEYS[9] the partition's counts of today (hash)   KEYS[10] what kefu did in the partition today (hash)
--
-- ARGV[1] rule: customer, serving, admin, pair
-- ARGV[2] sender           ARGV[3] sender's name      ARGV[4] recipient, or empty
-- ARGV[5] 1 if the recipient is known to exist and is not disabled, else 0; an open session proves the same
-- ARGV[6] type's letter    ARGV[7] content            ARGV[8] metadata as JSON, or empty
-- ARGV[9] client message id, or empty                 ARGV[10] sending connection, or empty
-- ARGV[11] now in ms       ARGV[12] PUBLISH or SPUBLISH
-- ARGV[13] channel         ARGV[14] conversation's key
-- ARGV[15] of a pair, the one whose id comes first: the server compares as its locale does, so the caller has to
-- ARGV[16] the session that must be open, or empty for whichever is
-- ARGV[17] the file that the message names, or empty
-- ARGV[18] the quarter-hour of now, counted from the beginning of the day of KEYS[9]   ARGV[19] how long to keep counts, ms
--
-- Returns {'stored', seq, timestamp, recipient, session}, or {'repeated', seq, entry's fields},
-- or {'refused', name of the reason}.

local rule, from, to = ARGV[1], ARGV[2], ARGV[4]
local client_id = ARGV[9]
local two_days = 172800000

if client_id ~= '' then
  local field = from .. '\n' .. client_id
  local seq = redis.call('HGET', KEYS[4], field) or redis.call('HGET', KEYS[5], field)
    or redis.call('HGET', KEYS[6], field)
  if seq then
    local entry = redis.call('XRANGE', KEYS[2], seq, seq)[1]
    local left = not entry and redis.call('HGET', KEYS[7], seq)
    -- What it said before it was recalled is gone, so that nothing can be compared.
    if left then return {'repeated', seq, cjson.decode(left)} end
    local fields = entry and entry[2] or {}
    -- The fields stand in the order in which they are written below.
    if fields[6] ~= ARGV[6] or fields[14] ~= ARGV[7] or fields[12] ~= ARGV[8] then
      return {'refused', 'CLIENT_ID_TAKEN'}
    end
    return {'repeated', seq, fields}
  end
end

local standing = redis.call('HMGET', KEYS[1], 'seq', 'ts', 'sid', 'k', 'lk', 'cnt', 'x', 'kt')
local session, kefu = standing[3] or '', standing[4] or ''

if ARGV[16] ~= '' and ARGV[16] ~= session then return {'refused', 'NO_OPEN_SESSION'} end
if rule == 'customer' then
  if session == '' then return {'refused', 'NO_OPEN_SESSION'} end
  if ARGV[5] == '0' and to ~= kefu then return {'refused', 'UNKNOWN_RECIPIENT'} end
  to = kefu
elseif rule == 'serving' then
  if session == '' and standing[5] == from then return {'refused', 'SESSION_CLOSED'} end
  if session == '' or kefu ~= from then return {'refused', 'NOT_SERVING'} end
elseif ARGV[5] == '0' and session == '' and (rule == 'admin' or not standing[1]) then
  return {'refused', 'UNKNOWN_RECIPIENT'}
end

local seq = (tonumber(standing[1]) or 0) + 1
local now, last = tonumber(ARGV[11]), tonumber(standing[2]) or 0
-- The clocks of two nodes differ a little; within a log time does not run backwards.
local timestamp = string.format('%d', math.max(now, last))
-- How many entries the customer's side, or the pair's first, has written so far.
local is_of_first = rule == 'customer' or (rule == 'pair' and from == ARGV[15])
local first = (tonumber(standing[7]) or 0) + (is_of_first and 1 or 0)

local function add()
  return redis.pcall('XADD', KEYS[2], seq .. '-0', 'f', from, 'o', to, 't', ARGV[6], 's', session, 'n', ARGV[3],
    'm', ARGV[8], 'b', ARGV[7], 'i', client_id, 'w', timestamp, 'x', first)
end
local added = add()
local count = (tonumber(standing[6]) or 0) + 1
if type(added) == 'table' and added.err then
  -- A script stops at a command that is refused, for example for want of a permission. If that happened after XADD, the log is
  -- one entry ahead of the standing: the message continues after that entry.
  local top = redis.call('XREVRANGE', KEYS[2], '+', '-', 'COUNT', 1)[1]
  local ahead = top and tonumber(top[1]:match('^%d+')) - seq + 1 or 0
  if ahead < 1 then return added end
  seq = seq + ahead
  count = count + ahead
  first = tonumber(top[2][20]) + (is_of_first and 1 or 0)
  timestamp = string.format('%d', math.max(tonumber(timestamp), tonumber(top[2][18])))
  added = add()
  if type(added) == 'table' and added.err then return added end
end
if standing[1] or session ~= '' then
  redis.call('HSET', KEYS[1], 'seq', seq, 'ts', timestamp, 'cnt', count, 'x', first)
else
  redis.call('HSETNX', KEYS[1], 'ep', ARGV[11])
  redis.call('HSET', KEYS[1], 'seq', seq, 'ts', timestamp, 'x', first)
  if rule == 'admin' then
    redis.call('HSET', KEYS[1], 'c', to)
  else
    redis.call('HSET', KEYS[1], 'a', ARGV[15], 'b', ARGV[15] == from and to or from)
  end
end
if ARGV[17] ~= '' then
  local seqs = redis.call('HGET', KEYS[8], ARGV[17])
  redis.call('HSET', KEYS[8], ARGV[17], seqs and seqs ~= '' and seqs .. ' ' .. seq or seq)
end
local within = ARGV[18]
if timestamp ~= ARGV[11] then
  within = string.format('%d', within + math.floor(timestamp / 900000) - math.floor(now / 900000))
end
tally(KEYS[9], within .. ARGV[6], 1, ARGV[19])
if rule == 'serving' or rule == 'admin' then
  tally(KEYS[10], from .. ' m', 1, ARGV[19])
  local turn = from == kefu and standing[8] or ''
  if turn ~= '' then
    -- Their first word since they were given the session.
    tally(KEYS[10], from .. ' f' .. bucket(timestamp - turn), 1, ARGV[19])
    redis.call('HSET', KEYS[1], 'kt', '')
  end
end
local taking_part = kefu
if rule == 'pair' then
  taking_part = from .. ' ' .. to
elseif rule == 'admin' and kefu ~= from then
  taking_part = kefu == '' and from or kefu .. ' ' .. from
end
if rule == 'pair' then
  redis.call('XADD', KEYS[3], 'MAXLEN', '~', 100000, '*', 'c', ARGV[14], 'q', seq, 'k', taking_part, 'w', timestamp,
    'p', '1')
else
  redis.call('XADD', KEYS[3], 'MAXLEN', '~', 100000, '*', 'c', ARGV[14], 'q', seq, 'k', taking_part, 'w', timestamp)
end
if client_id ~= '' then
  redis.call('HSET', KEYS[4], from .. '\n' .. client_id, seq)
  if redis.call('HLEN', KEYS[4]) == 1 then redis.call('PEXPIRE', KEYS[4], two_days) end
end
redis.call(ARGV[12], ARGV[13], table.concat({'message', seq, timestamp, from, to, session, ARGV[6], client_id,
  ARGV[10], ARGV[3], ARGV[8], ARGV[7]}, '\n'))
return {'stored', seq, timestamp, to, session}
