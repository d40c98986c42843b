-- Registers an object of the archive before it is written, so that a sweep finds and deletes it if no conversation gets it.
-- The version of the segment is one that the conversation has never used. An object is therefore never written by two writers.
--
-- KEYS[1] hash   conversation
-- KEYS[2] zset   unused segments of the partition
-- ARGV[1] string key of the conversation
-- ARGV[2] string first and last seq with a hyphen between them
-- ARGV[3] int    time from which the object is deleted if no conversation has it, ms
-- ARGV[4] int    first version of a conversation without segments; random, because an erased conversation may begin again
-- returns the version; 0 if the conversation does not exist

local conversation_key, unused_key = unpack(KEYS)
local conversation, seqs, delete_from, first_version = unpack(ARGV)

if redis.call('EXISTS', conversation_key) == 0 then return 0 end
-- A Redis whose memory is full refuses a command that may need memory, unless the script has run another write before. The
-- archive must work then, because it frees memory. ZREM is such a write, and removes nothing here.
redis.call('ZREM', unused_key, '')
redis.call('HSETNX', conversation_key, 'sv', first_version)
local version = redis.call('HINCRBY', conversation_key, 'sv', 1)
redis.call('ZADD', unused_key, delete_from, conversation .. ' ' .. seqs .. '-' .. version)
return version
