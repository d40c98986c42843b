-- Removes a conversation with all its keys in its slot, and its sessions from the index of sessions. Its segments in the archive
-- become unused.
--
-- KEYS[1] stream the partition's index queue
-- KEYS[2] zset   the conversation's sessions
-- KEYS[3] zset   the conversation's segments in the archive
-- KEYS[4] zset   the partition's unused segments
-- KEYS[5...] any further keys of the conversation
-- ARGV[1] string conversation's key
-- ARGV[2] string key of a session up to the suffix of its id, in the slot of KEYS
-- ARGV[3...] beginnings of further keys that the suffix of a session's id completes, in the slot of KEYS
-- returns {{segment, ...}, {segment, ...}} of what the caller must delete: segments that the conversation had, and those that
--   recalls or the sweep of the archive have replaced, or may be writing just now

local index_queue_key, sessions_key, segments_key, unused_key, keys = KEYS[1], KEYS[2], KEYS[3], KEYS[4], {unpack(KEYS, 5)}
local conversation_id, session_prefix, prefixes = ARGV[1], ARGV[2], {unpack(ARGV, 2)}

-- The first write frees memory, so that Redis accepts the following ones while its memory is full.
redis.call('UNLINK', unpack(keys))
for _, suffix in ipairs(redis.call('ZRANGE', sessions_key, 0, -1)) do
  local session_key = session_prefix .. suffix
  local opened = redis.call('HGET', session_key, 'at')
  queue_session(index_queue_key, conversation_id, suffix, opened or '0', index_values(session_key), '')
  for _, prefix in ipairs(prefixes) do
    redis.call('UNLINK', prefix .. suffix)
  end
end
local segments, others = {}, {}
for _, segment in ipairs(redis.call('ZRANGE', segments_key, 0, -1)) do
  redis.call('ZADD', unused_key, 0, conversation_id .. ' ' .. segment)
end
redis.call('UNLINK', sessions_key, segments_key)

local unused = redis.call('ZRANGE', unused_key, 0, -1, 'WITHSCORES')
for i = 1, #unused, 2 do
  if unused[i]:sub(1, #conversation_id + 1) == conversation_id .. ' ' then
    local list = tonumber(unused[i + 1]) <= 0 and segments or others
    list[#list + 1] = unused[i]
  end
end
return {segments, others}
