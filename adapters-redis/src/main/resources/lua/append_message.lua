-- Appends a message to a conversation's log if its sender may write there, and publishes it on the conversation's channel.
--
-- KEYS[1]  hash   conversation
-- KEYS[2]  stream log
-- KEYS[3]  stream the partition's index queue
-- KEYS[4]  hash   client message ids of today
-- KEYS[5]  hash   client message ids of yesterday
-- KEYS[6]  hash   client message ids of tomorrow, which a node whose clock is ahead may have written
-- KEYS[7]  hash   tombstones of recalled messages
-- KEYS[8]  hash   files that the conversation's messages name
-- ARGV[1]  string rule: 'customer', 'serving', 'admin' or 'pair'
-- ARGV[2]  string sender
-- ARGV[3]  string sender's name
-- ARGV[4]  string recipient, or ''
-- ARGV[5]  int    1 if the recipient is known to exist and is not disabled, else 0; an open session proves the same
-- ARGV[6]  string letter of the type
-- ARGV[7]  string content
-- ARGV[8]  string metadata as JSON, or ''
-- ARGV[9]  string sending connection, or ''
-- ARGV[10] int    now, ms
-- ARGV[11] string PUBLISH or SPUBLISH
-- ARGV[12] string the conversation's channel
-- ARGV[13] string the conversation's id without its prefix
-- ARGV[14] string suffix of the session that must be open, or '' for any
-- ARGV[15] string client message id, or ''
-- ARGV[16] string file that the message names, or ''
-- ARGV[17] string the first user of a pair; the caller compares the ids because the server would use its locale
-- ARGV[18] string trace context that is published with the message; omitted if the append is not traced
-- The caller omits KEYS[4...8] and ARGV[15...17] if the message has no client message id, names no file and is not of a pair.
-- If ARGV[18] is present, the omitted arguments before it are ''.
-- returns 'seq timestamp session recipient' for a message that was stored, where session and recipient may be empty;
--   {'repeated', seq, the entry's fields}, {'archived', seq} if the client message id is that of an entry in the archive, which
--   the caller must compare, or {'refused', name of the reason}. The first is one text and not a list, because Redis 6.2 sends
--   each item of a list with a system call of its own.

local conversation_key, log_key, index_queue_key, sent_key, sent_yesterday_key, sent_tomorrow_key, recalled_key, files_key =
  unpack(KEYS)
local rule, from, name, to, is_recipient_known, type, content, metadata, connection, now, publish, channel, conversation,
  required_session, client_id, file, first_of_pair, trace = unpack(ARGV)
client_id, file = client_id or '', file or ''
local two_days = 172800000

if client_id ~= '' then
  local field = from .. '\n' .. client_id
  local seq = redis.call('HGET', sent_key, field) or redis.call('HGET', sent_yesterday_key, field)
    or redis.call('HGET', sent_tomorrow_key, field)
  if seq then
    local fields, is_recalled = read_entry(log_key, recalled_key, seq)
    -- The content of a recalled message is gone and cannot be compared.
    if fields and (is_recalled or fields[TYPE] == type and fields[CONTENT] == content and fields[METADATA] == metadata) then
      return {'repeated', seq, fields}
    end
    if not fields and is_archived(conversation_key, seq) then return {'archived', seq} end
    return {'refused', 'CLIENT_ID_TAKEN'}
  end
end

local last_seq, last_time, session, kefu, last_kefu, session_count, first_count, assigned_at =
  unpack(redis.call('HMGET', conversation_key, 'seq', 'ts', 'sid', 'k', 'lk', 'cnt', 'x', 'kt'))
session, kefu = session or '', kefu or ''

if required_session ~= '' and required_session ~= session then return {'refused', 'NO_OPEN_SESSION'} end
if rule == 'customer' then
  if session == '' then return {'refused', 'NO_OPEN_SESSION'} end
  if is_recipient_known == '0' and to ~= kefu then return {'refused', 'UNKNOWN_RECIPIENT'} end
  to = kefu
elseif rule == 'serving' then
  if session == '' and last_kefu == from then return {'refused', 'SESSION_CLOSED'} end
  if session == '' or kefu ~= from then return {'refused', 'NOT_SERVING'} end
elseif is_recipient_known == '0' and session == '' and (rule == 'admin' or not last_seq) then
  return {'refused', 'UNKNOWN_RECIPIENT'}
end

-- The clocks of two nodes differ a little. The timestamps within a log never decrease.
local time = tonumber(last_time or 0) > tonumber(now) and last_time or now
local by_first = (rule == 'customer' or rule == 'pair' and from == first_of_pair) and 1 or 0
-- The numbers are formatted once here, because each command that takes a number would format it again.
local seq = string.format('%d', (last_seq or 0) + 1)
first_count = string.format('%d', (first_count or 0) + by_first)
session_count = string.format('%d', (session_count or 0) + 1)

local added = add_entry(log_key, seq, from, to, type, session, name, metadata, content, client_id, time, first_count)
if added.err then
  -- Redis stops a script at a command that it refuses, for example because of a missing permission. If that happened
  -- after XADD, the log has entries that the conversation's hash does not count. The new message gets the seq after them.
  local top = redis.call('XREVRANGE', log_key, '+', '-', 'COUNT', 1)[1]
  local ahead = top and tonumber(top[1]:match('^%d+')) - seq + 1 or 0
  if ahead < 1 then return added end
  seq = seq + ahead
  session_count = session_count + ahead
  first_count = tonumber(top[2][FIRST_COUNT]) + by_first
  time = string.format('%d', math.max(tonumber(time), tonumber(top[2][TIME])))
  added = add_entry(log_key, seq, from, to, type, session, name, metadata, content, client_id, time, first_count)
  if added.err then return added end
end

if last_seq or session ~= '' then
  redis.call('HSET', conversation_key, 'seq', seq, 'ts', time, 'cnt', session_count, 'x', first_count)
else
  redis.call('HSETNX', conversation_key, 'ep', now)
  redis.call('HSET', conversation_key, 'seq', seq, 'ts', time, 'x', first_count)
  if rule == 'admin' then
    redis.call('HSET', conversation_key, 'c', to)
  else
    redis.call('HSET', conversation_key, 'a', first_of_pair, 'b', first_of_pair == from and to or from)
  end
end
if file ~= '' then
  local seqs = redis.call('HGET', files_key, file)
  redis.call('HSET', files_key, file, seqs and seqs ~= '' and seqs .. ' ' .. seq or seq)
end

if rule == 'pair' then
  add_to_index_queue(index_queue_key, conversation, seq, from .. ' ' .. to, time, 't', type, 'p', '1')
elseif rule == 'customer' then
  add_to_index_queue(index_queue_key, conversation, seq, kefu, time, 't', type)
else
  local staff = (kefu == '' or kefu == from) and from or kefu .. ' ' .. from
  local response_time = ''
  if from == kefu and (assigned_at or '') ~= '' then
    -- This is the kefu's first message since the session was assigned to them.
    response_time = string.format('%d', time - assigned_at)
    redis.call('HSET', conversation_key, 'kt', '')
  end
  add_to_index_queue(index_queue_key, conversation, seq, staff, time, 't', type, 'f', from, 'r', response_time)
end
if client_id ~= '' then
  redis.call('HSET', sent_key, from .. '\n' .. client_id, seq)
  if redis.call('HLEN', sent_key) == 1 then redis.call('PEXPIRE', sent_key, two_days) end
end
redis.call(publish, channel,
  message_event(seq, time, from, to, session, type, client_id, connection, name, metadata, content, trace))
return seq .. ' ' .. time .. ' ' .. session .. ' ' .. to
