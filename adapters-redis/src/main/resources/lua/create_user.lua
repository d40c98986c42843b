-- Adds a user with all its indexes, or nothing.
--
-- KEYS[1] hash   the user's record
-- KEYS[2] zset   all users by creation
-- KEYS[3] zset   the users of this role by creation
-- KEYS[4] zset   all users by activity
-- KEYS[5] zset   kefu and admins by activity
-- KEYS[6] string exists while the id of a deleted user cannot be used again
-- KEYS[7] set    the ids of kefu and admins in lower case
-- ARGV[1] string the user's id
-- ARGV[2] int    creation time, ms
-- ARGV[3] int    time of the last activity, ms
-- ARGV[4] int    1 for a kefu or admin, else 0
-- ARGV[5...]     fields and values of the record, in turn
-- returns 1, or 0 if the id is taken, was deleted shortly before, or differs only by case from the id of a kefu or admin

local record_key, created_key, created_of_role_key, active_key, active_staff_key, resting_key, staff_ids_key = unpack(KEYS)
local id, created, last_active, is_staff = ARGV[1], ARGV[2], ARGV[3], ARGV[4] == '1'
local fields = {unpack(ARGV, 5)}

local folded_id = string.lower(id)
if redis.call('EXISTS', record_key, resting_key) > 0 or redis.call('SISMEMBER', staff_ids_key, folded_id) == 1 then
  return 0
end
redis.call('HSET', record_key, unpack(fields))
redis.call('ZADD', created_key, created, id)
redis.call('ZADD', created_of_role_key, created, id)
redis.call('ZADD', active_key, last_active, id)
if is_staff then
  redis.call('ZADD', active_staff_key, last_active, id)
  redis.call('SADD', staff_ids_key, folded_id)
end
return 1
