-- Removes a conversation with all its keys in its slot.
--
-- KEYS[1] zset   the conversation's sessions
-- KEYS[2...] any further keys of the conversation
-- ARGV[1] string key of a session up to the suffix of its id, in the slot of KEYS
-- returns the number of removed keys

local keys, sessions_key = KEYS, KEYS[1]
local session_prefix = ARGV[1]

local removed = 0
for _, suffix in ipairs(redis.call('ZRANGE', sessions_key, 0, -1)) do
  removed = removed + redis.call('UNLINK', session_prefix .. suffix)
end
return removed + redis.call('UNLINK', unpack(keys))
