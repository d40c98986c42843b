-- Removes a conversation with all its keys in its slot, and its sessions from the index of sessions.
--
-- KEYS[1] stream the partition's index queue
-- KEYS[2] zset   the conversation's sessions
-- KEYS[3...] any further keys of the conversation
-- ARGV[1] string conversation's key
-- ARGV[2] string key of a session up to the suffix of its id, in the slot of KEYS
-- ARGV[3...] beginnings of further keys that the suffix of a session's id completes, in the slot of KEYS
-- returns the number of removed keys

local index_queue_key, sessions_key, keys = KEYS[1], KEYS[2], {unpack(KEYS, 2)}
local conversation_id, session_prefix, prefixes = ARGV[1], ARGV[2], {unpack(ARGV, 2)}

local removed = 0
for _, suffix in ipairs(redis.call('ZRANGE', sessions_key, 0, -1)) do
  local session_key = session_prefix .. suffix
  local opened = redis.call('HGET', session_key, 'at')
  queue_session(index_queue_key, conversation_id, suffix, opened or '0', index_values(session_key), '')
  for _, prefix in ipairs(prefixes) do
    removed = removed + redis.call('UNLINK', prefix .. suffix)
  end
end
return removed + redis.call('UNLINK', unpack(keys))
