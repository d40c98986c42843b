-- Shared by the scripts that read or change a session in its conversation; it precedes each of them.

-- Reads a session. While it is open, its messages are counted in the conversation.
-- Returns {customer, kefu or '', state, type, creation ms, closing ms or nil, reason of the closing or nil, messages,
--   version of the document or nil, document or nil, tags or nil}; {} if the session does not exist
local function read_session(conversation_key, session_key)
  local fields = redis.call('HMGET', session_key, 'customer', 'kefu', 'state', 'type', 'at', 'closed', 'why', 'count',
    'version', 'document', 'tags')
  if not fields[3] then return {} end
  if fields[3] ~= 'closed' then
    fields[8] = redis.call('HGET', conversation_key, 'cnt') or '0'
  end
  return fields
end

-- The values by which the index of sessions finds a session: its state, its kefu and its tags, separated by line breaks; '' for
-- a session that does not exist.
local function index_values(session_key)
  local state, kefu, tags = unpack(redis.call('HMGET', session_key, 'state', 'kefu', 'tags'))
  if not state then return '' end
  return state .. '\n' .. (kefu or '') .. (tags and '\n' .. tags or '')
end

-- Adds a session to its partition's index queue if its values in the index have changed. `opened` is the time of its opening,
-- and `present` are the values after the change, '' for a session that is erased.
local function queue_session(index_queue_key, conversation, suffix, opened, former, present)
  if former ~= present then
    redis.call('XADD', index_queue_key, '*', 'c', conversation, 'u', suffix, 'w', opened, 'o', former, 'n', present)
  end
end

-- Replaces the document and the tags if the version is the one that the caller read, which is 0 where there is no document
-- yet. Returns whether they were replaced
local function replace_document(session_key, version, document, tags)
  if (redis.call('HGET', session_key, 'version') or '0') ~= version then return false end
  redis.call('HSET', session_key, 'version', string.format('%d', version + 1), 'document', document)
  if tags == '' then
    redis.call('HDEL', session_key, 'tags')
  else
    redis.call('HSET', session_key, 'tags', tags)
  end
  return true
end
