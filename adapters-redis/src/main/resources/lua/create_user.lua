-- Adds a user with all its indexes, or nothing.
--
-- KEYS 1  hash        the user's record
--      2  sorted set  all users by creation
--      3  sorted set  the users of this role by creation
--      4  sorted set  all users by activity
--      5  sorted set  kefu and admins by activity
--      6  string      exists while the id of a deleted user cannot be used again
--      7  set         the ids of kefu and admins in lower case
-- ARGV 1  string      the user's id
--      2  integer     creation time in milliseconds
--      3  integer     time of the last activity in milliseconds
--      4  integer     1 for a kefu or admin, else 0
--      5… pairs       the record's fields and values
-- Returns integer     1, or 0 if the id is taken, was deleted shortly before, or differs only by case from the id of a kefu
--                     or admin
local record, by_creation, by_creation_of_role, by_activity, staff_by_activity, resting, staff_ids = unpack(KEYS)
local id, created, last_active, is_staff = ARGV[1], ARGV[2], ARGV[3], ARGV[4] == '1'

local folded_id = string.lower(id)
if redis.call('EXISTS', record, resting) > 0 or redis.call('SISMEMBER', staff_ids, folded_id) == 1 then
  return 0
end
redis.call('HSET', record, unpack(ARGV, 5))
redis.call('ZADD', by_creation, created, id)
redis.call('ZADD', by_creation_of_role, created, id)
redis.call('ZADD', by_activity, last_active, id)
if is_staff then
  redis.call('ZADD', staff_by_activity, last_active, id)
  redis.call('SADD', staff_ids, folded_id)
end
return 1
