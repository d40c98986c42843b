-- Replaces fields of a user's record if nobody has changed it since it was read.
--
-- KEYS 1  hash        the user's record
--      2  sorted set  the users of the former role by creation
--      3  sorted set  the users of the present role by creation
-- ARGV 1  string      the user's id
--      2  integer     creation time in milliseconds
--      3  string      the field of the record's version
--      4  integer     the version that was read
--      5… pairs       the record's fields and values, the next version among them
-- Returns integer     1, or 0 if the record has another version or does not exist
local record, former_role, present_role = unpack(KEYS)
local id, created, version_field, version = unpack(ARGV, 1, 4)

if redis.call('HGET', record, version_field) ~= version then
  return 0
end
redis.call('HSET', record, unpack(ARGV, 5))
redis.call('ZREM', former_role, id)
redis.call('ZADD', present_role, created, id)
return 1
