-- Shared by the scripts that read or change a session in its conversation; it precedes each of them.

-- Reads a session. While it is open, its messages are counted in the conversation.
-- Returns {customer, kefu or '', state, type, creation ms, closing ms or nil, reason of the closing or nil, messages,
--   version of the document or nil, document or nil}; {} if the session does not exist
local function read_session(conversation_key, session_key)
  local fields = redis.call('HMGET', session_key, 'customer', 'kefu', 'state', 'type', 'at', 'closed', 'why', 'count',
    'version', 'document')
  if not fields[3] then return {} end
  if fields[3] ~= 'closed' then
    fields[8] = redis.call('HGET', conversation_key, 'cnt') or '0'
  end
  return fields
end

-- Replaces the document if its version is the one that the caller read, which is 0 where there is no document yet.
-- Returns whether it was replaced
local function replace_document(session_key, version, document)
  if (redis.call('HGET', session_key, 'version') or '0') ~= version then return false end
  redis.call('HSET', session_key, 'version', string.format('%d', version + 1), 'document', document)
  return true
end
