-- Applies the desk's assignment to a session in its conversation. An assignment that is not newer than the applied one,
-- and an assignment of a closed session, change nothing but the document.
--
-- KEYS[1] hash   conversation
-- KEYS[2] hash   session
-- KEYS[3] zset   the conversation's sessions
-- KEYS[4] hash   kefu of the conversation
-- KEYS[5] hash   what kefu did in the partition today
-- KEYS[6] stream log of the conversation
-- KEYS[7] stream the partition's index queue
-- KEYS[8] zset   entries above a side's read cursor that do not count as unread
-- ARGV[1] string suffix of the session's id
-- ARGV[2] string customer
-- ARGV[3] string kefu, or '' for a waiting session
-- ARGV[4] string type
-- ARGV[5] int    creation time, ms
-- ARGV[6] int    assignment number
-- ARGV[7] int    now, ms
-- ARGV[8] int    version of the document that the caller read
-- ARGV[9] string new document, or '' to keep the present one
-- ARGV[10] int   how long to keep counts, ms
-- ARGV[11] string conversation's key
-- ARGV[12] string new tags, separated by line breaks; ignored if the document is kept
-- ARGV[13] string what counts the customer's wait until now: 'w' or 'x' as in docs/redis-keys.md
-- ARGV[14] int    the wait, ms
-- ARGV[15] string text for a customer who waits outside the working hours; '' for none, and within the hours
-- ARGV[16] string the text's metadata as JSON
-- ARGV[17] string PUBLISH or SPUBLISH
-- ARGV[18] string the conversation's channel
-- returns {'other', suffix} if another session is open in the conversation, and nothing was changed; else {outcome, the
--   kefu who served until now or '', the session as read_session returns it}. The outcome is 'changed' if the document has
--   another version, and nothing was changed; 'known' if the assignment was not newer; 'applied' if it was

local conversation_key, session_key, sessions_key, kefu_key, work_key, log_key, index_queue_key, uncounted_key = unpack(KEYS)
local suffix, customer, kefu, session_type, created, number, now, version, document, kept_for, conversation_id, tags,
  wait_counter, wait, closed_message, closed_metadata, publish, channel = unpack(ARGV)

local known = redis.call('HMGET', session_key, 'state', 'num', 'kefu', 'first', 'version')
local state, known_number, former, first_served = known[1], tonumber(known[2] or 0), known[3] or '', known[4]
local is_known = state == 'closed' or (state and tonumber(number) <= known_number)

-- Appends the closed message to the log of a waiting session, once in the life of the session.
local function append_closed_message()
  if closed_message == '' or redis.call('HGET', session_key, 'state') ~= 'waiting'
    or redis.call('HEXISTS', session_key, 'notice') == 1 then return end
  local last_seq, last_time, first_count, first_read =
    unpack(redis.call('HMGET', conversation_key, 'seq', 'ts', 'x', 'r1'))
  local seq = string.format('%d', (last_seq or 0) + 1)
  local time = string.format('%d', math.max(now, tonumber(last_time) or 0))
  local added = add_entry(log_key, seq, 'system', customer, SYSTEM, suffix, 'system', closed_metadata, closed_message, '', time,
    first_count or 0)
  -- The session waits without the message if Redis refuses it. A later call appends it.
  if added.err then return end
  redis.call('HSET', conversation_key, 'seq', seq, 'ts', time)
  redis.call('HSET', session_key, 'notice', seq)
  if tonumber(seq) > (tonumber(first_read) or 0) then
    redis.call('ZADD', uncounted_key, seq, seq)
    redis.call('HINCRBY', conversation_key, 'u1', 1)
  end
  redis.call(publish, channel, message_event(seq, time, 'system', customer, suffix, SYSTEM, '', '', 'system', closed_metadata,
    closed_message))
end

if document ~= '' and (known[5] or '0') ~= version then
  return {'changed', former, read_session(conversation_key, session_key)}
end
local open = redis.call('HGET', conversation_key, 'sid')
if not is_known and open and open ~= '' and open ~= suffix then
  return {'other', open}
end
local former_values = index_values(session_key)
if document ~= '' then
  replace_document(session_key, version, document, tags)
end
if is_known then
  queue_session(index_queue_key, conversation_id, suffix, created, former_values, index_values(session_key))
  append_closed_message()
  return {'known', former, read_session(conversation_key, session_key)}
end

if not state then
  redis.call('HSETNX', conversation_key, 'ep', now)
  -- The session's first entry comes after the present end of the log.
  redis.call('HSET', conversation_key, 'c', customer, 'sid', suffix, 'cnt', 0,
    'sf', redis.call('HGET', conversation_key, 'seq') or '0')
  redis.call('HSET', session_key, 'customer', customer, 'type', session_type, 'at', created)
  redis.call('ZADD', sessions_key, created, suffix)
  tally(work_key, ' o', 1, kept_for)
end
if kefu ~= '' and not first_served then
  redis.call('HSET', session_key, 'first', now)
  tally(work_key, ' ' .. wait_counter .. bucket(wait), 1, kept_for)
end
redis.call('HSET', conversation_key, 'k', kefu)
if former ~= kefu then
  -- The time since which this kefu owes a first response.
  redis.call('HSET', conversation_key, 'kt', kefu ~= '' and now or '')
end
if former ~= '' and former ~= kefu then
  redis.call('HSET', kefu_key, former, redis.call('HGET', conversation_key, 'seq') or '0')
end
if kefu ~= '' then
  redis.call('HSET', session_key, 'served', kefu)
  redis.call('HSET', conversation_key, 'lk', kefu)
  redis.call('HSET', kefu_key, kefu, '')
end
if kefu ~= '' and former == '' then
  -- The messages that the customer wrote while nobody served enter the kefu's list of newest messages.
  for _, entry in ipairs(redis.call('XREVRANGE', log_key, '+', '-', 'COUNT', 100)) do
    local fields = entry[2]
    if fields[SESSION] ~= suffix then break end
    if fields[TO] == '' and fields[TYPE] ~= SYSTEM then
      add_to_index_queue(index_queue_key, conversation_id, entry[1]:match('^%d+'), kefu, fields[TIME])
    end
  end
end
redis.call('HSET', session_key, 'kefu', kefu, 'state', kefu == '' and 'waiting' or 'active', 'num', number)
queue_session(index_queue_key, conversation_id, suffix, created, former_values, index_values(session_key))
append_closed_message()
return {'applied', former, read_session(conversation_key, session_key)}
