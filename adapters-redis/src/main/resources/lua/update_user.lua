-- Replaces fields of a user's record, unless it was changed since the caller read it.
--
-- KEYS[1] hash   the user's record
-- KEYS[2] zset   the users of the former role by creation
-- KEYS[3] zset   the users of the present role by creation
-- ARGV[1] string the user's id
-- ARGV[2] int    creation time, ms
-- ARGV[3] string the field of the record's version
-- ARGV[4] int    the version that was read
-- ARGV[5...]     fields and values of the record, in turn; the next version is among them
-- returns 1, or 0 if the record has another version or does not exist

local record_key, former_role_key, present_role_key = unpack(KEYS)
local id, created, version_field, version = unpack(ARGV)
local fields = {unpack(ARGV, 5)}

if redis.call('HGET', record_key, version_field) ~= version then return 0 end
redis.call('HSET', record_key, unpack(fields))
redis.call('ZREM', former_role_key, id)
redis.call('ZADD', present_role_key, created, id)
return 1
