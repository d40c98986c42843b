-- Registers an object of the archive before it is written, so that a sweep finds and deletes it if no conversation gets it.
--
-- KEYS[1] hash   conversation
-- KEYS[2] zset   unused segments of the partition
-- ARGV[1] string member of the object in KEYS[2]
-- ARGV[2] int    time from which the object is deleted if no conversation has it, ms
-- returns 1; 0 if the conversation does not exist

local conversation_key, unused_key = unpack(KEYS)
local unused_member, delete_from = unpack(ARGV)

if redis.call('EXISTS', conversation_key) == 0 then return 0 end
-- A Redis whose memory is full refuses a command that may need memory, unless the script has run another write before. The
-- archive must work then, because it frees memory. ZREM is such a write, and removes nothing here.
redis.call('ZREM', unused_key, unused_member)
return redis.call('ZADD', unused_key, delete_from, unused_member)
