-- Removes a conversation with all its keys in its slot.
--
-- KEYS[1] zset   the conversation's sessions
-- KEYS[2...] any further keys of the conversation
-- ARGV[1...] beginnings of keys that the suffix of a session's id completes, in the slot of KEYS
-- returns the number of removed keys

local keys, sessions_key = KEYS, KEYS[1]
local prefixes = ARGV

local removed = 0
for _, suffix in ipairs(redis.call('ZRANGE', sessions_key, 0, -1)) do
  for _, prefix in ipairs(prefixes) do
    removed = removed + redis.call('UNLINK', prefix .. suffix)
  end
end
return removed + redis.call('UNLINK', unpack(keys))
