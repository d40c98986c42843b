-- The layout of log entries, of entries of index queues and of the event about an appended message. This file precedes every
-- script that reads or writes them. docs/redis-keys.md explains the fields.

-- The positions of the values in an entry's list of field names and values. `add_entry` determines the order.
local FROM, TO, TYPE, SESSION, METADATA, CONTENT, TIME, FIRST_COUNT = 2, 4, 6, 8, 12, 14, 18, 20
-- The letters of the message types that scripts distinguish.
local TEXT, SYSTEM = 't', 's'

-- Appends an entry to a log. Returns a value whose field `err` is set if Redis refuses the command.
local function add_entry(log_key, seq, from, to, type, session, name, metadata, content, client_id, time, first_count)
  return redis.pcall('XADD', log_key, seq .. '-0', 'f', from, 'o', to, 't', type, 's', session, 'n', name,
    'm', metadata, 'b', content, 'i', client_id, 'w', time, 'x', first_count)
end

-- Returns an entry's list of field names and values, and whether the entry was recalled; nil if there is no such entry, or if
-- it is in the archive.
local function read_entry(log_key, recalled_key, seq)
  local entry = redis.call('XRANGE', log_key, seq, seq)[1]
  if entry then return entry[2], false end
  local tombstone = redis.call('HGET', recalled_key, seq)
  if tombstone then return cjson.decode(tombstone), true end
end

-- Whether an entry is in the archive.
local function is_archived(conversation_key, seq)
  local base, removed = unpack(redis.call('HMGET', conversation_key, 'base', 'gone'))
  return tonumber(seq) <= (tonumber(base) or 0) and tonumber(seq) > (tonumber(removed) or 0)
end

-- Adds an appended message to its partition's index queue. `staff` are the kefu and admins who take part, separated by a
-- space. The arguments after `time` are the names and values of optional fields. A message without the field `t` is not counted.
local function add_to_index_queue(index_queue_key, conversation, seq, staff, time, ...)
  redis.call('XADD', index_queue_key, '*', 'c', conversation, 'q', seq, 'k', staff, 'w', time, ...)
end

-- The text that is published about an appended message. `trace` is the trace context of the append; nil if it is not traced.
local function message_event(seq, time, from, to, session, type, client_id, connection, name, metadata, content, trace)
  return (trace and 'message ' .. trace or 'message') .. '\n' .. seq .. '\n' .. time .. '\n' .. from .. '\n' .. to .. '\n' .. session .. '\n' .. type .. '\n'
    .. client_id .. '\n' .. connection .. '\n' .. name .. '\n' .. metadata .. '\n' .. content
end

