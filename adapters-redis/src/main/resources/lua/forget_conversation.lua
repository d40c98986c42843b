-- Forgets a conversation with all that is beside it in its slot.
-- KEYS[1] zset    the conversation's sessions
-- KEYS[2...]      what else there is
-- ARGV[1] string  what precedes a session's suffix in its key, in the slot of KEYS
-- returns how many keys there were

local forgotten = 0
for _, suffix in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
  forgotten = forgotten + redis.call('UNLINK', ARGV[1] .. suffix)
end
return forgotten + redis.call('UNLINK', unpack(KEYS))
